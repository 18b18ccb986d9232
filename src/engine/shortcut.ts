import { createHash } from 'node:crypto';
import { dirname, isAbsolute, resolve } from 'node:path';
import { decodeLastRun, isUnchanged, type LastRun } from './installed/index.js';
import type { EnginePorts } from './ports.js';
import type { BuildRequest } from './request.js';

/**
 * A file changed less than this before a run began may change again within the same tick of the clock: the run is not
 * remembered then. Milliseconds; file systems stamp with the kernel's tick of 1 to 10 ms.
 */
const TICK_MILLIS = 50;

/** The last run, if this one would do the same and find everything as it was left. */
export function findUnchanged(request: BuildRequest, ports: EnginePorts): LastRun | undefined {
  const directory = likelyDirectory(request);
  if (directory === undefined || request.parts !== undefined) return undefined;
  const text = ports.openRelease(directory).readLastRun();
  const lastRun = text === undefined ? undefined : decodeLastRun(text);
  if (lastRun === undefined || lastRun.directory !== directory) return undefined;
  return isUnchanged(lastRun, requestKey(request, ports), ports) ? lastRun : undefined;
}

/** The release directory as far as it can be told without reading the profile. */
function likelyDirectory({ profile, assignments = [], workingDirectory }: BuildRequest): string | undefined {
  const assigned = assignments.flatMap((text) => /^\s*(?:buildout\s*:)?\s*directory\s*=(.*)$/su.exec(text)?.[1] ?? []);
  const [directory = '.', ...more] = assigned.map((text) => text.trim());
  if (more.length > 0) return undefined;
  return resolve(isAbsolute(profile) ? dirname(profile) : workingDirectory, directory);
}

export interface Looked {
  readonly directory: string;
  /** Every path that was read or looked for. */
  readonly paths: Iterable<string>;
  /** Files that parts keep as they are; this run may have written them. */
  readonly kept: Iterable<string>;
  /** Paths that must only be there. */
  readonly outputs: Iterable<string>;
  readonly parts: number;
  /** When the run began, milliseconds since 1970. */
  readonly begun: number;
}

/** Remembers a run that left nothing to do; not, when something may have changed while it went. */
export function rememberRun(request: BuildRequest, ports: EnginePorts, looked: Looked): void {
  const stamps: Record<string, string | null> = {};
  for (const path of looked.paths) {
    if (ports.changeTime(path) > looked.begun - TICK_MILLIS) return;
    stamps[path] = ports.stampOf(path);
  }
  for (const path of looked.kept) stamps[path] = ports.stampOf(path);
  const { directory, parts } = looked;
  const key = requestKey(request, ports);
  const lastRun: LastRun = { schema: 1, key, stamps, outputs: [...looked.outputs], directory, parts };
  ports.openRelease(directory).writeLastRun(JSON.stringify(lastRun));
}

/** Digest of all that decides a run and is no file. Values passed to commands are in it as digests only. */
function requestKey(request: BuildRequest, ports: EnginePorts): string {
  const { recipes = [], ...all } = request;
  const rest = Object.entries(all).filter(([name]) => !HOW_TO_BUILD.has(name));
  const named = recipes.map(({ name, version: recipeVersion }) => [name, recipeVersion]);
  const text = JSON.stringify([ports.version, ports.conditions(), rest.sort(byName), named]);
  return createHash('sha256').update(text).digest('hex');
}

/** Settings of a request that say how parts are built and told, not what they are. */
const HOW_TO_BUILD: ReadonlySet<string> = new Set<keyof BuildRequest>([
  'jobs',
  'partsAtOnce',
  'jobserver',
  'probeCache',
  'afterFailure',
  'keepFailed',
  'limits',
  'placeOf',
]);

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : Number(left > right);
}
