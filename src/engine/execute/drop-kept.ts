import { decodeFailedPart, type FailedPart } from '../installed/index.js';
import type { Plan } from '../plan/index.js';
import { entryLockPath, isFinished } from '../store/index.js';
import type { Run } from './run.js';

/**
 * Ends the keeping of failed trees: of all of them, or with `isPartial` of those whose parts the plan has. Answers the
 * parts that are spared. What lies in the release is rubble of the journal; what lies in a store is removed here, unless
 * the part is made at that very place again, or somebody else finished it meanwhile.
 */
export async function dropKept(run: Run, plan: Plan, isPartial: boolean): Promise<ReadonlySet<string>> {
  const { failed } = run.ports.release;
  const planned = new Map(plan.parts.map(({ part }) => [part.name, part.location]));
  const notes = failed.all().flatMap((text) => decodeFailedPart(text) ?? []);
  const spared = new Set<string>();
  for (const note of notes) {
    if (isPartial && !planned.has(note.part)) {
      spared.add(note.part);
      continue;
    }
    if (planned.get(note.part) !== note.location) await dropEntry(run, note);
    failed.forget(note.part);
  }
  return spared;
}

/** The note is a file: only what looks like an entry of a store of this run, and is not finished, is removed. */
async function dropEntry(run: Run, { part, location, shared }: FailedPart): Promise<void> {
  const { storeFiles, locks } = run.ports;
  if (!shared || location === null) return;
  const root = run.settings.store?.roots.find((path) => location.startsWith(`${path}/${part}/`));
  const signature = root === undefined ? '' : location.slice(`${root}/${part}/`.length);
  if (root === undefined || !/^[0-9a-f]{40}$/u.test(signature) || !storeFiles.exists(location)) return;
  const lock = await locks.acquire(entryLockPath(root, part, signature), {
    holder: `${run.settings.builder} removing what was kept of ${part}`,
    signal: run.signal,
    onWait: () => undefined,
  });
  if (!lock.ok) return;
  try {
    if (!isFinished(location, storeFiles)) await storeFiles.remove(location);
  } finally {
    await lock.value.release();
  }
}
