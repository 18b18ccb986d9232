import { expect, test } from 'vitest';
import { waitForCores, type WaitingRun } from '../../src/engine/execute/core-wait.js';
import { makeCores, type CoreLease } from '../../src/engine/execute/cores.js';
import { Doing, Stopwatches, type PartEvent, type Run } from '../../src/engine/execute/index.js';
import { limitPart } from '../../src/engine/execute/part-limit.js';

interface Site {
  readonly run: WaitingRun;
  readonly events: PartEvent[];
  readonly stop: AbortController;
  /** Resolves when so many events were told. */
  told(count: number): Promise<void>;
}

function makeSite(cores: number): Site {
  const events: PartEvent[] = [];
  const stop = new AbortController();
  const bell: { ring: () => void } = { ring: () => undefined };
  const clock = (): number => performance.now();
  const run: WaitingRun = {
    cores: makeCores({ total: cores, openPool: () => Promise.resolve(undefined) }),
    watches: new Stopwatches(clock),
    rankOf: () => 0,
    signal: stop.signal,
    ports: { clock },
    emit(event) {
      events.push(event);
      bell.ring();
    },
  };
  const told = async (count: number): Promise<void> => {
    const rung = (): Promise<void> => new Promise((resolve) => (bell.ring = resolve));
    while (events.length < count) await rung();
  };
  return { run, events, stop, told };
}

const ask = async ({ run }: Site, part: string, cores = 1): Promise<CoreLease | undefined> => {
  const lease = await waitForCores(run, part, { cores, env: {}, cwd: '/' });
  return lease.ok ? lease.value : undefined;
};

function millisOf(event: PartEvent | undefined): number {
  return event?.state === 'waiting' || event?.state === 'waited' ? (event.millis ?? 0) : 0;
}

test('a wait that lasts is told when it does, and when it is over; a short one never', async () => {
  const site = makeSite(2);
  const held = [await ask(site, 'a'), await ask(site, 'b')];
  const short = ask(site, 'short');
  held[0]?.release(true);
  const between = await short;
  // Its timer would end after that of `short`, had that not been called off.
  const long = ask(site, 'long', 2);
  await site.told(1);
  expect(site.events).toMatchObject([{ part: 'long', state: 'waiting', for: '2 cores', cores: 2 }]);
  const first = millisOf(site.events[0]);
  between?.release(true);
  held[1]?.release(true);
  (await long)?.release(true);
  expect(site.events.slice(1)).toMatchObject([{ part: 'long', state: 'waited', for: '2 cores', cores: 2 }]);
  expect(first).toBeGreaterThan(0);
  expect(millisOf(site.events[1])).toBeGreaterThanOrEqual(first);
  site.run.cores.close();
});

test('a wait that is called off is over', async () => {
  const site = makeSite(1);
  const held = await ask(site, 'a');
  const waits = ask(site, 'b');
  await site.told(1);
  site.stop.abort();
  expect(await waits).toBeUndefined();
  expect(site.events.map((event) => `${event.state} ${'for' in event ? event.for : ''}`)).toEqual([
    'waiting a core',
    'waited a core',
  ]);
  held?.release(true);
  site.run.cores.close();
});

test('a part whose time is up while it waits says so, though its wait is over when it ends', async () => {
  const site = makeSite(1);
  const held = await ask(site, 'a');
  // Of a run, a part's time needs no more than what is here.
  const run = { ...site.run, settings: { limits: { partSeconds: 0.6 } } } as unknown as Run;
  const time = limitPart(run);
  time.run.emit({ type: 'part', state: 'phase', part: 'b', phase: 'make' });
  const lease = await waitForCores(time.run, 'b', { cores: 1, env: {}, cwd: '/' });
  const settled = time.settle(lease.ok ? lease : { ok: false, failures: [{ kind: 'cancelled' }] }, 'log');
  time.end();
  expect(settled).toMatchObject({
    ok: false,
    failures: [{ kind: 'part-timeout', seconds: 0.6, doing: 'waiting for a core' }],
  });
  held?.release(true);
  site.run.cores.close();
});

test('what a part does is told by the waits that are not over', () => {
  const doing = new Doing();
  const follow = (event: Record<string, unknown>): void =>
    // A step of a part, whichever it is.
    doing.follow({ type: 'part', part: 'b', ...event } as PartEvent);
  follow({ state: 'waiting', for: 'another run' });
  expect(doing.words).toBe('waiting for another run');
  follow({ state: 'command', step: 'started' });
  expect(doing.words).toBeUndefined();
  follow({ state: 'phase', phase: 'make' });
  follow({ state: 'waiting', for: '4 cores', cores: 4 });
  follow({ state: 'waiting', for: 'a core', cores: 1 });
  follow({ state: 'waited', for: '4 cores', cores: 4 });
  expect(doing.words).toBe('waiting for a core');
  follow({ state: 'waited', for: 'a core', cores: 1 });
  expect(doing.words).toBe('at `make`');
});
