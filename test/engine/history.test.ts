import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as zod from 'zod';
import {
  executePlan,
  makeClaims,
  makeCores,
  Stopwatches,
  type PartCost,
  type PartEvent,
  type Run,
  type RunSettings,
} from '../../src/engine/execute/index.js';
import type { Fetcher } from '../../src/engine/execute/ports.js';
import { makeRegistry } from '../../src/engine/graph/index.js';
import type { PartAction, PlannedPart } from '../../src/engine/plan/index.js';
import { fail, type RecipeDefinition } from '../../src/engine/recipe/index.js';
import { makeEnginePorts } from '../../src/platform/engine-ports.js';
import { makeDoors, makeWriter } from './world.js';

const NOWHERE = { source: { path: 'p.cfg', text: '' }, start: 0, end: 0 };

interface PartFacts {
  readonly needs?: readonly string[];
  readonly action?: PartAction;
  readonly options?: Readonly<Record<string, string>>;
  readonly urls?: readonly string[];
  readonly cost?: Partial<PartCost>;
  readonly runsCommands?: boolean;
}

interface Site {
  readonly events: readonly PartEvent[];
  readonly installs: readonly string[];
  readonly fetched: readonly string[];
  /** How often somebody asked for the memory of the machine. */
  readonly asked: () => number;
  readonly doors: ReturnType<typeof makeDoors>;
  readonly ended: Promise<unknown>;
}

interface Wanted {
  readonly parts: Readonly<Record<string, PartFacts>>;
  readonly settings?: Partial<RunSettings>;
  readonly memoryBytes?: number;
}

/** Executes a plan on the real platform, but for servers and the size of the memory; each install waits at its door. */
async function execute({ parts, settings = {}, memoryBytes = 0 }: Wanted): Promise<Site> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-history-')));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  mkdirSync(join(directory, '.slapbuild'));
  const doors = makeDoors();
  const { recipe, installs } = makeWriter(doors.hold);
  const events: PartEvent[] = [];
  const fetched: string[] = [];
  let asked = 0;
  const fetcher: Fetcher = {
    async fetch({ url }, { signal }) {
      fetched.push(url);
      await doors.hold(url, signal);
      return fail({ kind: 'cancelled' });
    },
  };
  const run = await makeTestRun(directory, {
    settings,
    fetcher,
    emit(event) {
      events.push(event);
      // Nobody stays at this door: the test sees who came.
      if (event.state === 'failed') void doors.hold(`${event.part} failed`, AbortSignal.abort());
    },
    history: new Map(Object.entries(parts).flatMap(([name, { cost }]) => (cost ? [[name, { ...FREE, ...cost }]] : []))),
    availableMemory() {
      asked += 1;
      return Promise.resolve(memoryBytes);
    },
  });
  const planned = Object.entries(parts).map(([name, facts]) => planPart(directory, name, { ...facts, recipe }));
  const ended = executePlan(run, { parts: planned, removals: [], conditions: {} }, new Map());
  return { events, installs, fetched, asked: () => asked, doors, ended };
}

const FREE: PartCost = { millis: 0, cpuMillis: 0, peakBytes: 0, phases: [] };

interface Outside extends Pick<Run, 'emit' | 'history'> {
  readonly settings: Partial<RunSettings>;
  readonly fetcher: Fetcher;
  readonly availableMemory: () => Promise<number>;
}

async function makeTestRun(directory: string, outside: Outside): Promise<Run> {
  const ports = makeEnginePorts('0');
  const work = await ports.load();
  const release = ports.openRelease(directory);
  onTestFinished(() => {
    release.close();
  });
  const { fetcher, availableMemory, emit, history, settings } = outside;
  const { archiver, commands, locks, storeFiles } = work;
  return {
    settings: { ...SETTINGS, directory, kept: [directory, join(directory, 'parts')], ...settings },
    ports: {
      archiver,
      commands,
      locks,
      storeFiles,
      fetcher,
      release,
      availableMemory,
      files: work.files(directory),
      clock: ports.clock,
      probes: work.makeProbeFiles(join(directory, 'cache')),
    },
    cores: makeCores({ total: 4 }),
    claims: makeClaims(),
    keptTrees: new Set(),
    watches: new Stopwatches(ports.clock),
    history,
    rankOf: () => 0,
    signal: new AbortController().signal,
    emit,
    decoder: makeRegistry([], zod).decoder,
    hasChanged: () => false,
    recipe: () => undefined,
  };
}

const SETTINGS: Omit<RunSettings, 'directory' | 'kept'> = {
  offline: false,
  jobs: 4,
  partsAtOnce: 2,
  jobserver: true,
  probeCache: true,
  afterFailure: 'finish',
  keepFailed: false,
  limits: {},
  failedReinstall: 'restore',
  passedEnvironment: {},
  builder: 'test',
  store: undefined,
};

function planPart(directory: string, name: string, facts: PartFacts & { recipe: RecipeDefinition }): PlannedPart {
  const { needs = [], action = 'install', options = {}, urls = [], runsCommands, recipe } = facts;
  return {
    action,
    because: action === 'current' ? [] : [{ kind: 'never-installed' }],
    part: {
      name,
      needs,
      definition: { ...recipe, ...(runsCommands !== undefined && { runsCommands }) },
      texts: new Map(Object.entries({ text: name, ...options })),
      resolution: { location: 'own', sources: urls.map((url) => ({ url, sha256: '0'.repeat(64) })) },
      profileBase: directory,
      inputPaths: [],
      header: NOWHERE,
      spanOf: () => NOWHERE,
      nameSpanOf: () => NOWHERE,
      identity: {},
      signature: name,
      location: join(directory, 'parts', name),
      shared: false,
      present: false,
    },
  };
}

describe('what parts cost the last time', () => {
  test('is told of those that will be made, and of no other', async () => {
    const { events, ended, doors } = await execute({
      parts: {
        standing: { action: 'current', cost: { millis: 700 } },
        made: { cost: { millis: 900, cpuMillis: 40 } },
        files: { runsCommands: false, cost: { millis: 1 } },
        new: {},
      },
    });
    for (const part of ['made', 'files', 'new']) doors.open(part);
    await ended;
    expect(events.filter(({ state }) => state === 'queued')).toEqual([
      { type: 'part', state: 'queued', part: 'standing', needs: [] },
      { type: 'part', state: 'queued', part: 'made', needs: [], expectedMillis: 900, expectedCpuMillis: 40 },
      { type: 'part', state: 'queued', part: 'files', needs: [], expectedMillis: 1 },
      { type: 'part', state: 'queued', part: 'new', needs: [] },
    ]);
  });

  test('decides which goes first', async () => {
    const { installs, ended, doors } = await execute({
      parts: {
        quick: { cost: { millis: 10 } },
        slow: { cost: { millis: 500 } },
        low: { cost: { millis: 10 } },
        high: { needs: ['low'], cost: { millis: 400 } },
      },
    });
    await Promise.all([doors.arrival('slow'), doors.arrival('low')]);
    expect(installs.toSorted()).toEqual(['low', 'slow']);
    for (const part of ['low', 'slow', 'quick', 'high']) doors.open(part);
    await ended;
    expect(installs.toSorted()).toEqual(['high', 'low', 'quick', 'slow']);
  });

  test('keeps parts apart that do not fit into the memory together; it is looked at once', async () => {
    const { installs, ended, doors, asked, events } = await execute({
      parts: {
        large: { cost: { millis: 20, peakBytes: 70 } },
        larger: { cost: { millis: 10, peakBytes: 80 } },
        files: { runsCommands: false, cost: { millis: 1, peakBytes: 90 } },
      },
      memoryBytes: 100,
    });
    await Promise.all([doors.arrival('large'), doors.arrival('files')]);
    doors.open('files');
    doors.open('large');
    await doors.arrival('larger');
    const ends = events.flatMap((event) => (event.state === 'installed' ? [event.part] : []));
    expect(ends).toContain('large');
    doors.open('larger');
    await ended;
    expect(installs).toHaveLength(3);
    expect(asked()).toBe(1);
  });

  test('is nothing at first, and then nobody looks at the memory', async () => {
    const { asked, ended, doors } = await execute({ parts: { new: {} } });
    doors.open('new');
    await ended;
    expect(asked()).toBe(0);
  });
});

describe('parts that run no commands', () => {
  test('start beside those that take every place', async () => {
    const { ended, doors, installs } = await execute({
      parts: { a: {}, b: {}, c: {}, files: { runsCommands: false }, after: { needs: ['files'], runsCommands: false } },
    });
    await Promise.all([doors.arrival('a'), doors.arrival('b'), doors.arrival('files')]);
    doors.open('files');
    await doors.arrival('after');
    expect(installs).not.toContain('c');
    for (const part of ['a', 'b', 'c', 'after']) doors.open(part);
    await ended;
  });
});

describe('sources of parts that are still to come', () => {
  const PARTS: Wanted['parts'] = {
    bad: { options: { fail: 'true' } },
    other: {},
    'over-bad': { needs: ['bad'], urls: ['http://s/lost'], cost: { millis: 1 } },
    'over-other': {
      needs: ['other'],
      urls: ['http://s/1', 'http://s/2', 'http://s/3', 'http://s/4', 'http://s/5'],
      cost: { millis: 90 },
    },
  };

  test('are fetched in the order in which the parts will start, four at once', async () => {
    const { fetched, ended, doors } = await execute({ parts: PARTS });
    await doors.arrival('http://s/4');
    expect(fetched).toEqual(['http://s/1', 'http://s/2', 'http://s/3', 'http://s/4']);
    doors.open('http://s/2');
    await doors.arrival('http://s/5');
    for (const name of ['bad', 'other', 'over-other']) doors.open(name);
    await ended;
  });

  test('are not fetched for a part that a failure took away', async () => {
    const { fetched, ended, doors } = await execute({ parts: PARTS, settings: { afterFailure: 'continue' } });
    await doors.arrival('http://s/4');
    doors.open('bad');
    await doors.arrival('bad failed');
    doors.open('other');
    await doors.arrival('over-other');
    for (const number of [1, 2, 3, 4]) doors.open(`http://s/${number}`);
    doors.open('over-other');
    await ended;
    expect(fetched).not.toContain('http://s/lost');
  });
});
