import { resolve, sep } from 'node:path';
import { fail, succeed, withoutCredentials, type Result } from '../diag/index.js';
import type { InstalledPart } from '../installed/index.js';
import type { Part } from '../plan/index.js';
import type { InstallContext, Installed, InstallingPart, OptionTypes, RecipeFailure } from '../recipe/index.js';
import { crashed, type PartFailure } from './failures.js';
import type { Run } from './run.js';
import { warn } from './warnings.js';

/** How a recipe is called: for new content, or to look at content that is current. */
export type RecipeCall = 'install' | 'update';

export interface Work {
  readonly part: Part;
  readonly call: RecipeCall;
  readonly context: InstallContext;
  /** Paths recorded by the previous install. */
  readonly recorded: readonly string[];
}

/** What a recipe did: paths to record besides the part's own directory. */
export interface Done {
  readonly paths: RecordedPaths;
  readonly changed: boolean;
}

export interface RecordedPaths {
  readonly absolute: readonly string[];
  /** The same as the recipe named them. */
  readonly named: readonly string[];
}

export async function callRecipe(run: Run, work: Work): Promise<Result<Done, PartFailure>> {
  const { part } = work;
  const options = run.decoder(part.definition).decode(part.texts);
  if (!options.ok) return options;
  const { directory } = run.settings;
  const installing = installingPart(part, { options: options.value, directory, recorded: work.recorded });
  const result = await guarded(() => invoke(run, work, installing));
  if (!result.ok) return result;
  const left = await checkLocation(run, part);
  if (!left.ok) return left;
  // The signature speaks of what was read while planning; content made of something else must not carry it.
  const changed = part.inputPaths.find((path) => run.hasChanged(path));
  if (changed !== undefined) return fail({ kind: 'input-changed', path: changed });
  const paths = checkPaths(result.value.paths, part, run);
  return paths.ok ? succeed({ paths: paths.value, changed: result.value.changed }) : paths;
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

/** What a recipe answered, the names of paths taken out of whatever it put them in. */
interface Answer {
  readonly paths: readonly string[];
  readonly changed: boolean;
}

async function invoke(
  run: Run,
  { part, call, context }: Work,
  installing: InstallingPart<OptionTypes>,
): Promise<Result<Answer, RecipeFailure>> {
  const { definition, name, resolution } = part;
  const update = call === 'update' ? definition.update?.bind(definition) : undefined;
  // A recipe without `update` that asks to be looked at is installed again, as buildout does it.
  if (call === 'update' && update === undefined) warn(run, { part: name, code: 'no-update-method' });
  const done = await (update ?? definition.install.bind(definition))(installing, context);
  if (!done.ok) return done;
  const paths = namesOf(done.value);
  if (call === 'install' && paths === undefined && resolution.location === 'none')
    warn(run, { part: name, code: 'install-returned-none' });
  return succeed({ paths: paths ?? [], changed: done.value.changed !== false });
}

/** Recipes in plain JavaScript may answer anything: what is no text is their mistake. */
function namesOf({ paths }: Installed): readonly string[] | undefined {
  if (paths === undefined) return undefined;
  const names: unknown[] = typeof paths === 'string' ? [paths] : [...paths];
  return names.map((name) => {
    if (typeof name !== 'string') throw new TypeError(`a recorded path is ${typeof name}, not text`);
    return name;
  });
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
function checkPaths(named: readonly string[], part: Part, run: Run): Result<RecordedPaths, PartFailure> {
  const absolute = named.map((path) => resolve(run.settings.directory, path));
  const outside = absolute.find((path) => !isRemovable(path, run.settings.kept));
  if (outside !== undefined) return fail({ kind: 'path-outside', path: outside });
  const claimed = run.claims.take(part.name, absolute);
  return claimed === undefined ? succeed({ absolute, named }) : fail({ kind: 'path-claimed-twice', ...claimed });
}

/** Whether removing an absolute path takes nothing away that is more than one part. */
export function isRemovable(path: string, kept: readonly string[]): boolean {
  const root = path.endsWith(sep) ? path : path + sep;
  return !kept.some((directory) => `${directory}${sep}`.startsWith(root));
}

const NO_PATHS: RecordedPaths = { absolute: [], named: [] };

/** The record of a part that was just made; own directory first unless the store owns it. */
export function recordOf(part: Part, paths: RecordedPaths = NO_PATHS): InstalledPart {
  const own = part.resolution.location === 'own';
  const first = own && !part.shared ? [part.location] : [];
  return {
    name: part.name,
    recipe: part.definition.name,
    signature: part.signature,
    identity: part.identity,
    options: Object.fromEntries([...part.texts].map(([name, text]) => [name, withoutCredentials(text)])),
    location: own ? part.location : null,
    shared: part.shared,
    ...joinPaths([...first, ...paths.absolute], [...first, ...paths.named]),
  };
}

/** Paths as a record has them, each once; `named` only where it says something else. */
export function joinPaths(
  absolute: readonly string[],
  named: readonly string[],
): Pick<InstalledPart, 'paths' | 'named'> {
  const paths = [...new Set(absolute)];
  const names = [...new Set(named)];
  const isSame = names.length === paths.length && names.every((name, at) => name === paths[at]);
  return { paths, ...(!isSame && { named: names }) };
}
