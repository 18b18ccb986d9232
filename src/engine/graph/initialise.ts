import { resolve as resolvePath } from 'node:path';
import { fail, failAll, nearestName, succeed, type Diagnostic, type Result } from '../diag/index.js';
import {
  dumps,
  explainRecipeFailure,
  mapStrings,
  localPath,
  type BadOption,
  type OptionTypes,
  type OptionValues,
  type PartPlace,
  type RecipeDefinition,
  type RecipeFailure,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type SourceRequest,
} from '../recipe/index.js';
import type { InitialisedSection, SectionInitialiser, SectionInProgress } from '../resolve/index.js';
import { explain } from './failures.js';
import { makeLedger, type InputLedger, type InputSettings } from './inputs.js';
import type { Part, Placement } from './part.js';
import type { PlacePart } from './ports.js';
import type { RecipeRegistry } from './registry.js';

/** Stands for a part's own location until its signature, and with it the real one, is known. */
const LOCATION_PLACEHOLDER = '@@LOCATION@@';

/** A remote input that must be fetched before the graph can be finished, and who asks for it. */
export interface PendingInput {
  readonly source: SourceRequest;
  readonly place: PartPlace;
}

export interface InitialiserSettings extends Omit<InputSettings, 'onPending'> {
  readonly onPending: (input: PendingInput) => void;
  readonly registry: RecipeRegistry;
  readonly place: PlacePart;
  /** Options of `[buildout]`, for recipes. */
  readonly buildout: (option: string) => string | undefined;
}

/** Makes parts out of sections as the resolver meets them, so that exports and edges exist when they are asked for. */
export interface PartInitialiser extends SectionInitialiser {
  readonly parts: ReadonlyMap<string, Part>;
}

export function makeInitialiser(settings: InitialiserSettings): PartInitialiser {
  const parts = new Map<string, Part>();
  return {
    parts,
    hasDirectory: (recipe) => settings.registry.hasDirectory(recipe),
    initialise(section) {
      if (!isPathName(section.name))
        return fail(explain({ kind: 'bad-part-name', part: section.name, at: section.header }));
      const definition = settings.registry.find(section.options.get('recipe') ?? '', {
        part: section.name,
        at: section.spanOf('recipe'),
      });
      if (!definition.ok) return fail(explain(definition.failures[0]));
      const place = placeOf(section, definition.value);
      if (!settings.registry.isReady(definition.value))
        return fail(explainRecipeFailure({ kind: 'input-pending' }, place));
      const isMade = (path: string): boolean => settings.isMade(path) || isOutput(path, section.needs(), parts);
      const ledger = makeLedger({
        ...settings,
        isMade,
        onPending: (source) => {
          settings.onPending({ source, place });
        },
      });
      const resolved = resolveRecipe(section, definition.value, { settings, ledger, isMade });
      if (!resolved.ok) return resolved;
      const part = makePart(section, {
        definition: definition.value,
        resolution: resolved.value,
        ledger,
        settings,
        parts,
      });
      parts.set(part.name, part);
      return succeed(exportsOf(part, section));
    },
  };
}

/** Whether one of these parts makes the path, or what it lies in. */
function isOutput(path: string, names: readonly string[], parts: ReadonlyMap<string, Part>): boolean {
  const outputs = names.flatMap((name) => parts.get(name)?.resolution.outputs ?? []);
  return outputs.some((output) => output === path || path.startsWith(`${output}/`));
}

/** A part's name becomes a path below `parts` or a store: it must stay there, and must not look like a lock. */
function isPathName(name: string): boolean {
  return name.split('/').every((component) => component !== '' && !component.startsWith('.'));
}

interface Work {
  readonly settings: InitialiserSettings;
  readonly ledger: InputLedger;
  /** Whether a path belongs to another part. */
  readonly isMade: (path: string) => boolean;
}

function resolveRecipe(
  section: SectionInProgress,
  definition: RecipeDefinition,
  work: Work,
): Result<Resolution, Diagnostic> {
  const { settings, ledger, isMade } = work;
  const place = placeOf(section, definition);
  const told = (failures: readonly [RecipeFailure, ...RecipeFailure[]]): Result<never, Diagnostic> => {
    const [first, ...more] = failures;
    return failAll([
      explainRecipeFailure(first, place),
      ...more.map((failure) => explainRecipeFailure(failure, place)),
    ]);
  };
  const options = settings.registry.decoder(definition).decode(section.options);
  if (!options.ok) {
    const [first, ...more] = options.failures;
    const tell = (bad: BadOption): Diagnostic => explainOption(bad, section, definition);
    return failAll([tell(first), ...more.map(tell)]);
  }
  const part = resolvingPart(section, options.value, settings);
  const resolution = definition.resolve?.(part, makeContext(section, work)) ?? succeed(defaultResolution(part));
  if (!resolution.ok) return told(resolution.failures);
  const sources = resolution.value.sources ?? [];
  for (const source of sources) ledger.addSource(source);
  const declared = new Set([
    ...sources.map(({ url }) => localPath(url, settings.directory)),
    ...(resolution.value.outputs ?? []),
  ]);
  const searched = new Set(resolution.value.narrowed?.paths);
  for (const path of section.profileFiles())
    if (!declared.has(path) && !searched.has(resolvePath(path)) && !isMade(path)) ledger.addProfileFile(path);
  return resolution;
}

/** A required option that is missing may stand there under a name that is a slip of the pen. */
function explainOption(bad: BadOption, section: SectionInProgress, definition: RecipeDefinition): Diagnostic {
  const told = explainRecipeFailure(bad, placeOf(section, definition));
  if (bad.value !== undefined) return told;
  const unknown = [...section.options.keys()].filter((name) => !(name in definition.options));
  const written = nearestName(bad.option, unknown);
  if (written === undefined) return told;
  return {
    ...told,
    at: section.nameSpanOf(written),
    hint: `\`${written}\` stands here: did you mean \`${bad.option}\`?`,
  };
}

function placeOf(section: SectionInProgress, definition: RecipeDefinition): PartPlace {
  const { name, header } = section;
  return { part: name, recipe: definition.name, header, spanOf: section.spanOf.bind(section) };
}

function resolvingPart(
  section: SectionInProgress,
  options: OptionValues<OptionTypes>,
  settings: InitialiserSettings,
): ResolvingPart<OptionTypes> {
  const { name, profileBase } = section;
  return {
    name,
    options,
    texts: section.options,
    location: LOCATION_PLACEHOLDER,
    directory: settings.directory,
    profileBase,
  };
}

function defaultResolution(part: ResolvingPart<OptionTypes>): Resolution {
  return { location: 'own', shared: part.texts.get('shared') === 'true', exports: { location: part.location } };
}

function makeContext(section: SectionInProgress, { settings, ledger, isMade }: Work): ResolveContext {
  return {
    read(name, option, by) {
      const value = section.read(name, option, by);
      if (!value.ok) return fail({ kind: 'reference-failed', diagnostic: value.failures[0] });
      // Own options are in the signature as what they are.
      if (name !== section.name) ledger.addValue(`${name}:${option}`, value.value);
      return value;
    },
    readSection(name, by) {
      const options = section.readSection(name, by);
      if (!options.ok) return fail({ kind: 'reference-failed', diagnostic: options.failures[0] });
      for (const [option, value] of options.value) ledger.addValue(`${name}:${option}`, value);
      return options;
    },
    readText: (source) => ledger.readText(source),
    readBytes: (source) => ledger.readBytes(source),
    isMade(source) {
      const path = localPath(source.url, settings.directory);
      return path !== undefined && isMade(path);
    },
    substitute(text) {
      const result = section.substitute(text);
      return result.ok ? result : fail({ kind: 'reference-failed', diagnostic: result.failures[0] });
    },
    buildout: settings.buildout,
  };
}

interface PartWork extends Omit<Work, 'isMade'> {
  readonly definition: RecipeDefinition;
  readonly resolution: Resolution;
  readonly parts: ReadonlyMap<string, Part>;
}

function makePart(section: SectionInProgress, { definition, resolution, ledger, settings, parts }: PartWork): Part {
  const needs = section.needs();
  const placement = settings.place({
    name: section.name,
    definition,
    texts: section.options,
    resolution,
    needs: needs.flatMap((name) => parts.get(name) ?? []),
    inputs: ledger.entries,
  });
  return {
    ...placement,
    name: section.name,
    definition,
    texts: placedTexts(section.options, resolution, placement),
    resolution: placedResolution(resolution, placement),
    needs,
    inputPaths: [...ledger.paths],
    profileBase: section.profileBase,
    header: section.header,
    spanOf: section.spanOf.bind(section),
    nameSpanOf: section.nameSpanOf.bind(section),
  };
}

function placedTexts(
  options: ReadonlyMap<string, string>,
  resolution: Resolution,
  { location }: Placement,
): ReadonlyMap<string, string> {
  const texts = new Map(options);
  const place = resolution.location === 'own';
  for (const [name, text] of options) {
    if (place && text.includes(LOCATION_PLACEHOLDER)) texts.set(name, text.replaceAll(LOCATION_PLACEHOLDER, location));
  }
  for (const [name, value] of Object.entries(resolution.exports ?? {})) {
    texts.set(name, dumps(mapStrings(value, (text) => text.replaceAll(LOCATION_PLACEHOLDER, location))));
  }
  return texts;
}

/** Paths in the recipe's answer, with the real location in them. */
function placedResolution(resolution: Resolution, { location }: Placement): Resolution {
  const place = (paths: readonly string[] = []): string[] =>
    paths.map((path) => path.replaceAll(LOCATION_PLACEHOLDER, location));
  const { outputs, watched } = resolution;
  return {
    ...resolution,
    ...(outputs !== undefined && { outputs: place(outputs) }),
    ...(watched !== undefined && { watched: { presence: place(watched.presence), content: place(watched.content) } }),
  };
}

/** What later readers of the section see differently from what the profile says. */
function exportsOf(part: Part, section: SectionInProgress): InitialisedSection {
  const exports = new Map<string, string>();
  for (const [name, text] of part.texts) {
    if (section.options.get(name) !== text) exports.set(name, text);
  }
  return { exports };
}
