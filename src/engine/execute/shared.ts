import { succeed, type Result } from '../diag/index.js';
import { canonicalJson, type Part } from '../plan/index.js';
import { entryLockPath, isFinished, MANIFEST, SHARED_MARKER, type Manifest, type TreeScan } from '../store/index.js';
import type { PartFailure } from './failures.js';
import type { Attempt, MadeResult } from './attempt.js';
import { callRecipe, isRemovable, recordOf, type Done } from './part.js';
import { keepsTree, keepTree } from './kept.js';
import type { Run } from './run.js';

/**
 * Makes a store entry under its lock. Whoever waited for the lock finds the entry finished and takes it, so that two
 * releases that need one part build it once. The entry counts from the moment its manifest is there, written last.
 */
export async function installShared(run: Run, work: Attempt): Promise<MadeResult> {
  const { part } = work.planned;
  const watch = run.watches.of(part.name);
  const acquired = run.ports.locks.acquire(lockPath(run, part), {
    holder: `${run.settings.builder} building ${part.name} for ${run.settings.directory}`,
    signal: run.signal,
    onWait(holder) {
      work.opened.log.write(`waiting for ${holder}\n`);
      run.emit({ type: 'part', state: 'waiting', part: part.name, for: holder });
    },
  });
  const lock = await watch.during(acquired);
  if (!lock.ok) return lock;
  try {
    if (isFinished(part.location, run.ports.storeFiles))
      return succeed({ record: recordOf(part), from: part.location });
    return await buildEntry(run, work);
  } finally {
    await lock.value.release();
  }
}

function lockPath(run: Run, part: Part): string {
  const root = run.settings.store?.roots.find((path) => part.location.startsWith(`${path}/`));
  return entryLockPath(root ?? run.settings.directory, part.name, part.signature);
}

async function buildEntry(run: Run, work: Attempt): Promise<MadeResult> {
  const { part } = work.planned;
  const { storeFiles } = run.ports;
  const prepared = await storeFiles.prepare(part.location);
  if (!prepared.ok) return prepared;
  const done = work.settle(await callAndPublish(run, work));
  if (done.ok) return succeed({ record: recordOf(part, done.value.paths) });
  run.claims.release(part.name);
  if (keepsTree(run, done.failures)) {
    keepTree(run, part, work.opened.announced);
    return done;
  }
  for (const path of work.opened.announced)
    if (isRemovable(path, run.settings.kept)) await run.ports.files.remove(path);
  await storeFiles.remove(part.location);
  return done;
}

async function callAndPublish(run: Run, work: Attempt): Promise<Result<Done, PartFailure>> {
  const { part } = work.planned;
  const begun = run.ports.clock();
  const { context } = work.opened;
  const done = await callRecipe(run, { part, call: 'install', context, recorded: work.recorded });
  if (!done.ok) return done;
  context.phase('publish');
  const published = await publish(run, part, run.ports.clock() - begun);
  return published.ok ? done : published;
}

async function publish(run: Run, part: Part, millis: number): Promise<Result<void, PartFailure>> {
  const { storeFiles } = run.ports;
  const scan = await storeFiles.scan(part.location, run.settings.store?.roots ?? []);
  if (!scan.ok) return scan;
  const manifest = manifestOf(run, part, { scan: scan.value, millis });
  return storeFiles.publish(part.location, [
    { name: SHARED_MARKER, text: canonicalJson(part.identity) },
    { name: MANIFEST, text: `${JSON.stringify(manifest)}\n` },
  ]);
}

interface Finding {
  readonly scan: TreeScan;
  readonly millis: number;
}

function manifestOf(run: Run, part: Part, { scan, millis }: Finding): Manifest {
  return {
    schema: 1,
    name: part.name,
    signature: part.signature,
    identity: part.identity,
    ...scan,
    builder: run.settings.builder,
    seconds: Math.round(millis) / 1000,
  };
}
