import { fail, succeed } from '../../src/engine/diag/index.js';
import { DEFAULT_ENVIRONMENT, type ConditionEnvironment } from '../../src/engine/profile/index.js';
import { loadProfile, type ProfileLoader } from '../../src/engine/resolve/index.js';

const LINUX: ConditionEnvironment = DEFAULT_ENVIRONMENT;
const WINDOWS: ConditionEnvironment = {
  ...DEFAULT_ENVIRONMENT,
  python: [2, 7, 18],
  sysPlatform: 'win32',
  osName: 'nt',
  system: 'Windows',
};

/** What the engine makes of a profile on two machines, as one text: every value, or the kinds of what is wrong. */
export function mergedText(text: string): string {
  return JSON.stringify([LINUX, WINDOWS].map((environment) => merged(text, environment)));
}

function merged(text: string, conditions: ConditionEnvironment): unknown {
  const loaded = loadProfile(
    { dialect: 'slapos', profile: 'software.cfg', workingDirectory: '/site', assignments: [], conditions },
    loaderOf(text),
  );
  if (loaded instanceof Promise) throw new Error('a profile in memory must not be waited for');
  if (!loaded.ok) return loaded.failures.map(({ kind }) => kind);
  return [...loaded.value.sections.values()].map(({ name, headers, options, pending, undecided }) => [
    name,
    headers.length,
    [...options.values()].map((option) => [option.name, option.value.text]),
    [...pending].map(([option, { add, remove }]) => [option, linesOf(add?.text), linesOf(remove?.text)]),
    undecided.length,
  ]);
}

function linesOf(text: { readonly lines: readonly { readonly text: string }[] } | undefined): readonly string[] {
  return text?.lines.map((line) => line.text) ?? [];
}

function loaderOf(text: string): ProfileLoader {
  return {
    load: (location) =>
      location === '/site/software.cfg'
        ? succeed({ location, source: { path: 'software.cfg', text }, sha256: () => '' })
        : fail({ kind: 'not-found', location }),
    canonical: (location) => location,
  };
}
