import { isAbsolute, join } from 'node:path';
import * as zod from 'zod';
import { fail, succeed } from '../engine/diag/index.js';
import {
  compileOptions,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type OptionTypes,
  type RecipeDefinition,
  type RecipeFailure,
  type Resolution,
  type ResolvingPart,
  type Result,
  type SourceRequest,
} from '../engine/recipe/index.js';
import { createInputReader } from '../platform/input-reader.js';
import type { Call } from './calls.js';
import { makeInstallContext } from './install-context.js';
import { makeResolveContext, type Sections } from './resolve-context.js';
import { completeTools, type BenchTools, type GivenTools } from './tools.js';

export interface BenchSettings {
  /** An existing directory of the test's own: the release. Parts are made in its `parts`. */
  readonly directory: string;
  /** Sections that recipes and templates may refer to, `buildout` among them. */
  readonly sections?: Sections;
  /** Variables passed to commands beside the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly offline?: boolean;
  readonly tools: GivenTools;
  readonly signal?: AbortSignal;
}

/** A section with a recipe, as a profile would have it; references in its values are filled in already. */
export interface TestedPart {
  readonly name?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly profileBase?: string;
}

/** What an install left behind. */
export interface BenchInstalled {
  readonly location: string;
  /** Recorded paths besides an own location, as the recipe gave them. */
  readonly paths: readonly string[];
  /** Own options and exports, the location filled in: what other parts see. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Runs recipes as the engine does, in a real directory and without a profile. */
export interface RecipeBench {
  /** Everything that recipes did so far. */
  readonly calls: readonly Call[];
  /** Output of all commands. */
  output(): string;
  /** `location` stands for the part's own place; recipes must work with any text. */
  resolve(recipe: RecipeDefinition, part: TestedPart, location?: string): Promise<Result<Resolution, RecipeFailure>>;
  /** Removes what an earlier install of the part recorded, then installs. A failure leaves nothing of the part. */
  install(recipe: RecipeDefinition, part: TestedPart): Promise<Result<BenchInstalled, RecipeFailure>>;
  /** Calls `update`, or `install` where a recipe has none. */
  update(recipe: RecipeDefinition, part: TestedPart): Promise<Result<BenchInstalled, RecipeFailure>>;
}

const PLACEHOLDER = '@@LOCATION@@';

export function makeBench(settings: BenchSettings): RecipeBench {
  const state: State = {
    settings,
    tools: completeTools(settings.directory, settings.tools),
    signal: settings.signal ?? new AbortController().signal,
    calls: [],
    output: [],
    recorded: new Map(),
  };
  return {
    calls: state.calls,
    output: () => Buffer.concat(state.output).toString('utf8'),
    resolve: (recipe, part, location = PLACEHOLDER) => resolvePart(state, recipe, { part, location }),
    install: (recipe, part) => makePart(state, recipe, { part, call: 'install' }),
    update: (recipe, part) => makePart(state, recipe, { part, call: 'update' }),
  };
}

interface State {
  readonly settings: BenchSettings;
  readonly tools: BenchTools;
  readonly signal: AbortSignal;
  readonly calls: Call[];
  readonly output: Buffer[];
  /** Absolute recorded paths by part. */
  readonly recorded: Map<string, readonly string[]>;
}

interface Placed {
  readonly part: TestedPart;
  readonly location: string;
}

/** Asks the recipe again after each remote input it turned out to need, as the engine does. */
async function resolvePart(
  state: State,
  recipe: RecipeDefinition,
  { part, location }: Placed,
): Promise<Result<Resolution, RecipeFailure>> {
  const resolving = resolvingPart(state, recipe, { part, location });
  if (!resolving.ok) return resolving;
  const { directory, sections = {}, offline = false } = state.settings;
  const own = partName(part);
  const reader = createInputReader();
  for (;;) {
    const pending: SourceRequest[] = [];
    const context = makeResolveContext({
      directory,
      sections: { ...sections, [own]: part.options },
      own,
      reader,
      calls: state.calls,
      onPending: (source) => void pending.push(source),
    });
    const resolution =
      recipe.resolve?.(resolving.value, context) ?? succeed({ location: 'own', exports: { location } } as const);
    if (resolution.ok || pending.length === 0) return resolution;
    for (const source of pending) {
      const fetched = await state.tools.fetcher.fetch(source, {
        signal: state.signal,
        offline: source.offline ?? offline,
      });
      if (!fetched.ok) return fetched;
      reader.addFetched(source, fetched.value.path);
    }
  }
}

function resolvingPart(
  { settings: { directory } }: State,
  recipe: RecipeDefinition,
  { part, location }: Placed,
): Result<ResolvingPart<OptionTypes>, RecipeFailure> {
  const texts = new Map(Object.entries({ recipe: recipe.name, ...part.options }));
  const options = compileOptions(zod, recipe.options).decode(texts);
  if (!options.ok) return options;
  const { profileBase = directory } = part;
  return succeed({ name: partName(part), options: options.value, texts, location, directory, profileBase });
}

function partName({ name = 'part' }: TestedPart): string {
  return name;
}

interface Wanted {
  readonly part: TestedPart;
  readonly call: 'install' | 'update';
}

async function makePart(
  state: State,
  recipe: RecipeDefinition,
  { part, call }: Wanted,
): Promise<Result<BenchInstalled, RecipeFailure>> {
  const resolution = await resolvePart(state, recipe, { part, location: PLACEHOLDER });
  if (!resolution.ok) return resolution;
  const location = join(state.settings.directory, 'parts', partName(part));
  const texts = placedTexts(part, resolution.value, location);
  const placed = { ...part, options: Object.fromEntries(texts) };
  const resolving = resolvingPart(state, recipe, { part: placed, location });
  if (!resolving.ok) return resolving;
  const recorded = state.recorded.get(partName(part)) ?? [];
  const installing: InstallingPart<OptionTypes> = {
    ...resolving.value,
    shared: resolution.value.shared === true,
    recorded,
    carried: resolution.value.carried ?? {},
  };
  const own = resolution.value.location === 'own' ? [location] : [];
  if (call === 'install') {
    const cleared = await clear(state, { old: recorded, own });
    if (!cleared.ok) return cleared;
  }
  const installed = await callRecipe(state, { recipe, installing, call, own });
  if (!installed.ok) return installed;
  const { paths } = installed.value;
  state.recorded.set(installing.name, [
    ...(call === 'update' ? recorded : own),
    ...paths.map((path) => absolute(state, path)),
  ]);
  return succeed({ location, paths, texts });
}

function placedTexts({ options }: TestedPart, resolution: Resolution, location: string): ReadonlyMap<string, string> {
  const texts = new Map(Object.entries(options));
  if (resolution.location === 'own')
    for (const [name, text] of texts) texts.set(name, text.replaceAll(PLACEHOLDER, location));
  for (const [name, text] of Object.entries(resolution.exports ?? {}))
    texts.set(name, text.replaceAll(PLACEHOLDER, location));
  return texts;
}

interface Ground {
  readonly old: readonly string[];
  readonly own: readonly string[];
}

async function clear({ tools: { files } }: State, { old, own }: Ground): Promise<Result<void, RecipeFailure>> {
  for (const path of [...old, ...own]) {
    const removed = await files.remove(path);
    if (!removed.ok) return removed;
  }
  for (const path of own) {
    const made = await files.makeDirectory(path, 0o777);
    if (!made.ok) return made;
  }
  return succeed(undefined);
}

function absolute({ settings: { directory } }: State, path: string): string {
  return isAbsolute(path) ? path : join(directory, path);
}

interface Work {
  readonly recipe: RecipeDefinition;
  readonly installing: InstallingPart<OptionTypes>;
  readonly call: 'install' | 'update';
  readonly own: readonly string[];
}

async function callRecipe(state: State, work: Work): Promise<Result<Installed, RecipeFailure>> {
  const { recipe, installing, call, own } = work;
  const announced: string[] = [];
  const context = await openContext(state, announced);
  if (!context.ok) return context;
  const update = call === 'update' ? recipe.update : undefined;
  const result =
    update === undefined
      ? await recipe.install(installing, context.value)
      : await update.call(recipe, installing, context.value);
  const files = state.tools.files;
  await files.remove(temporaryPath(state));
  if (result.ok) return result;
  for (const path of [...announced, ...(call === 'update' ? installing.recorded : own)]) await files.remove(path);
  state.recorded.delete(installing.name);
  const [first, ...more] = result.failures;
  return fail(first, ...more);
}

function temporaryPath({ settings: { directory } }: State): string {
  return join(directory, '.bench');
}

async function openContext(state: State, announced: string[]): Promise<Result<InstallContext, RecipeFailure>> {
  const { settings, tools, signal, calls, output } = state;
  const temporary = temporaryPath(state);
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
