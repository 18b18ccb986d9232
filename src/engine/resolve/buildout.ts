import { posix } from 'node:path';
import { nearestName } from '../diag/index.js';
import { DIRECTORY_OPTIONS } from './defaults.js';
import type { BadOption } from './failures.js';
import type { MergedProfile } from './merged-profile.js';
import type { SectionState } from './section-state.js';

/** What `[buildout]` makes of a value after substitution: its directories lie below the buildout directory. */
export function finishBuildoutValue(option: string, value: string, directoryOf: (option: string) => string): string {
  if (option === 'directory') return posix.resolve(directoryOf(option), value);
  const isPath = DIRECTORY_OPTIONS.has(option) || (option === 'installed' && value !== '');
  return isPath && !posix.isAbsolute(value) ? `${directoryOf(option)}/${value}` : value;
}

const BOOLEANS = [
  'offline',
  'newest',
  'prefer-final',
  'use-dependency-links',
  'allow-picked-versions',
  'show-picked-versions',
  'install-from-cache',
];
const LOG_LEVELS = new Set(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

/** Options of `[buildout]` whose values cannot be used (spec 9); those without a value are told elsewhere. */
export function checkBuildout(state: SectionState, merged: MergedProfile): readonly BadOption[] {
  const options = state.options();
  const valueOf = (option: string): string => options.get(option) ?? '';
  const bad = (kind: BadOption['kind'], option: string): BadOption => {
    return { kind, option, value: valueOf(option), at: state.spanOf(option) };
  };
  const failures = BOOLEANS.filter((option) => options.has(option) && !isBoolean(valueOf(option))).map((option) =>
    bad('invalid-boolean', option),
  );
  if (options.has('log-level') && !LOG_LEVELS.has(valueOf('log-level')) && !isInteger(valueOf('log-level'))) {
    failures.push(bad('invalid-log-level', 'log-level'));
  }
  if (options.has('verbosity') && !isInteger(valueOf('verbosity')))
    failures.push(bad('invalid-verbosity', 'verbosity'));
  if (valueOf('install-from-cache') === 'true' && valueOf('offline') === 'true') {
    failures.push({ ...bad('option-conflict', 'install-from-cache'), other: state.spanOf('offline') });
  }
  const versions = valueOf('versions');
  if (versions !== '' && !merged.sections.has(versions)) {
    const nearest = nearestName(versions, merged.sections.keys());
    failures.push({ ...bad('key-error', 'versions'), nearest });
  }
  return failures;
}

function isBoolean(value: string): boolean {
  return value === 'true' || value === 'false';
}

function isInteger(value: string): boolean {
  return /^\s*[+-]?\d+\s*$/u.test(value);
}
