import { locate, fail, succeed, type Diagnostic, type Result } from '../../src/engine/diag/index.js';
import { annotateSections, explain as explainInspect, queryValue } from '../../src/engine/inspect/index.js';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import {
  explain,
  loadProfile,
  resolveSections,
  type MergedProfile,
  type ResolvedProfile,
} from '../../src/engine/resolve/index.js';
import { readBuildoutArguments, type BuildoutArguments } from '../../src/cli/buildout-arguments.js';
import { makeCommandLine } from '../../src/cli/command-line.js';
import { isVerbose } from '../../src/cli/commands/annotate.js';
import { readSubject } from '../../src/cli/subject.js';
import { createProfileLoader } from '../../src/platform/profile-loader.js';
import { annotateText } from '../../src/reporters/annotate-text.js';
import { queryText } from '../../src/reporters/values-text.js';
import { isDumping, vectorRecipes } from './vector-recipes.js';
import type { Case, Dialect, Expected } from './vectors.js';
import type { WorkPlace } from './work-place.js';

/** What a case gave, in the form of its expectation. */
export interface Observed {
  readonly order: readonly string[];
  readonly parts: Expected['parts'];
  readonly sections: Expected['sections'];
  readonly stdout: string | undefined;
  readonly failures: readonly Diagnostic[];
}

/** Runs one case in its work place, up to the resolved profile. */
export async function observe(vector: Case, place: WorkPlace, dialect: Dialect): Promise<Observed> {
  const args = readBuildoutArguments(place.fill(vector.args));
  if (!args.ok) return failed(args.failures);
  const merged = await load(vector, args.value, { place, dialect });
  if (!merged.ok) return failed(merged.failures);
  const { command = 'install', commandArguments } = args.value;
  if (command === 'annotate') return printed(annotate(merged.value, commandArguments));
  if (command === 'query') return query(merged.value, commandArguments);
  if (command !== 'install') return failed([unsupported(command)]);
  const named = commandArguments.length === 0 ? {} : { parts: commandArguments };
  const resolved = resolveSections(merged.value, vectorRecipes, named);
  if (!resolved.ok) return failed(resolved.failures.map(explain));
  return install(resolved.value, vector.show ?? []);
}

function failed(failures: readonly Diagnostic[]): Observed {
  return { order: [], parts: {}, sections: {}, stdout: undefined, failures };
}

function printed(stdout: string): Observed {
  return { order: [], parts: {}, sections: {}, stdout, failures: [] };
}

function annotate(merged: MergedProfile, names: readonly string[]): string {
  const sections = annotateSections(merged, (name) => names.length === 0 || names.includes(name));
  return annotateText(sections, isVerbose(merged));
}

function query(merged: MergedProfile, args: readonly string[]): Observed {
  const line = makeCommandLine(['query', ...args]);
  const words = args.map((text, index) => ({ text, index: index + 1 }));
  const asked = readSubject(line, words, { command: 'query', section: 'buildout' });
  if (!asked.ok) return failed(asked.failures);
  const value = queryValue(merged, asked.value);
  if (value.ok) return printed(queryText({ ...asked.value, value: value.value }, isVerbose(merged)));
  return failed(value.failures.map((failure) => explainInspect(failure, line.spanOf(asked.value.word.index))));
}

function unsupported(command: string): Diagnostic {
  return { code: 'unsupported', severity: 'error', message: `\`${command}\` does not exist yet`, notes: [] };
}

interface Circumstances {
  readonly place: WorkPlace;
  readonly dialect: Dialect;
}

async function load(
  vector: Case,
  { profile = 'buildout.cfg', assignments, userDefaults }: BuildoutArguments,
  { place, dialect }: Circumstances,
): Promise<Result<MergedProfile, Diagnostic>> {
  const env: Readonly<Record<string, string>> = place.fill(vector.env ?? {});
  const settings = env['BUILDOUT_HOME'] ?? `${place.home}/.buildout`;
  const loaded = await loadProfile(
    {
      dialect,
      profile,
      workingDirectory: place.directory,
      assignments,
      userDefaults: userDefaults ? `${settings}/default.cfg` : undefined,
      home: place.home,
      executable: place.fill('{{python}}'),
      conditions: { ...DEFAULT_ENVIRONMENT, variables: new Map(Object.entries({ HOME: place.home, ...env })) },
    },
    createProfileLoader({ download }),
  );
  if (loaded.ok) return loaded;
  const [first, ...more] = loaded.failures;
  return fail(explain(first), ...more.map(explain));
}

async function download(url: string): Promise<Result<Buffer, { readonly reason: string }>> {
  const response = await fetch(url);
  if (!response.ok) return fail({ reason: `the server answers ${response.status}` });
  return succeed(Buffer.from(await response.arrayBuffer()));
}

/** What the recipes would do one after the other. */
function install(profile: ResolvedProfile, show: readonly string[]): Observed {
  const order: string[] = [];
  const parts: Record<string, Record<string, string>> = {};
  for (const name of profile.requested) {
    const options = profile.sections.get(name)?.options ?? new Map<string, string>();
    const recipe = options.get('recipe') ?? '';
    order.push(name);
    if (recipe === 'vectors:fail') {
      const message = `\`${name}\`: ${options.get('message') ?? ''}`;
      const failure: Diagnostic = { code: 'recipe-error', severity: 'error', message, notes: [] };
      return { order, parts, sections: {}, stdout: undefined, failures: [failure] };
    }
    if (isDumping(recipe)) parts[name] = Object.fromEntries(options);
  }
  return { order, parts, sections: shown(profile, show), stdout: undefined, failures: [] };
}

function shown(profile: ResolvedProfile, show: readonly string[]): Expected['sections'] {
  const sections: Record<string, Record<string, string | null>> = {};
  for (const item of show) {
    const [name = '', option] = item.split(':');
    const options = profile.sections.get(name)?.options;
    const section = (sections[name] ??= {});
    if (option !== undefined) section[option] = options?.get(option) ?? null;
    else for (const [key, value] of options ?? []) section[key] = value;
  }
  return sections;
}

/** A diagnostic as text, with the line it points to. */
export function textOf({ code, message, at, notes, hint }: Diagnostic): string {
  const lines = [`${code}: ${message}`];
  for (const span of [at, ...notes.map((note) => note.at)]) {
    if (span === undefined) continue;
    const { line, column } = locate(span.source, span.start);
    lines.push(` --> ${span.source.path}:${line}:${column} ${span.source.text.slice(span.start, span.end)}`);
  }
  return [...lines, ...notes.map((note) => note.message), hint ?? ''].join('\n');
}
