import { describe, expect, test } from 'vitest';
import type { EngineEvent, RunCounts } from '../../src/engine/events.js';
import { RunTally } from '../../src/engine/tally.js';
import { of, NEW } from '../reporters/release.js';
import { story, STORY_COUNTS } from '../reporters/story.js';
import { BusyParts } from '../../src/engine/busy-parts.js';
import { makeDoors, makeWorld, makeWriter } from './world.js';

const PROFILE = `[buildout]
parts = one two
[one]
recipe = writer
text = 1
[two]
recipe = writer
text = 2 \${one:location}
`;

function countsOf(events: readonly EngineEvent[]): Partial<RunCounts> | undefined {
  const last = events.at(-1);
  if (last?.type !== 'run' || last.state !== 'finished') return undefined;
  return Object.fromEntries(Object.entries(last.counts).filter(([, count]) => count > 0));
}

describe('what a run has come to', () => {
  test('is counted by its events', () => {
    const tally = new RunTally();
    for (const event of story) tally.count(event);
    expect(tally.counts('failed', 7)).toEqual(STORY_COUNTS);
  });

  test('stands in its last event, however it ended', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const world = makeWorld(PROFILE, [recipe]);
    const stop = new AbortController();
    const stopped = world.run({}, { signal: stop.signal });
    await doors.arrival('one');
    stop.abort();
    expect(countsOf((await stopped).events)).toEqual({ stopped: 1, notBuilt: 1 });
    doors.open('one');
    doors.open('two');
    expect(countsOf((await world.run()).events)).toEqual({ built: 2 });
    expect(countsOf((await world.run()).events)).toEqual({ unchanged: 2 });
    world.write('release/software.cfg', `${PROFILE}fail = true\n`.replace('one two', 'two'));
    expect(countsOf((await world.run()).events)).toEqual({ unchanged: 1, failed: 1 });
    world.write('release/software.cfg', PROFILE.replace('one two', 'one'));
    expect(countsOf((await world.run()).events)).toEqual({ unchanged: 1, removed: 1 });
    world.write('release/software.cfg', '[buildout\n');
    expect(countsOf((await world.run()).events)).toEqual({ errors: 1 });
  });
});

describe('parts at work', () => {
  const start = (part: string): EngineEvent => of(part, { state: 'started', action: 'install', because: NEW });
  const words = (...events: readonly EngineEvent[]): string | undefined => {
    const busy = new BusyParts();
    for (const event of events) busy.follow(event);
    return busy.words;
  };

  test('are named with what they do', () => {
    const installed = of('c', { state: 'installed', action: 'install', signature: '', millis: 1 });
    expect(words()).toBeUndefined();
    expect(words(start('a'))).toBe('`a`');
    const waits = { for: 'a core', cores: 1, millis: 300 };
    const events = [
      start('a'),
      start('b'),
      start('c'),
      of('a', { state: 'phase', phase: 'make' }),
      of('a', { state: 'waiting', ...waits }),
      of('b', { state: 'phase', phase: 'configure' }),
      of('b', { state: 'waiting', ...waits }),
      of('b', { state: 'waited', ...waits }),
    ];
    expect(words(...events, installed)).toBe('`a` (waiting for a core) and `b` (at `configure`)');
  });

  test('are counted when they are many', () => {
    expect(words(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(start))).toBe('`a`, `b`, `c`, `d`, `e` and 2 more');
  });

  test('are told when the time of a run is up', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const world = makeWorld(PROFILE.replace(' ${one:location}', ''), [recipe]);
    const { diagnostics } = await world.run({ limits: { runSeconds: 5 }, partsAtOnce: 2 });
    expect(diagnostics.map(({ code, notes }) => [code, notes.map(({ message }) => message)])).toEqual([
      ['run-timeout', ['it was busy with `one` and `two`']],
    ]);
  });
});
