import { isAbsolute, join } from 'node:path';
import { succeed } from '../engine/diag/index.js';
import { dumps, mapStrings } from '../engine/recipe/index.js';
import type {
  Installed,
  InstallContext,
  InstallingPart,
  OptionTypes,
  RecipeDefinition,
  RecipeFailure,
  Resolution,
  Result,
} from '../engine/recipe/index.js';
import { partName, type BenchState, type TestedPart } from './bench-state.js';
import { makeInstallContext } from './install-context.js';
import { decodePart, resolvePart } from './resolve-part.js';
import { benchFolder } from './tools.js';

/** What an install left behind. */
export interface BenchInstalled {
  readonly location: string;
  /** Recorded paths besides an own location, as the recipe gave them. */
  readonly paths: readonly string[];
  /** What the recipe said about it: `false` when it found everything as it should be. */
  readonly changed: boolean;
  /** Own options and exports, the location filled in: what other parts see. */
  readonly texts: ReadonlyMap<string, string>;
}

export type RecipeCall = 'install' | 'update';

/** Stands for the part's own place until that is known. */
export const PLACEHOLDER = '@@LOCATION@@';

interface Wanted {
  readonly part: TestedPart;
  readonly call: RecipeCall;
}

/** Resolves a part, then installs or updates it. */
export async function makePart(
  state: BenchState,
  recipe: RecipeDefinition,
  { part, call }: Wanted,
): Promise<Result<BenchInstalled, RecipeFailure>> {
  const resolution = await resolvePart(state, recipe, { part, location: PLACEHOLDER });
  if (!resolution.ok) return resolution;
  const location = join(state.settings.directory, 'parts', partName(part));
  const texts = placeTexts(part, resolution.value, location);
  const placed = { ...part, options: Object.fromEntries(texts) };
  const decoded = decodePart(state, recipe, { part: placed, location });
  if (!decoded.ok) return decoded;
  const { shared = false, carried = {} } = resolution.value;
  const recorded = state.recorded.get(partName(part)) ?? [];
  const own = resolution.value.location === 'own' ? [location] : [];
  const installing = { ...decoded.value, shared, recorded, carried };
  const installed = await work(state, { recipe, installing, call, own });
  if (!installed.ok) return installed;
  const { paths: named = [], changed = true } = installed.value;
  const paths = typeof named === 'string' ? [named] : [...named];
  const kept = call === 'update' ? recorded : own;
  state.recorded.set(installing.name, [...kept, ...paths.map((path) => absolute(state, path))]);
  return succeed({ location, paths, changed, texts });
}

function placeTexts({ options }: TestedPart, resolution: Resolution, location: string): ReadonlyMap<string, string> {
  const texts = new Map(Object.entries(options));
  const place = (text: string): string => text.replaceAll(PLACEHOLDER, location);
  if (resolution.location === 'own') for (const [name, text] of texts) texts.set(name, place(text));
  for (const [name, value] of Object.entries(resolution.exports ?? {}))
    texts.set(name, dumps(mapStrings(value, place)));
  return texts;
}

function absolute({ settings: { directory } }: BenchState, path: string): string {
  return isAbsolute(path) ? path : join(directory, path);
}

interface Work {
  readonly recipe: RecipeDefinition;
  readonly installing: InstallingPart<OptionTypes>;
  readonly call: RecipeCall;
  /** The part's own directory, if it has one. */
  readonly own: readonly string[];
}

/** Calls the recipe; what is left of a failed part is removed, as the engine does it. */
async function work(state: BenchState, task: Work): Promise<Result<Installed, RecipeFailure>> {
  const { installing, call, own } = task;
  const { files } = state.tools;
  const cleared = call === 'install' ? await clear(state, task) : succeed(undefined);
  if (!cleared.ok) return cleared;
  const announced: string[] = [];
  const context = await openContext(state, announced);
  if (!context.ok) return context;
  const result = await callRecipe(task, context.value);
  await files.remove(workFolder(state));
  if (result.ok) return result;
  const left = call === 'update' ? installing.recorded : own;
  for (const path of [...announced, ...left]) await files.remove(path);
  state.recorded.delete(installing.name);
  return result;
}

function callRecipe(
  { recipe, installing, call }: Work,
  context: InstallContext,
): Promise<Result<Installed, RecipeFailure>> {
  if (call === 'update' && recipe.update !== undefined) return recipe.update(installing, context);
  return recipe.install(installing, context);
}

async function clear(
  { tools: { files } }: BenchState,
  { installing, own }: Work,
): Promise<Result<void, RecipeFailure>> {
  for (const path of [...installing.recorded, ...own]) {
    const removed = await files.remove(path);
    if (!removed.ok) return removed;
  }
  for (const path of own) {
    const made = await files.makeDirectory(path, 0o777);
    if (!made.ok) return made;
  }
  return succeed(undefined);
}

function workFolder({ settings: { directory } }: BenchState): string {
  return join(benchFolder(directory), 'work');
}

async function openContext(state: BenchState, announced: string[]): Promise<Result<InstallContext, RecipeFailure>> {
  const { settings, tools, signal, calls, output } = state;
  const temporary = workFolder(state);
  for (const name of ['home', 'tmp']) {
    const made = await tools.files.makeDirectory(join(temporary, name), 0o755);
    if (!made.ok) return made;
  }
  return succeed(
    makeInstallContext({
      directory: settings.directory,
      temporary,
      passedEnvironment: settings.environment ?? {},
      offline: settings.offline ?? false,
      tools,
      signal,
      calls,
      announced,
      onOutput: (chunk) => void output.push(chunk),
    }),
  );
}
