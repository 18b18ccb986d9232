import { fail, succeed } from '../diag/index.js';
import { encodeEntry, type InstalledPart } from '../installed/index.js';
import type { Part, PlannedPart } from '../plan/index.js';
import { openContext } from './context.js';
import { explain, type PartFailure } from './failures.js';
import { callRecipe, isRemovable, joinPaths, recordOf } from './part.js';
import { limitPart, type PartTime } from './part-limit.js';
import type { Run } from './run.js';
import type { Attempt, Made, MadeResult, PartOutcome } from './attempt.js';
import { keepsTree, keepTree, noteFailed, tellTree } from './kept.js';
import { installShared } from './shared.js';

/** Makes, refreshes or takes over one part, records it, and tells how it went. */
export async function workOnPart(run: Run, planned: PlannedPart, was: InstalledPart | undefined): Promise<PartOutcome> {
  const { part, action } = planned;
  if (action === 'current') {
    run.emit({ type: 'part', state: 'up-to-date', part: part.name });
    return 'unchanged';
  }
  const begun = run.ports.clock();
  const made = await makeInTime(run, planned, was);
  const recorded = made.ok ? record(run, made.value) : made;
  return tell(run, planned, { result: recorded, millis: Math.round(run.ports.clock() - begun) });
}

async function makeInTime(run: Run, planned: PlannedPart, was: InstalledPart | undefined): Promise<MadeResult> {
  const time = limitPart(run);
  try {
    return await make(time, planned, was);
  } finally {
    time.end();
  }
}

async function make(time: PartTime, planned: PlannedPart, was: InstalledPart | undefined): Promise<MadeResult> {
  const { part, action, because } = planned;
  const { run } = time;
  if (action === 'reuse') return succeed({ record: recordOf(part), from: part.location });
  const call = action === 'update' ? 'update' : 'install';
  const opened = openContext(run, part);
  run.emit({ type: 'part', state: 'started', part: part.name, action: call, because });
  const recorded = { recorded: was?.paths ?? [], named: was?.named ?? was?.paths ?? [] };
  const settle: Attempt['settle'] = (result) => time.settle(result, opened.log.path);
  let isKept = false;
  try {
    const made = settle(await attempt(run, { planned, opened, settle, ...recorded }));
    if (made.ok) run.ports.release.failed.forget(part.name);
    else isKept = noteFailure(run, opened, { part, failures: made.failures });
    return made;
  } finally {
    await opened.close(isKept);
  }
}

/** Answers whether what the part left is kept. */
function noteFailure(run: Run, { log }: Attempt['opened'], { part, failures }: FailedAttempt): boolean {
  log.write(failures.map((failure) => `failed: ${explain(failure, part).message}\n`).join(''));
  const isKept = keepsTree(run, failures);
  if (isKept) noteFailed(run, part, failures);
  else if (failures.some(({ kind }) => kind !== 'cancelled')) run.ports.release.failed.forget(part.name);
  return isKept;
}

interface FailedAttempt {
  readonly part: Part;
  readonly failures: readonly PartFailure[];
}

async function attempt(run: Run, work: Attempt): Promise<MadeResult> {
  if (work.planned.action === 'update') return updatePart(run, work);
  return work.planned.part.shared ? installShared(run, work) : installOwn(run, work);
}

/** Installs into the release. What fails leaves nothing at the place of the part. */
async function installOwn(run: Run, work: Attempt): Promise<MadeResult> {
  const { part } = work.planned;
  const { release, files } = run.ports;
  const own = part.resolution.location === 'own' ? [part.location] : [];
  const claimed = run.claims.take(part.name, own);
  if (claimed !== undefined) return fail({ kind: 'path-claimed-twice', ...claimed });
  const paths = [...own, ...(await absentOutputs(run, part))];
  const begun = release.append(encodeEntry({ type: 'started', name: part.name, paths }), { sync: false });
  if (!begun.ok) return begun;
  for (const path of own) {
    const removed = await files.remove(path);
    const made = removed.ok ? await files.makeDirectory(path, 0o777) : removed;
    if (!made.ok) return made;
  }
  const { context, announced } = work.opened;
  const done = work.settle(await callRecipe(run, { part, call: 'install', context, recorded: work.recorded }));
  if (done.ok) return succeed({ record: recordOf(part, done.value.paths) });
  if (!keepsTree(run, done.failures)) await removeAll(run, part.name, [...announced, ...own]);
  else keepTree(run, part, [...paths, ...announced]);
  run.claims.release(part.name);
  return done;
}

/**
 * Lets the recipe look at a part that is current; new paths are added to the record. A failed update takes the part
 * away, as buildout does it; a cancelled one leaves it.
 */
async function updatePart(run: Run, work: Attempt): Promise<MadeResult> {
  const { part } = work.planned;
  const { context, announced } = work.opened;
  const done = work.settle(await callRecipe(run, { part, call: 'update', context, recorded: work.recorded }));
  if (done.ok) {
    const fresh = recordOf(part, done.value.paths);
    const joined = joinPaths([...work.recorded, ...fresh.paths], [...work.named, ...(fresh.named ?? fresh.paths)]);
    const untouched = !done.value.changed && joined.paths.length === work.recorded.length;
    return succeed({ record: { ...fresh, ...joined }, untouched });
  }
  if (done.failures.every(({ kind }) => kind === 'cancelled')) return done;
  const paths = [...announced, ...work.recorded];
  run.ports.release.append(encodeEntry({ type: 'removed', name: part.name }), { sync: true });
  if (keepsTree(run, done.failures)) keepTree(run, part, paths);
  else await removeAll(run, part.name, paths);
  run.claims.release(part.name);
  return done;
}

/** Paths that this install brings: were it killed, they would be rubble. What is there already is somebody's. */
async function absentOutputs({ ports }: Run, { resolution }: Part): Promise<readonly string[]> {
  const absent: string[] = [];
  for (const path of resolution.outputs ?? []) {
    const status = await ports.files.status(path);
    if (status.ok && status.value === undefined) absent.push(path);
  }
  return absent;
}

/** Takes away what a part left; what another part has recorded is not its own. */
async function removeAll(run: Run, part: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isOwn = (run.claims.ownerOf(path) ?? part) === part;
    if (isOwn && isRemovable(path, run.settings.kept)) await run.ports.files.remove(path);
  }
}

function record(run: Run, made: Made): MadeResult {
  if (made.untouched === true) return succeed(made);
  const written = run.ports.release.append(encodeEntry({ type: 'installed', part: made.record }), { sync: true });
  return written.ok ? succeed(made) : written;
}

interface Told {
  readonly result: MadeResult;
  readonly millis: number;
}

function tell(run: Run, { part, action }: PlannedPart, { result, millis }: Told): PartOutcome {
  const event = { type: 'part', part: part.name } as const;
  if (result.ok) {
    const { signature } = part;
    const { from, untouched } = result.value;
    if (untouched === true) run.emit({ ...event, state: 'up-to-date' });
    else if (from !== undefined) run.emit({ ...event, state: 'substituted', signature, from });
    else
      run.emit({ ...event, state: 'installed', action: action === 'update' ? 'update' : 'install', signature, millis });
    return untouched === true ? 'unchanged' : 'succeeded';
  }
  if (result.failures.every(({ kind }) => kind === 'cancelled')) {
    run.emit({ ...event, state: 'skipped', because: 'stopped' });
    return 'cancelled';
  }
  const diagnostics = result.failures.map((failure) => explain(failure, part));
  run.emit({
    ...event,
    state: 'failed',
    diagnostics: keepsTree(run, result.failures) ? tellTree(run, part, diagnostics) : diagnostics,
    millis,
  });
  return 'failed';
}
