import { describe, expect, test } from 'vitest';
import { Stopwatch } from '../../src/engine/execute/stopwatch.js';
import { Stopwatches, type PartCost, type PartEvent } from '../../src/engine/execute/index.js';

function makeClock(): { now: number; readonly clock: () => number } {
  const time = { now: 1_000, clock: () => time.now };
  return time;
}

describe('a stopwatch', () => {
  test('takes phases in the order met, and what comes before the first only as a whole', () => {
    const time = makeClock();
    const watch = new Stopwatch(time.clock);
    time.now += 5;
    watch.phase('fetch');
    time.now += 10;
    watch.phase('make');
    time.now += 20.4;
    watch.phase('make');
    time.now += 1;
    expect(watch.cost()).toEqual({
      millis: 36,
      cpuMillis: 0,
      peakBytes: 0,
      phases: [
        { phase: 'fetch', millis: 10, cpuMillis: 0 },
        { phase: 'make', millis: 20, cpuMillis: 0 },
        { phase: 'make', millis: 1, cpuMillis: 0 },
      ],
    });
  });

  test('stands while the part waits, until the last of several waits is over', async () => {
    const time = makeClock();
    const watch = new Stopwatch(time.clock);
    watch.phase('make');
    time.now += 1;
    watch.pause();
    time.now += 10;
    watch.pause();
    time.now += 10;
    watch.resume();
    time.now += 10;
    watch.resume();
    time.now += 2;
    await expect(watch.during(Promise.reject(new Error('no lock')))).rejects.toThrow('no lock');
    time.now += 3;
    expect(watch.cost()).toMatchObject({ millis: 6, phases: [{ phase: 'make', millis: 6 }] });
  });

  test('adds up commands, in the phase in which they end, and what they hold at once', () => {
    const watch = new Stopwatch(makeClock().clock);
    expect([watch.nextCommand(), watch.nextCommand()]).toEqual([1, 2]);
    watch.used(9, { cpuMillis: 1, peakBytes: 7 });
    watch.phase('make');
    watch.saw(1, { cpuMillis: 0, residentBytes: 100 });
    watch.saw(2, { cpuMillis: 0, residentBytes: 50 });
    watch.used(1, { cpuMillis: 30, peakBytes: 120 });
    watch.saw(2, { cpuMillis: 0, residentBytes: 90 });
    watch.phase('install');
    watch.used(2, { cpuMillis: 5, peakBytes: 90 });
    expect(watch.cost()).toMatchObject({
      cpuMillis: 36,
      peakBytes: 150,
      phases: [
        { phase: 'make', cpuMillis: 30 },
        { phase: 'install', cpuMillis: 5 },
      ],
    });
  });
});

describe('the stopwatches of a run', () => {
  const part = 'zlib';
  const event = (step: object): PartEvent => ({ type: 'part', part, ...step }) as PartEvent; // written out below
  const started = event({ state: 'started', action: 'install', because: [] });
  const installed = event({ state: 'installed', action: 'install', signature: 's', millis: 1 });
  const used = event({ state: 'command', command: 1, step: 'ended', ending: 'exit', cpuMillis: 8, peakBytes: 3 });

  function costs(events: readonly PartEvent[]): readonly (PartCost | undefined)[] {
    const told: PartEvent[] = [];
    const emit = new Stopwatches(makeClock().clock).telling((each) => told.push(each));
    events.forEach(emit);
    expect(told.map(({ state }) => state)).toEqual(events.map(({ state }) => state));
    return told.flatMap((each) => ('cost' in each ? [each.cost] : []));
  }

  test('tell the cost of what was made, and of what failed', () => {
    const failed = event({ state: 'failed', diagnostics: [], millis: 1 });
    const phases = [{ phase: 'make', millis: 0, cpuMillis: 8 }];
    const cost = { millis: 0, cpuMillis: 8, peakBytes: 3, phases };
    const work = [started, event({ state: 'phase', phase: 'make' }), used];
    expect(costs([...work, installed])).toEqual([cost]);
    expect(costs([...work, failed])).toEqual([cost]);
  });

  test('leave out what ran before the part was begun', () => {
    expect(costs([used, started, installed])).toMatchObject([{ cpuMillis: 0, peakBytes: 0 }]);
  });

  test('begin anew after a part stood', () => {
    expect(costs([started, used, event({ state: 'up-to-date' }), started, installed])).toMatchObject([
      { cpuMillis: 0 },
    ]);
  });
});
