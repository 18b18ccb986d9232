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
  const planned = new Map(plan.parts.map((entry) => [entry.part.name, entry]));
  const notes = failed.all().flatMap((text) => decodeFailedPart(text) ?? []);
  const spared = new Set<string>();
  for (const note of notes) {
    const entry = planned.get(note.part);
    if (isPartial && entry === undefined) {
      spared.add(note.part);
      continue;
    }
    // Made again at this very place: its end decides.
    if (entry?.action === 'install' && entry.part.location === note.location) continue;
    if (await dropEntry(run, note)) failed.forget(note.part);
  }
  return spared;
}

/**
 * Answers whether nothing of it is left to remove. The note is a file: only what looks like an entry of a store of this
 * run, and is not finished, is removed; not while somebody builds there.
 */
async function dropEntry(run: Run, { part, location, shared }: FailedPart): Promise<boolean> {
  const { storeFiles, locks } = run.ports;
  if (!shared || location === null || !storeFiles.exists(location)) return true;
  const root = run.settings.store?.roots.find((path) => location.startsWith(`${path}/${part}/`));
  const signature = root === undefined ? '' : location.slice(`${root}/${part}/`.length);
  if (root === undefined || !/^[0-9a-f]{40}$/u.test(signature)) return false;
  const busy = new AbortController();
  const lock = await locks.acquire(entryLockPath(root, part, signature), {
    holder: `${run.settings.builder} removing what was kept of ${part}`,
    signal: AbortSignal.any([run.signal, busy.signal]),
    onWait: () => busy.abort(),
  });
  if (!lock.ok) return false;
  try {
    if (!isFinished(location, storeFiles)) await storeFiles.remove(location);
    return true;
  } finally {
    await lock.value.release();
  }
}
