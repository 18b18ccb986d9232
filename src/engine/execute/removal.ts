import { fail, succeed, type Result } from '../diag/index.js';
import { encodeEntry, type InstalledPart } from '../installed/index.js';
import type { PlannedRemoval } from '../plan/index.js';
import type { FileFailure } from '../recipe/index.js';
import { openContext } from './context.js';
import { guarded, holds } from './part.js';
import type { Run } from './run.js';

/** The tree of a replaced part, kept aside until its successor stands. */
export interface SetAside {
  readonly installed: InstalledPart;
  readonly path: string;
}

/**
 * Takes recorded parts away, in the order given, all of them before anything is installed, so that a file may move
 * from one part to another. The own directory of a part that is only replaced is set aside, not deleted: `aside`
 * learns of it at once, so that nothing is lost when a later removal fails.
 */
export async function removeParts(
  run: Run,
  removals: readonly PlannedRemoval[],
  aside: Map<string, SetAside>,
): Promise<Result<void, FileFailure>> {
  for (const { installed, because } of removals) {
    if (run.signal.aborted) break;
    await runUninstallHook(run, installed);
    const kept = because === 'replaced' ? await setAside(run, installed) : succeed(undefined);
    if (!kept.ok) return kept;
    if (kept.value !== undefined) aside.set(installed.name, { installed, path: kept.value });
    const removed = await removePaths(run, installed);
    if (!removed.ok) return removed;
    const recorded = run.ports.release.append(encodeEntry({ type: 'removed', name: installed.name }), { sync: false });
    if (!recorded.ok) return recorded;
    run.emit({ type: 'part', state: 'removed', part: installed.name, because });
  }
  return succeed(undefined);
}

/** A hook that fails or is gone does not keep a part from being removed: the record says what to remove. */
async function runUninstallHook(run: Run, installed: InstalledPart): Promise<void> {
  const definition = run.recipe(installed.recipe);
  const hook = definition?.uninstall?.bind(definition);
  if (hook === undefined) return;
  const { context, close } = openContext(run, installed.name);
  const texts = new Map(Object.entries(installed.options));
  const { name, paths: recorded } = installed;
  const result = await guarded(() => hook({ name, texts, recorded, directory: run.settings.directory }, context));
  if (!result.ok) {
    const message = `the uninstall step of \`${name}\` failed (${result.failures[0].kind}); its recorded paths are removed all the same`;
    run.emit({ type: 'part', state: 'warning', part: name, message });
  }
  await close();
}

async function setAside(run: Run, installed: InstalledPart): Promise<Result<string | undefined, FileFailure>> {
  const { location } = installed;
  if (location === null || installed.shared || !installed.paths.includes(location)) return succeed(undefined);
  const { files, release } = run.ports;
  const status = await files.status(location);
  if (!status.ok || status.value === undefined) return status.ok ? succeed(undefined) : status;
  const path = release.replacedPath(installed.name);
  const moved = await files.move(location, path);
  return moved.ok ? succeed(path) : moved;
}

async function removePaths(run: Run, installed: InstalledPart): Promise<Result<void, FileFailure>> {
  for (const path of installed.paths) {
    // The record is a file: a damaged or edited one must not take the release with it.
    if (holds(path, run.settings.directory))
      return fail({ kind: 'file-failed', operation: 'remove', path, code: 'EPERM' });
    const removed = await run.ports.files.remove(path);
    if (!removed.ok) return removed;
  }
  return succeed(undefined);
}

/** Ends the waiting of trees set aside: deleted where the successor stands, put back where it does not. */
export async function settleAside(
  run: Run,
  aside: ReadonlyMap<string, SetAside>,
  stands: (name: string) => boolean,
): Promise<void> {
  for (const [name, { installed, path }] of aside) {
    if (stands(name)) {
      await run.ports.files.remove(path);
      continue;
    }
    await run.ports.files.remove(installed.location ?? path);
    const moved = await run.ports.files.move(path, installed.location ?? path);
    if (!moved.ok) continue;
    run.ports.release.append(encodeEntry({ type: 'installed', part: installed }), { sync: true });
    run.emit({ type: 'part', state: 'restored', part: name });
  }
}
