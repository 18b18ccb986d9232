import { posix, resolve } from 'node:path';
import { succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import type { BuildRequest } from '../engine/request.js';
import type { RunInvocation } from './arguments.js';
import { wordProblem } from './command-line.js';
import type { Environment } from './environment.js';
import { chooseProfile } from './profile-choice.js';

export interface RequestSources {
  readonly environment: Environment;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
}

/** What the engine is asked for: the command line, completed from environment and current directory. */
export function makeRequest(invocation: RunInvocation, sources: RequestSources): Result<BuildRequest, Diagnostic> {
  const { workingDirectory, environment } = sources;
  const { directory, dialect, parts, stores, passed, conditions } = invocation;
  const profile = chooseProfile(invocation, workingDirectory);
  if (!profile.ok) return profile;
  const here = (path: string): string => resolve(workingDirectory, path);
  const placed = directory === undefined ? [] : [`buildout:directory=${here(directory)}`];
  return succeed({
    profile: profile.value,
    placeOf: placesOn(invocation, profile.value),
    workingDirectory,
    assignments: [...invocation.assignments, ...placed],
    home: environment.home,
    userStore: environment.userStore,
    userCache: environment.userCache,
    conditions,
    ...(invocation.frozen && { frozen: lockPathOf(profile.value, workingDirectory) }),
    ...(invocation.userDefaults && { userDefaults: environment.userDefaults }),
    ...(dialect !== undefined && { dialect }),
    ...(parts !== undefined && { parts }),
    ...executionOf(invocation),
    ...(stores !== undefined && { stores: stores === 'none' ? stores : stores.map(here) }),
    ...(passed.length > 0 && passedVariables(invocation, sources)),
  });
}

/** Where the profile and the names of parts stand on the command line. */
function placesOn(
  { line, words, profile: written }: RunInvocation,
  profile: string,
): NonNullable<BuildRequest['placeOf']> {
  return (word) => {
    const given = word === profile ? written : words.find(({ text }) => text === word);
    return given && line.spanOf(given.index);
  };
}

/** How the parts are built; what is as usual is left out, so that a request stays short. */
function executionOf(invocation: RunInvocation): Partial<BuildRequest> {
  const { jobs, partsAtOnce, jobserver, probeCache, afterFailure, keepFailed, limits } = invocation;
  return {
    ...(jobs !== undefined && { jobs }),
    ...(partsAtOnce !== undefined && { partsAtOnce }),
    ...(!jobserver && { jobserver }),
    ...(!probeCache && { probeCache }),
    ...(afterFailure !== undefined && { afterFailure }),
    ...(keepFailed && { keepFailed }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

/** The lock of a profile lies beside it; that of a remote one in the current directory. */
export function lockPathOf(profile: string, workingDirectory: string): string {
  const name = /^https?:/iu.test(profile) ? posix.basename(new URL(profile).pathname) : profile;
  return resolve(workingDirectory, `${name === '' ? 'software.cfg' : name}.lock`);
}

/** Names that every object has are no variables. */
function valueOf(variables: RequestSources['variables'], name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** What commands get on purpose, the conditions of sections may ask for too. */
function passedVariables(
  { passed }: RunInvocation,
  { variables }: RequestSources,
): Pick<BuildRequest, 'passEnvironment' | 'conditionVariables'> {
  const found = passed.flatMap(({ value: name }) => {
    const value = valueOf(variables, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const given = Object.fromEntries(found);
  return { passEnvironment: given, conditionVariables: given };
}

/** Variables to pass that are not set: probably mistyped, or forgotten. */
export function unsetVariables({ passed, line }: RunInvocation, { variables }: RequestSources): readonly Diagnostic[] {
  return passed
    .filter(({ value }) => valueOf(variables, value) === undefined)
    .map(({ value, index }) => ({
      ...wordProblem(line, index, { code: 'cli-unset-variable', message: `the variable \`${value}\` is not set` }),
      severity: 'warning',
    }));
}
