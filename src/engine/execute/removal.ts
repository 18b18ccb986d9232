import { join } from 'node:path';
import { fail, succeed, type Result } from '../diag/index.js';
import { encodeEntry, type InstalledPart } from '../installed/index.js';
import type { PlannedRemoval } from '../plan/index.js';
import type { FileFailure } from '../recipe/index.js';
import { openContext } from './context.js';
import { guarded, isRemovable } from './part.js';
import type { Run } from './run.js';
import { warn } from './warnings.js';

/** What a replaced part had recorded, kept aside until its successor stands. */
export interface SetAside {
  readonly installed: InstalledPart;
  /** From its place, to where it waits. */
  readonly moved: readonly (readonly [from: string, to: string])[];
}

/**
 * Takes recorded parts away, in the order given, all of them before anything is installed, so that a file may move
 * from one part to another. What a part recorded that is only replaced is set aside, not deleted: `aside` learns of it
 * at once, so that nothing is lost when a later removal fails.
 */
export async function removeParts(
  run: Run,
  removals: readonly PlannedRemoval[],
  aside: Map<string, SetAside>,
): Promise<Result<void, FileFailure>> {
  for (const { installed, because } of removals) {
    if (run.signal.aborted) break;
    await runUninstallHook(run, installed);
    const isKept = because === 'replaced' && run.settings.failedReinstall === 'restore';
    const removed = isKept ? await setAside(run, installed, aside) : await removePaths(run, installed);
    if (!removed.ok) return removed;
    run.claims.release(installed.name);
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

async function setAside(
  run: Run,
  installed: InstalledPart,
  aside: Map<string, SetAside>,
): Promise<Result<void, FileFailure>> {
  const moved: [from: string, to: string][] = [];
  aside.set(installed.name, { installed, moved });
  for (const [index, from] of installed.paths.entries()) {
    const status = await run.ports.files.status(from);
    if (!status.ok) return status;
    if (status.value === undefined) continue;
    if (!isRemovable(from, run.settings.kept)) return notOurs(from);
    const to = join(run.ports.release.replacedPath(installed.name), String(index));
    const done = await run.ports.files.move(from, to);
    if (!done.ok) return done;
    moved.push([from, to]);
  }
  return succeed(undefined);
}

/** The record is a file: a damaged or edited one must not take the release with it. */
function notOurs(path: string): Result<never, FileFailure> {
  return fail({ kind: 'file-failed', operation: 'remove', path, code: 'EPERM' });
}

async function removePaths(run: Run, installed: InstalledPart): Promise<Result<void, FileFailure>> {
  for (const path of installed.paths) {
    if (!isRemovable(path, run.settings.kept)) return notOurs(path);
    const removed = await run.ports.files.remove(path);
    if (!removed.ok) return removed;
  }
  return succeed(undefined);
}

/** Ends the waiting of what was set aside: deleted where the successor stands, put back where it does not. */
export async function settleAside(
  run: Run,
  aside: ReadonlyMap<string, SetAside>,
  stands: (name: string) => boolean,
): Promise<void> {
  for (const [name, { installed, moved }] of aside) {
    if (stands(name)) {
      for (const [, to] of moved) await run.ports.files.remove(to);
      continue;
    }
    // A file may have moved to another part, which stands now.
    if (run.claims.take(name, installed.paths) !== undefined) {
      warn(run, { part: name, code: 'not-put-back' });
      continue;
    }
    const results = await Promise.all(moved.map(([from, to]) => putBack(run, from, to)));
    if (results.includes(false)) continue;
    run.ports.release.append(encodeEntry({ type: 'installed', part: installed }), { sync: true });
    run.emit({ type: 'part', state: 'restored', part: name });
  }
}

async function putBack(run: Run, from: string, to: string): Promise<boolean> {
  const removed = await run.ports.files.remove(from);
  return removed.ok && (await run.ports.files.move(to, from)).ok;
}
