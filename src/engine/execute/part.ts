import { resolve, sep } from 'node:path';
import { fail, succeed, withoutCredentials, type Result } from '../diag/index.js';
import type { InstalledPart } from '../installed/index.js';
import type { Part } from '../plan/index.js';
import type { InstallContext, Installed, InstallingPart, OptionTypes, RecipeFailure } from '../recipe/index.js';
import { crashed, type PartFailure } from './failures.js';
import type { Run } from './run.js';

/** How a recipe is called: for new content, or to look at content that is current. */
export type RecipeCall = 'install' | 'update';

export interface Work {
  readonly part: Part;
  readonly call: RecipeCall;
  readonly context: InstallContext;
  /** Paths recorded by the previous install. */
  readonly recorded: readonly string[];
}

/** What a recipe did: absolute paths to record besides the part's own directory. */
export interface Done {
  readonly paths: readonly string[];
  readonly changed: boolean;
}

export async function callRecipe(run: Run, work: Work): Promise<Result<Done, PartFailure>> {
  const { part, context } = work;
  const options = run.decoder(part.definition).decode(part.texts);
  if (!options.ok) return options;
  const { directory } = run.settings;
  const installing = installingPart(part, { options: options.value, directory, recorded: work.recorded });
  const result = await guarded(() => invoke(work, installing, context));
  if (!result.ok) return result;
  const left = await checkLocation(run, part);
  if (!left.ok) return left;
  // The signature speaks of what was read while planning; content made of something else must not carry it.
  const changed = part.inputPaths.find((path) => run.hasChanged(path));
  if (changed !== undefined) return fail({ kind: 'input-changed', path: changed });
  const paths = checkPaths(result.value.paths, run);
  return paths.ok ? succeed({ paths: paths.value, changed: result.value.changed !== false }) : paths;
}

type FromRun = Pick<InstallingPart<OptionTypes>, 'options' | 'directory' | 'recorded'>;

/** A part as its recipe sees it. */
export function installingPart(part: Part, fromRun: FromRun): InstallingPart<OptionTypes> {
  const { name, texts, location, profileBase, shared, resolution } = part;
  return { name, texts, location, profileBase, shared, carried: resolution.carried ?? {}, ...fromRun };
}

/** A recipe that removes its own directory has made nothing. */
async function checkLocation(run: Run, part: Part): Promise<Result<void, PartFailure>> {
  if (part.resolution.location === 'none') return succeed(undefined);
  const status = await run.ports.files.status(part.location);
  if (!status.ok) return status;
  return status.value === undefined ? fail({ kind: 'nothing-installed', location: part.location }) : succeed(undefined);
}

function invoke(
  { part, call }: Work,
  installing: InstallingPart<OptionTypes>,
  context: InstallContext,
): Promise<Result<Installed, RecipeFailure>> {
  const { definition } = part;
  // A recipe without `update` that asks to be looked at is installed again, as buildout does it.
  if (call === 'update' && definition.update !== undefined) return definition.update(installing, context);
  return definition.install(installing, context);
}

/** The one place where an error thrown by a recipe is caught. */
export async function guarded<Value>(
  call: () => Promise<Result<Value, RecipeFailure>>,
): Promise<Result<Value, PartFailure>> {
  try {
    return await call();
  } catch (error) {
    return fail(crashed(error));
  }
}

/** A recorded path is removed with the part, so it must belong to the part alone. */
function checkPaths(paths: readonly string[], run: Run): Result<readonly string[], PartFailure> {
  const absolute = paths.map((path) => resolve(run.settings.directory, path));
  const outside = absolute.find((path) => !isRemovable(path, run.settings.kept));
  return outside === undefined ? succeed(absolute) : fail({ kind: 'path-outside', path: outside });
}

/** Whether removing an absolute path takes nothing away that is more than one part. */
export function isRemovable(path: string, kept: readonly string[]): boolean {
  const root = path.endsWith(sep) ? path : path + sep;
  return !kept.some((directory) => `${directory}${sep}`.startsWith(root));
}

/** The record of a part that was just made; own directory first unless the store owns it. */
export function recordOf(part: Part, paths: readonly string[]): InstalledPart {
  const own = part.resolution.location === 'own';
  return {
    name: part.name,
    recipe: part.definition.name,
    signature: part.signature,
    identity: part.identity,
    options: Object.fromEntries([...part.texts].map(([name, text]) => [name, withoutCredentials(text)])),
    location: own ? part.location : null,
    shared: part.shared,
    paths: own && !part.shared ? [...new Set([part.location, ...paths])] : [...new Set(paths)],
  };
}
