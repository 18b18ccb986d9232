import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { makeLiveReporter } from '../../src/reporters/live.js';
import { makePlainReporter } from '../../src/reporters/plain.js';
import { FakeTerminal, FakeTimers } from './fake-terminal.js';
import { plainOptions, record } from './recording.js';
import { NEW, of, planned, planOf } from './release.js';

/** A live view of a run on so many cores that is made to tell what happens. */
class View {
  readonly terminal = new FakeTerminal();
  readonly timers = new FakeTimers();
  readonly #reporter = makeLiveReporter(this.terminal, this.timers, plainOptions());

  plan(cores: number, parts: Readonly<Record<string, { millis: number; cpu?: number; needs?: string[] }>>): void {
    const plan = planOf(Object.keys(parts).map((name) => planned(name, 'install', ...NEW)));
    this.tell({ type: 'run', state: 'planned', directory: '/release', plan, cores });
    for (const [name, { millis, cpu, needs = [] }] of Object.entries(parts)) {
      const expectation = { expectedMillis: millis, ...(cpu !== undefined && { expectedCpuMillis: cpu }) };
      this.tell(of(name, { state: 'queued', needs, ...expectation }));
    }
  }

  tell(...events: readonly EngineEvent[]): void {
    events.forEach(this.#reporter.report);
  }

  start(...parts: readonly string[]): void {
    for (const part of parts)
      this.tell(
        of(part, { state: 'started', action: 'install', because: NEW }),
        of(part, { state: 'phase', phase: 'make' }),
      );
  }

  /** What is shown when so much time has passed. */
  after(millis: number): readonly string[] {
    this.timers.advance(millis);
    return this.terminal.text.trimEnd().split('\n');
  }

  /** What it says of the end. */
  left(): string | undefined {
    this.timers.advance(100);
    return /, ([^,]+) left$/u.exec(this.terminal.text.trimEnd())?.[1];
  }
}

const wait = (part: string, cores = 1, millis = 300): EngineEvent =>
  of(part, { state: 'waiting', for: cores === 1 ? 'a core' : `${cores} cores`, cores, millis });
const waited = (part: string, millis: number, cores = 1): EngineEvent =>
  of(part, { state: 'waited', for: cores === 1 ? 'a core' : `${cores} cores`, cores, millis });

const begin = (part: string): EngineEvent =>
  of(part, { state: 'command', command: 1, step: 'started', program: 'make', title: 'make', cwd: '/' });
const used = (part: string, cpuMillis: number): EngineEvent =>
  of(part, { state: 'command', command: 1, step: 'running', cpuMillis, residentBytes: 0 });

describe('a part that waits for cores', () => {
  test('says so in its line, until it has them', () => {
    const view = new View();
    view.start('zlib', 'openssl');
    view.timers.advance(300);
    view.tell(wait('openssl'));
    expect(view.after(2_000)).toEqual(['  zlib         2 s  make', '  openssl      2 s  make: waiting for a core']);
    view.tell(waited('openssl', 2_300));
    expect(view.after(1_300)).toEqual(['  zlib         3 s  make', '  openssl      3 s  make']);
  });

  test('with several commands waits until the last has what it waits for', () => {
    const view = new View();
    view.start('a');
    view.tell(wait('a'), wait('a', 2), waited('a', 400));
    expect(view.after(100)[0]).toContain('waiting for');
    view.tell(waited('a', 500, 2));
    expect(view.after(100)).toEqual(['  a      0 s  make']);
  });

  test('is told in plain lines only to who wants to know more', () => {
    const lines = [0, 1].map((verbosity) => {
      const recording = record();
      const { report } = makePlainReporter(recording, plainOptions(verbosity));
      [wait('a'), waited('a', 400)].forEach(report);
      return recording.text();
    });
    expect(lines).toEqual(['', 'a: waiting for a core\n']);
  });
});

describe('the guess of the end', () => {
  const minute = { millis: 60_000, cpu: 60_000 };

  test('counts what parts have to compute on the cores that there are', () => {
    const view = new View();
    view.plan(2, { a: minute, b: minute, c: minute, d: minute });
    view.start('a', 'b', 'c', 'd');
    // Four at once, but on two cores.
    expect(view.left()).toBe('about 2 min');
  });

  test('counts a command that does not compute as one that has a core', () => {
    const view = new View();
    const sleeps = { millis: 60_000, cpu: 0 };
    view.plan(2, { a: sleeps, b: sleeps, c: sleeps, d: sleeps });
    view.start('a', 'b', 'c', 'd');
    expect(view.left()).toBe('about 2 min');
  });

  test('leaves the cores out for parts that run no commands', () => {
    const view = new View();
    const fetches = { millis: 60_000 };
    view.plan(2, { a: fetches, b: fetches, c: fetches, d: fetches });
    view.start('a', 'b', 'c', 'd');
    expect(view.left()).toBe('about 60 s');
  });

  test('does not take waiting for work', () => {
    const view = new View();
    view.plan(1, { a: minute, b: minute });
    view.start('a', 'b');
    view.tell(wait('b', 1, 0), begin('a'));
    view.timers.advance(60_000);
    view.tell(used('a', 60_000));
    expect(view.left()).toBe('about 60 s');
    view.tell(
      of('a', { state: 'installed', action: 'install', signature: '', millis: 60_000 }),
      waited('b', 60_000),
      begin('b'),
    );
    view.timers.advance(30_000);
    view.tell(used('b', 30_000));
    expect(view.left()).toBe('about 30 s');
  });

  test('believes what commands have used, where they share the cores with others', () => {
    const view = new View();
    const make = { millis: 60_000, cpu: 120_000 };
    view.plan(2, { a: make, b: make });
    view.start('a', 'b');
    for (const part of ['a', 'b']) view.tell(begin(part), used(part, 60_000));
    view.timers.advance(60_000);
    // Each has had one of the two cores for a minute: half of what it has to compute is to come.
    expect(view.left()).toBe('about 60 s');
  });

  test('is the longest chain where there are cores enough', () => {
    const view = new View();
    view.plan(64, { a: minute, b: { ...minute, needs: ['a'] }, c: minute });
    view.start('a', 'c');
    expect(view.left()).toBe('about 2 min');
  });
});
