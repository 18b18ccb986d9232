import { dirname, join } from 'node:path';
import { engine } from '../../src/engine-here.js';
import type { Diagnostic } from '../../src/engine/diag/index.js';
import { lintProfile, type Examined } from '../../src/engine/lint/index.js';
import type { BuildRequest } from '../../src/index.js';
import { makeSite, told, type Told } from '../resolve/site.js';

export type Files = string | Readonly<Record<string, string>>;

/** A profile with real recipes, looked at as `slapbuild check` does; a text alone is `software.cfg`. */
export async function examine(files: Files, request: Partial<BuildRequest> = {}): Promise<Examined> {
  const directory = makeSite(typeof files === 'string' ? { 'software.cfg': files } : files);
  return examineFile(join(directory, 'software.cfg'), request);
}

export async function examineFile(profile: string, request: Partial<BuildRequest> = {}): Promise<Examined> {
  const own = makeSite({});
  const { value, diagnostics } = await engine.examine({
    profile,
    workingDirectory: dirname(profile),
    userStore: join(own, 'store'),
    userCache: join(own, 'cache'),
    stores: 'none',
    ...request,
  });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

/** All that is told of a profile, as tests compare it. */
export async function lint(files: Files, request: Partial<BuildRequest> = {}): Promise<readonly Told[]> {
  return lintProfile(await examine(files, request)).map(told);
}

/** `severity[code] place`, for tests of what is told and in which order. */
export async function outline(files: Files, request: Partial<BuildRequest> = {}): Promise<readonly string[]> {
  return lintProfile(await examine(files, request)).map(inShort);
}

function inShort(diagnostic: Diagnostic): string {
  return `${diagnostic.severity}[${diagnostic.code}] ${told(diagnostic).at}`;
}

/** A release of one part that does nothing; what stands behind it belongs to its section. */
export const PART = '[buildout]\nparts = a\n[a]\nrecipe = command\ncommand = true\n';
