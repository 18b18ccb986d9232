import { succeed, type Result } from '../../src/engine/diag/index.js';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import {
  explain,
  loadProfile,
  resolveSections,
  type MergedProfile,
  type ProfileLoader,
  type ResolvedProfile,
  type ResolveFailure,
  type SectionInitialiser,
} from '../../src/engine/resolve/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';

/** Gives every section with a recipe a location. */
const locations: SectionInitialiser = {
  initialise: ({ name }) => succeed({ exports: new Map([['location', `/opt/${name}`]]) }),
};

export interface Observing {
  readonly directory: string;
  readonly loader: ProfileLoader;
  readonly parts?: readonly string[];
}

type Loaded = Result<MergedProfile, ResolveFailure>;

export function load({ directory, loader }: Observing): Loaded | Promise<Loaded> {
  const conditions = DEFAULT_ENVIRONMENT;
  const request = { profile: 'software.cfg', workingDirectory: directory, assignments: [], conditions };
  return loadProfile({ dialect: 'slapos', ...request }, loader);
}

export function resolve(loaded: Loaded, parts?: readonly string[]): Result<ResolvedProfile, ResolveFailure> {
  return loaded.ok ? resolveSections(loaded.value, locations, parts === undefined ? {} : { parts }) : loaded;
}

/** Everything that resolving says, as one text: values and their order, or what a person would read. */
export function observe(loaded: Loaded, { directory, parts }: Observing): string {
  const resolved = resolve(loaded, parts);
  if (!resolved.ok) return tell(resolved.failures.map(explain), directory);
  const { sections, layers, warnings, ...rest } = resolved.value;
  const values = [...sections.values()].map(({ name, options, needs }) => ({ name, options: [...options], needs }));
  const told = { values, parts: rest.parts, requested: rest.requested, layers: layers.map(({ location }) => location) };
  return `${JSON.stringify(told, undefined, 1)}\n${tell(warnings, directory)}`;
}

function tell(diagnostics: readonly Parameters<typeof diagnosticText>[0][], directory: string): string {
  return diagnostics
    .map((diagnostic) => diagnosticText(diagnostic, { color: false, directory, columns: 100 }))
    .join('');
}

/** What must be there at once. */
export function atOnce(loaded: Loaded | Promise<Loaded>): Loaded {
  if (loaded instanceof Promise) throw new Error('a local profile must not be waited for');
  return loaded;
}
