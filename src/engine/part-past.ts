import { dirname, resolve } from 'node:path';
import type { Diagnostic } from './diag/index.js';
import type { EngineCall } from './engine-call.js';
import { readState } from './recorded.js';
import { decodeFailedPart, type FailedPart, type InstalledPart } from './installed/index.js';
import { mergeRelease } from './merge-release.js';
import type { BuildRequest } from './request.js';
import { explain, misspeltPart, placeOfWord, unknownPart } from './resolve/index.js';

/** What a release remembers of a part. */
export interface PartPast {
  /** Absolute release directory. */
  readonly directory: string;
  /** The profile cannot be read, so that the directory is only where a release of it usually is. */
  readonly isGuessed: boolean;
  /** Where the log of its last run is; `undefined` when there is none. */
  readonly logPath: string | undefined;
  readonly installed: InstalledPart | undefined;
  /** It failed, and its tree was kept. */
  readonly failed: FailedPart | undefined;
  /** Neither the profile nor the release has such a part, as far as that can be told. */
  readonly unknown: Diagnostic | undefined;
  /** Something was built in the directory. */
  readonly isRelease: boolean;
}

/** Looks at what earlier runs left. Works with a broken profile too, and resolves nothing. */
export async function readPartPast(request: BuildRequest, name: string, call: EngineCall): Promise<PartPast> {
  const release = await mergeRelease(request, { ...call, work: await call.ports.load() });
  const directory = release.ok ? release.value.merged.directory : usualDirectory(request);
  const files = call.ports.openRelease(directory);
  const { path } = files.openLog(name);
  const state = readState(files);
  const installed = state.ok ? state.value.state : new Map<string, InstalledPart>();
  const note = files.failed.read(name);
  const failed = note === undefined ? undefined : decodeFailedPart(note);
  const logPath = call.ports.exists(path) ? path : undefined;
  const isKnown = logPath !== undefined || failed !== undefined || installed.has(name);
  const asked = { part: name, at: placeOfWord(name, request.placeOf), installed: installed.keys() };
  const unknown = release.ok ? unknownPart(release.value.merged, asked) : misspeltPart(asked);
  return {
    directory,
    isGuessed: !release.ok,
    logPath,
    installed: installed.get(name),
    failed,
    unknown: isKnown || unknown === undefined ? undefined : explain(unknown),
    isRelease: call.ports.exists(files.lockPath),
  };
}

/** What the command line says, else beside the profile; a profile from elsewhere is built in the current directory. */
function usualDirectory({ profile, workingDirectory, assignments = [] }: BuildRequest): string {
  const said = assignments.findLast((text) => /^(?:buildout:)?directory=/u.test(text));
  if (said !== undefined) return resolve(workingDirectory, said.slice(said.indexOf('=') + 1));
  return /^https?:/iu.test(profile) ? workingDirectory : dirname(profile);
}
