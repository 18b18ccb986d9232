import { dirname, resolve } from 'node:path';
import type { EngineCall } from './engine-call.js';
import { readState } from './recorded.js';
import { decodeFailedPart, type FailedPart, type InstalledPart } from './installed/index.js';
import { mergeRelease } from './merge-release.js';
import type { BuildRequest } from './request.js';

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
  /** The profile has a section of its name. */
  readonly isSection: boolean;
  /** Names of sections, and of parts of the last run. */
  readonly known: readonly string[];
}

/** Looks at what earlier runs left. Works with a broken profile too, and resolves nothing. */
export async function readPartPast(request: BuildRequest, name: string, call: EngineCall): Promise<PartPast> {
  const release = await mergeRelease(request, { ...call, work: await call.ports.load() });
  const sections = release.ok ? [...release.value.merged.sections.keys()] : [];
  const directory = release.ok ? release.value.merged.directory : usualDirectory(request);
  const files = call.ports.openRelease(directory);
  const { path } = files.openLog(name);
  const state = readState(files);
  const installed = state.ok ? state.value.state : new Map<string, InstalledPart>();
  const note = files.failed.read(name);
  return {
    directory,
    isGuessed: !release.ok,
    logPath: call.ports.exists(path) ? path : undefined,
    installed: installed.get(name),
    failed: note === undefined ? undefined : decodeFailedPart(note),
    isSection: sections.includes(name),
    known: [...new Set([...installed.keys(), ...sections])],
  };
}

/** What the command line says, else beside the profile; a profile from elsewhere is built in the current directory. */
function usualDirectory({ profile, workingDirectory, assignments = [] }: BuildRequest): string {
  const said = assignments.findLast((text) => /^(?:buildout:)?directory=/u.test(text));
  if (said !== undefined) return resolve(workingDirectory, said.slice(said.indexOf('=') + 1));
  return /^https?:/iu.test(profile) ? workingDirectory : dirname(profile);
}
