import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { assignLanes, nest, type Stretch } from '../../src/reporters/trace/lanes.js';
import { busyCores, heldBytes, partsRunning, type Reading } from '../../src/reporters/trace/load.js';
import type { CommandBar, PartBar, Sample } from '../../src/reporters/trace/record.js';
import { listenForTrace } from '../../src/reporters/trace.js';
import { readTrace } from '../cli/trace.js';
import { of, NEW } from './release.js';
import { finished, story } from './story.js';

const stretches = fc.array(
  fc.tuple(fc.nat(100), fc.nat(30)).map(([begun, length]): Stretch => ({ begun, ended: begun + length })),
);

function overlap(one: Stretch, other: Stretch): boolean {
  return one.begun < other.ended && other.begun < one.ended;
}

describe('lanes', () => {
  test('hold what does not overlap, and are as few as can be', () => {
    fc.assert(
      fc.property(stretches, (items) => {
        const placed = assignLanes(items);
        expect(placed).toHaveLength(items.length);
        for (const [index, [item, lane]] of placed.entries())
          for (const [other, itsLane] of placed.slice(index + 1))
            if (lane === itsLane) expect(overlap(item, other)).toBe(false);
        const real = items.filter(({ begun, ended }) => ended > begun);
        const most = Math.max(
          0,
          ...real.map(({ begun }) => real.filter((other) => other.begun <= begun && begun < other.ended).length),
        );
        const lanes = new Set(assignLanes(real).map(([, lane]) => lane));
        expect(lanes.size).toBe(most);
      }),
    );
  });

  test('nesting leaves out what would cross a border or another bar', () => {
    fc.assert(
      fc.property(stretches, stretches, (inner, outer) => {
        const { nested, loose } = nest(inner, outer);
        expect(nested.length + loose.length).toBe(inner.length);
        for (const [index, item] of nested.entries()) {
          for (const other of nested.slice(index + 1)) expect(overlap(item, other)).toBe(false);
          for (const border of outer) {
            const inside = border.begun <= item.begun && item.ended <= border.ended;
            expect(inside || !overlap(item, border)).toBe(true);
          }
        }
      }),
    );
  });

  test('nesting keeps what fits', () => {
    const phases = [
      { begun: 0, ended: 10 },
      { begun: 10, ended: 30 },
    ];
    const [first, second, across, beside] = [
      { begun: 0, ended: 4 },
      { begun: 4, ended: 10 },
      { begun: 9, ended: 12 },
      { begun: 12, ended: 14 },
    ];
    expect(nest([first, second, beside], phases).loose).toEqual([]);
    expect(nest([first, across, beside], phases).loose).toEqual([across]);
  });
});

function commandBar(begun: number, ended: number, cpuMillis: number, samples: readonly Sample[] = []): CommandBar {
  return {
    part: 'p',
    program: 'cc',
    title: 'cc',
    cwd: '/',
    ending: 'exit 0',
    peakBytes: 0,
    begun,
    ended,
    cpuMillis,
    samples,
  };
}

function area(readings: readonly Reading[]): number {
  return readings.reduce((sum, { at, value }, index) => sum + value * ((readings[index + 1]?.at ?? at) - at), 0);
}

describe('the load', () => {
  test('of cores is the time that commands used, where they used it', () => {
    const samples = [
      { at: 500, cpuMillis: 400, residentBytes: 1 },
      { at: 1_000, cpuMillis: 1_400, residentBytes: 1 },
    ];
    const readings = busyCores({ commands: [commandBar(0, 1_500, 1_400, samples)], ended: 2_000 });
    expect(readings.map(({ at, value }) => [at, value])).toEqual([
      [0, 0.8],
      [250, 0.8],
      [500, 2],
      [750, 2],
      [1_000, 0],
      [1_250, 0],
      [1_500, 0],
      [1_750, 0],
      [2_000, 0],
    ]);
  });

  test('of cores adds up to the time of all commands', () => {
    const commands = fc.array(
      fc
        .tuple(fc.nat(3_000), fc.nat(2_000), fc.nat(4_000))
        .map(([begun, length, cpu]) => commandBar(begun, begun + length, cpu)),
    );
    fc.assert(
      fc.property(commands, fc.integer({ min: 1, max: 400_000 }), (all, more) => {
        const ended = Math.max(0, ...all.map((each) => each.ended)) + more;
        const total = all.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0);
        expect(area(busyCores({ commands: all, ended }))).toBeCloseTo(total, 3);
        expect(busyCores({ commands: all, ended }).length).toBeLessThanOrEqual(1_002);
      }),
    );
  });

  test('of memory is what was held when it was looked at, and nothing in the end', () => {
    const commands = [
      commandBar(0, 20, 0, [
        { at: 5, cpuMillis: 0, residentBytes: 100 },
        { at: 10, cpuMillis: 0, residentBytes: 60 },
      ]),
      commandBar(0, 30, 0, [{ at: 10, cpuMillis: 0, residentBytes: 7 }]),
      commandBar(0, 25, 0),
    ];
    expect(heldBytes({ commands }).map(({ at, value }) => [at, value])).toEqual([
      [5, 100],
      [10, 67],
      [20, 7],
      [25, 7],
      [30, 0],
    ]);
  });

  test('of parts counts those at work', () => {
    const bar = (begun: number, ended: number): PartBar => ({
      part: 'p',
      state: 'installed',
      needs: [],
      expectedMillis: undefined,
      cost: undefined,
      phases: [],
      waits: [],
      begun,
      ended,
    });
    expect(partsRunning({ parts: [bar(0, 10), bar(5, 20), bar(10, 20)] })).toEqual([
      { at: 0, value: 1 },
      { at: 5, value: 2 },
      { at: 10, value: 2 },
      { at: 20, value: 0 },
    ]);
  });
});

describe('the trace', () => {
  /** The text of a trace of events that come a millisecond apart. */
  function traced(events: readonly EngineEvent[]): string {
    let now = 5_000;
    const { hear, text } = listenForTrace(() => (now += 1));
    events.forEach(hear);
    return text();
  }

  test('of a run with one of everything', () => {
    const text = traced(story);
    const { bars } = readTrace(text);
    expect(bars.map(({ tid, cat, name, from, to }) => [tid, cat, name, from / 1_000, to / 1_000].join(' '))).toEqual([
      '0 run resolve and plan 0 4',
      '0 run waiting for slapbuild/0.1.0 building /release 2 4',
      '0 run build 4 28',
      '1 part libevent 10 20',
      '1 phase configure 13 20',
      '2 part popt 11 19',
      '2 phase make 15 19',
      '2 waiting waiting for slapbuild/0.1.0 building popt for /other 12 15',
      '1 part job 21 22',
      '1 part look 23 25',
    ]);
  });

  test('shows commands that run at once in lanes of their own, and arrows between parts', () => {
    const begin = (part: string, command: number): EngineEvent =>
      of(part, {
        state: 'command',
        command,
        step: 'started',
        program: 'cc',
        title: 'cc',
        cwd: 'https://anna:secret@host/',
      });
    const end = (part: string, command: number): EngineEvent =>
      of(part, { state: 'command', command, step: 'ended', ending: 'signal', cpuMillis: 1, peakBytes: 2 });
    const start = (part: string): EngineEvent => of(part, { state: 'started', action: 'install', because: NEW });
    const done = (part: string): EngineEvent =>
      of(part, { state: 'installed', action: 'install', signature: '', millis: 1 });
    const text = traced([
      { type: 'run', state: 'started', profile: 'https://anna:secret@host/software.cfg' },
      of('a', { state: 'queued', needs: [] }),
      of('b', { state: 'queued', needs: ['a', 'gone'] }),
      start('a'),
      begin('a', 1),
      begin('a', 2),
      end('a', 1),
      of('a', { state: 'phase', phase: 'make' }),
      end('a', 2),
      done('a'),
      start('b'),
      begin('b', 1),
      of('b', { state: 'phase', phase: 'make' }),
      finished('interrupted', 2, 3),
    ]);
    const { bars } = readTrace(text);
    const shown = bars.map(({ tid, cat, name, args }) => [tid, cat, name, args['state'] ?? args['ending'] ?? '']);
    expect(shown).toEqual([
      [0, 'run', 'resolve and plan', ''],
      [1, 'part', 'a', 'installed'],
      [1, 'phase', 'make', ''],
      [1, 'command', 'cc', 'signal'],
      [2, 'command', 'cc', 'signal'],
      [1, 'part', 'b', 'started'],
      [1, 'phase', 'make', ''],
    ]);
    expect(text.match(/"ph":"s"/gu)).toHaveLength(1);
    expect(text).not.toContain('secret');
  });
});
