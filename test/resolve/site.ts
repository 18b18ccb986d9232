import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { locate, succeed, type Diagnostic, type Result, type Span } from '../../src/engine/diag/index.js';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import {
  explain,
  loadProfile,
  resolveSections,
  type LayerRequest,
  type MergedProfile,
  type ResolvedProfile,
  type ResolveFailure,
  type SectionInitialiser,
} from '../../src/engine/resolve/index.js';
import { createProfileLoader, type ProfileLoaderSettings } from '../../src/platform/profile-loader.js';

/** A new directory with files, removed after the test. */
export function makeSite(files: Readonly<Record<string, string | Buffer>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

function request(directory: string, more: Partial<LayerRequest> = {}): LayerRequest {
  return {
    dialect: 'slapos',
    profile: 'software.cfg',
    workingDirectory: directory,
    assignments: [],
    conditions: DEFAULT_ENVIRONMENT,
    ...more,
  };
}

/** Reads and merges a profile that has no remote layer. */
export function load(directory: string, more: Partial<LayerRequest> = {}): Result<MergedProfile, ResolveFailure> {
  const loaded = loadProfile(request(directory, more), createProfileLoader());
  if (loaded instanceof Promise) throw new Error('a local profile must not be waited for');
  return loaded;
}

export async function loadRemote(
  directory: string,
  download: NonNullable<ProfileLoaderSettings['download']>,
  more: Partial<LayerRequest> = {},
): Promise<Result<MergedProfile, ResolveFailure>> {
  return loadProfile(request(directory, more), createProfileLoader({ download }));
}

/** Gives every section with a recipe a `location`. */
export const locations: SectionInitialiser = {
  initialise: ({ name }) => succeed({ exports: new Map([['location', `/opt/${name}`]]) }),
};

interface Resolving extends Partial<LayerRequest> {
  readonly initialiser?: SectionInitialiser;
  readonly parts?: readonly string[];
}

/** Resolves `software.cfg` of a site made of `files`; a text alone is that profile. */
export function resolve(
  files: string | Readonly<Record<string, string>>,
  { initialiser = locations, parts, ...more }: Resolving = {},
): Result<ResolvedProfile, ResolveFailure> {
  const loaded = load(makeSite(typeof files === 'string' ? { 'software.cfg': files } : files), more);
  return loaded.ok ? resolveSections(loaded.value, initialiser, parts === undefined ? {} : { parts }) : loaded;
}

/** An option after resolving; fails the test when anything is wrong. */
export function option(
  result: Result<ResolvedProfile, ResolveFailure>,
  section: string,
  name: string,
): string | undefined {
  if (!result.ok) throw new Error(result.failures.map((failure) => explain(failure).message).join('; '));
  return result.value.sections.get(section)?.options.get(name);
}

/** A diagnostic as a test compares it: places as `path:line:column` with the text they cover. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly at: string;
  readonly notes?: readonly string[];
  readonly hint?: string;
}

export function told({ code, message, at, notes, hint }: Diagnostic): Told {
  const shown = notes.map((note) => (note.at === undefined ? note.message : `${note.message}: ${place(note.at)}`));
  return {
    code,
    message,
    at: at === undefined ? 'nowhere' : place(at),
    ...(shown.length > 0 && { notes: shown }),
    ...(hint !== undefined && { hint }),
  };
}

export function mistakes(result: Result<unknown, ResolveFailure>): readonly Told[] {
  return result.ok ? [] : result.failures.map((failure) => told(explain(failure)));
}

function place({ source, start, end }: Span): string {
  const { line, column } = locate(source, start);
  return `${source.path}:${line}:${column} ${JSON.stringify(source.text.slice(start, end))}`;
}
