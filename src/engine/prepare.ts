import { join, resolve } from 'node:path';
import { failAll, InternalError, succeed, withoutCredentials, type Diagnostic, type Result } from './diag/index.js';
import { COMMAND_PATH, type Fetcher } from './execute/index.js';
import {
  linkParts,
  makeProfilePaths,
  makeRegistry,
  surveyParts,
  type InputReader,
  type LinkSettings,
  type PartGraph,
  type PendingInput,
  type RecipeRegistry,
} from './graph/index.js';
import { makePlacer } from './plan/index.js';
import { downloadUses, frozenFetcher, tellDifferences } from './frozen.js';
import type { Lock } from './lock/index.js';
import type { EnginePorts, Machine, WorkPorts } from './ports.js';
import { explainRecipeFailure, type RecipeDefinition } from './recipe/index.js';
import type { BuildRequest } from './request.js';
import { mergeRelease, type MergedRelease } from './merge-release.js';
import type { MergedProfile } from './resolve/index.js';
import { makeStoreView, type StoreRoot, type StoreView } from './store/index.js';

/** A release that is resolved, linked and placed; nothing has been touched. */
export interface Prepared extends Omit<Bench, 'settings'> {
  readonly merged: MergedProfile;
  /** Paths and URLs of every profile that was read or looked for, and the path of the lock. */
  readonly looked: ReadonlySet<string>;
  readonly graph: PartGraph;
}

export interface Preparation {
  readonly ports: EnginePorts;
  readonly work: WorkPorts;
  readonly recipes: readonly RecipeDefinition[];
  readonly signal: AbortSignal;
  /** Tells that a source is fetched because the graph cannot be made without it. */
  readonly onFetch: (url: string) => void;
  readonly warn: (warnings: readonly Diagnostic[]) => void;
}

/** From a request to the part graph: the pure stages, and what they must read. */
export async function prepareRelease(request: BuildRequest, means: Preparation): Promise<Result<Prepared, Diagnostic>> {
  const release = await mergeRelease(request, means);
  if (!release.ok) return release;
  const { merged, looked, lock } = release.value;
  const opened = await openBench(request, release.value, means);
  const bench = lock === undefined ? opened : { ...opened, fetcher: frozenFetcher(opened.fetcher, lock) };
  const graph = await linkAll(merged, bench.settings, { ...bench, lock, means });
  if (!graph.ok) return graph;
  if (bench.store !== undefined) means.warn(refusedByStores(graph.value, bench.store));
  return succeed({ ...bench, looked, merged, graph: graph.value });
}

/** What recipes are asked with. */
export interface Bench {
  readonly registry: RecipeRegistry;
  readonly reader: InputReader;
  readonly fetcher: Fetcher;
  readonly machine: Machine;
  readonly store: StoreView | undefined;
  readonly offline: boolean;
  readonly settings: LinkSettings;
  /** Absolute directory of the download cache. */
  readonly downloadCache: string;
  /** Remote inputs that were fetched because the graph cannot be made without them; grows. */
  readonly inputs: PendingInput[];
}

/** Sets up what asking the recipes of a merged profile needs. */
export async function openBench(
  request: BuildRequest,
  { merged, lock }: Pick<MergedRelease, 'merged' | 'lock'>,
  means: Preparation,
): Promise<Bench> {
  const { work, recipes } = means;
  const [zod, machine] = await Promise.all([
    import('zod'),
    work.readMachine({ path: COMMAND_PATH, cacheDirectory: request.userCache }),
  ]);
  const registry = makeRegistry([...recipes, ...(request.recipes ?? [])], zod);
  for (const { source } of merged.layers) registry.expect(source.text);
  await registry.prepare();
  const reader = work.makeReader();
  const store = openStore(request, merged, work);
  const downloadCache = downloadCacheOf(request, merged);
  return {
    registry,
    reader,
    fetcher: work.makeFetcher(downloadCache),
    machine,
    store,
    offline: ['offline', 'install-from-cache'].some((option) => merged.buildout(option) === 'true'),
    settings: linkSettings(request, merged, { registry, reader, store, machine, lock }),
    downloadCache,
    inputs: [],
  };
}

function explainAll(diagnostics: readonly Diagnostic[]): Result<never, Diagnostic> {
  const [first, ...more] = diagnostics;
  if (first === undefined) throw new InternalError('a failure without a diagnostic');
  return failAll([first, ...more]);
}

/** Stores in their order: the command line's, the profile's, the user's own. Dialect `zc` has none of its own. */
function openStore(request: BuildRequest, merged: MergedProfile, work: WorkPorts): StoreView | undefined {
  const roots = storeRoots(request, merged);
  return roots.length === 0 ? undefined : makeStoreView(roots, work.storeFiles);
}

function storeRoots(
  { stores, dialect, userStore, workingDirectory }: BuildRequest,
  merged: MergedProfile,
): readonly StoreRoot[] {
  if (stores === 'none') return [];
  if (stores !== undefined && stores.length > 0)
    return stores.map((path) => ({ path: resolve(workingDirectory, path), create: true }));
  const listed = (merged.buildout('shared-part-list') ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/\/+$/u, ''))
    .filter((line) => line !== '');
  if (listed.length > 0) return listed.map((path) => ({ path: resolve(merged.directory, path), create: false }));
  return dialect === 'zc' ? [] : [{ path: resolve(userStore), create: true }];
}

function downloadCacheOf(request: BuildRequest, merged: MergedProfile): string {
  const configured = merged.buildout('download-cache');
  if (configured === undefined || configured === '') return join(request.userCache, 'downloads');
  return resolve(merged.directory, configured);
}

/** Shared parts that are built into the release because no store can take them. */
function refusedByStores({ parts }: PartGraph, { roots }: StoreView): readonly Diagnostic[] {
  const refused = [...parts.values()].find(({ resolution, shared }) => resolution.shared === true && !shared);
  if (refused === undefined) return [];
  const message = `no store can be written, so shared parts such as \`${refused.name}\` are built into the release`;
  const notes = roots.map((root) => ({ message: `looked at ${root}` }));
  const hint = 'make the directory writable, or name another with `--store`';
  return [{ code: 'store-not-writable', severity: 'warning', message, at: refused.header, notes, hint }];
}

interface LinkMeans {
  readonly registry: RecipeRegistry;
  readonly reader: InputReader;
  readonly store: StoreView | undefined;
  readonly machine: Machine;
  readonly lock: Lock | undefined;
}

function linkSettings(
  request: BuildRequest,
  merged: MergedProfile,
  { registry, reader, store, machine, lock }: LinkMeans,
): LinkSettings {
  const { directory } = merged;
  const partsDirectory = merged.buildout('parts-directory') ?? join(directory, 'parts');
  const place = makePlacer({
    platform: machine.platform,
    toolchain: machine.toolchain,
    passedEnvironment: request.passEnvironment ?? {},
    storeRoots: store?.roots ?? [],
    paths: makeProfilePaths(merged.bases),
    directory,
    lockedSum: (url) => lock?.downloads.get(withoutCredentials(url))?.sha256,
    needsCount: request.dialect !== 'zc',
    partsDirectory,
    store,
  });
  const made = [partsDirectory, ...(store?.roots ?? [])].map((path) => `${path}/`);
  const isMade = (path: string): boolean => made.some((root) => path.startsWith(root));
  return {
    registry,
    reader,
    place,
    isMade,
    ...(request.parts !== undefined && { named: request.parts, placeOf: request.placeOf }),
  };
}

interface Fetching extends Pick<Bench, 'fetcher' | 'offline' | 'inputs'> {
  readonly means: Preparation;
}

interface Linking extends Fetching {
  readonly lock: Lock | undefined;
}

/**
 * Links again and again, with what was missing fetched in between; every round knows more sources, so it ends. A frozen
 * run fetches nothing that the lock does not have, and is refused with all that differs as far as it can be told.
 */
async function linkAll(
  merged: MergedProfile,
  settings: LinkSettings,
  linking: Linking,
): Promise<Result<PartGraph, Diagnostic>> {
  const { lock, inputs } = linking;
  const differences = (parts: PartGraph['parts'], pending: readonly PendingInput[]): readonly Diagnostic[] =>
    lock === undefined ? [] : tellDifferences(downloadUses(parts, pending), merged.directory, lock);
  for (;;) {
    const linked = linkParts(merged, settings);
    if (!linked.ok) return linked;
    if (linked.value.kind === 'graph') {
      const { graph } = linked.value;
      const refused = differences(graph.parts, inputs);
      return refused.length === 0 ? succeed(graph) : explainAll(refused);
    }
    await settings.registry.prepare();
    const pending = linked.value.inputs;
    if (differences(NO_PARTS, pending).length > 0)
      return explainAll(differences(surveyParts(merged, settings).parts, [...inputs, ...pending]));
    const fetched = await Promise.all(pending.map((input) => fetchInput(input, settings.reader, linking)));
    const failures = fetched.flatMap((result) => (result.ok ? [] : result.failures));
    if (failures.length > 0) return explainAll(failures);
  }
}

const NO_PARTS: PartGraph['parts'] = new Map();

/** Brings a remote input; the reader has it then. */
export async function fetchInput(
  input: PendingInput,
  reader: InputReader,
  { fetcher, offline, inputs, means }: Fetching,
): Promise<Result<void, Diagnostic>> {
  const { source, place } = input;
  means.onFetch(source.url);
  const result = await fetcher.fetch(source, { signal: means.signal, offline: source.offline ?? offline });
  if (result.ok) {
    inputs.push(input);
    reader.addFetched(source, result.value.path);
    return succeed(undefined);
  }
  return explainAll(result.failures.map((failure) => explainRecipeFailure(failure, place)));
}
