import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readArguments } from '../../src/cli/arguments.js';
import { makeRequest } from '../../src/cli/request.js';
import { fail, locate, succeed, type Diagnostic, type Result } from '../../src/engine/diag/index.js';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import type { BuildRequest } from '../../src/engine/request.js';
import {
  explain,
  loadProfile,
  resolveSections,
  type LayerRequest,
  type MergedProfile,
  type ResolvedProfile,
  type SectionInitialiser,
} from '../../src/engine/resolve/index.js';
import { createProfileLoader } from '../../src/platform/profile-loader.js';
import { makeSite } from '../resolve/site.js';

/** Where pages say that things are. */
const ORIGIN = 'http://profiles.example';
const RELEASE = '/srv/release';
const HOME = '/home/you';

/** What comes of an example, in the words of pages. */
export interface Told {
  /** `section:option = value` of every option in use, and `parts: a b`. */
  readonly values: readonly string[];
  readonly diagnostics: readonly string[];
}

/** Runs the profiles of an example as the command line would, up to the resolved sections. */
export async function rehearse(files: Readonly<Record<string, string>>, words: readonly string[]): Promise<Told> {
  const stage = await makeStage(files);
  const request = requestOf(words, stage);
  const resolved = request.ok ? await resolve(request.value, isFragment(files)) : request;
  const diagnostics = resolved.ok ? resolved.value.warnings : resolved.failures;
  const values = resolved.ok ? valuesOf(resolved.value) : [];
  return { values: values.map(stage.shown), diagnostics: diagnostics.flatMap(linesOf).map(stage.shown) };
}

interface Stage {
  readonly release: string;
  readonly home: string;
  /** A text with the places that pages name. */
  readonly shown: (text: string) => string;
}

/** Lays the files out: those of the release, those of the user, those of a server. */
async function makeStage(files: Readonly<Record<string, string>>): Promise<Stage> {
  const remote = new Map<string, string>();
  const origin = Object.keys(files).some((name) => name.startsWith(ORIGIN)) ? await serve(remote) : ORIGIN;
  const local: Record<string, string> = {};
  for (const [name, content] of Object.entries(files)) {
    const text = content.replaceAll(ORIGIN, origin);
    if (name.startsWith(ORIGIN)) remote.set(name.slice(ORIGIN.length), text);
    else local[name.startsWith('~/') ? `home/${name.slice(2)}` : `release/${name}`] = text;
  }
  const root = makeSite(local);
  const [release, home] = [join(root, 'release'), join(root, 'home')];
  const shown = (text: string): string =>
    text.replaceAll(release, RELEASE).replaceAll(home, HOME).replaceAll(origin, ORIGIN).replaceAll('\n', '⏎');
  return { release, home, shown };
}

async function serve(content: ReadonlyMap<string, string>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const text = content.get(url);
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function download(url: string): Promise<Result<Buffer, { readonly reason: string }>> {
  const response = await fetch(url);
  if (!response.ok) return fail({ reason: `the server answers ${response.status}` });
  return succeed(Buffer.from(await response.arrayBuffer()));
}

function requestOf(words: readonly string[], { release, home }: Stage): Result<BuildRequest, Diagnostic> {
  const read = readArguments(words);
  if (!read.ok) return read;
  if (read.value.kind !== 'run') throw new Error('an example runs nothing');
  const environment = {
    home,
    userStore: join(home, 'store'),
    userCache: join(home, 'cache'),
    userDefaults: join(home, '.buildout/default.cfg'),
    noColor: true,
    dumbTerminal: true,
    columns: undefined,
  };
  return makeRequest(read.value, { environment, variables: { CC: 'clang' }, workingDirectory: release });
}

/** Examples without `[buildout]` are fragments: all their sections are in use. */
function isFragment(files: Readonly<Record<string, string>>): boolean {
  return !Object.values(files).some((text) => /^\[buildout/mu.test(text));
}

async function resolve(request: BuildRequest, whole: boolean): Promise<Result<ResolvedProfile, Diagnostic>> {
  let merged = await merge(request);
  if (whole && merged.ok) {
    const names = [...merged.value.sections.keys()].filter((name) => name !== 'buildout' && name !== 'versions');
    const user = ['parts=user', 'user:recipe=user', `user:<part-dependencies>=${names.join(' ')}`];
    merged = await merge({ ...request, assignments: [...(request.assignments ?? []), ...user] });
  }
  if (!merged.ok) return merged;
  const named = request.parts === undefined ? {} : { parts: request.parts };
  const resolved = resolveSections(merged.value, initialiser, named);
  if (resolved.ok) return resolved;
  const [first, ...more] = resolved.failures;
  return fail(explain(first), ...more.map(explain));
}

async function merge(request: BuildRequest): Promise<Result<MergedProfile, Diagnostic>> {
  const loaded = await loadProfile(layerRequest(request), createProfileLoader({ download }));
  if (loaded.ok) return loaded;
  const [first, ...more] = loaded.failures;
  return fail(explain(first), ...more.map(explain));
}

function layerRequest({ profile, workingDirectory, assignments = [], ...request }: BuildRequest): LayerRequest {
  const { dialect = 'slapos', userDefaults, home } = request;
  const { assumed, ...facts } = request.conditions ?? {};
  const variables = new Map(Object.entries(request.conditionVariables ?? {}));
  const conditions = { ...DEFAULT_ENVIRONMENT, ...facts, variables, assumed: new Map(Object.entries(assumed ?? {})) };
  return { dialect, profile, workingDirectory, assignments, userDefaults, home, conditions };
}

/** Every recipe of an example sets `location`, and nothing else. */
const initialiser: SectionInitialiser = {
  initialise: ({ name }) => succeed({ exports: new Map([['location', `${RELEASE}/parts/${name}`]]) }),
};

function valuesOf({ sections, parts }: ResolvedProfile): readonly string[] {
  const options = [...sections.values()].flatMap((section) =>
    [...section.options].map(([name, value]) => `${section.name}:${name} =${value === '' ? '' : ` ${value}`}`),
  );
  return [...options, `parts: ${parts.filter((name) => name !== 'user').join(' ')}`];
}

/** A diagnostic as pages show it: without the line of the profile, and without notes. */
function linesOf({ severity, code, message, at, hint }: Diagnostic): readonly string[] {
  const lines = [`${severity}[${code}]: ${message}`];
  if (at !== undefined) {
    const { line, column } = locate(at.source, at.start);
    lines.push(`  --> ${at.source.path}:${line}:${column}`);
  }
  return hint === undefined ? lines : [...lines, `hint: ${hint}`];
}
