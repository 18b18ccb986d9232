import { excerpt, unreachable, type Diagnostic } from '../diag/index.js';
import type { BadOption } from './failures.js';
import { meant } from './hints.js';

/** Tells a person that an option of `[buildout]` has a value that cannot be used. */
export function explainBuildoutOption(failure: BadOption): Diagnostic {
  const { kind, option, value, at, other, nearest } = failure;
  switch (kind) {
    case 'invalid-boolean':
      return mustBe('`true` or `false`', failure, BOOLEANS.get(value.trim().toLowerCase()));
    case 'invalid-log-level':
      return mustBe('`DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL` or a number', failure, levelMeant(value));
    case 'invalid-verbosity':
      return mustBe('a whole number', failure);
    case 'option-conflict': {
      const notes = other === undefined ? [] : [{ message: '`offline` is set here', at: other }];
      return { code: kind, severity: 'error', message: `\`${option}\` and \`offline\` cannot both be true`, at, notes };
    }
    case 'key-error': {
      const message = `\`buildout:${option}\` names the section \`${excerpt(value)}\`, which does not exist`;
      return { code: kind, severity: 'error', message, at, notes: [], ...hintOf(meant(nearest)) };
    }
    case 'ambiguous-relative-path': {
      const message = `the remote profile sets \`${option}\` to the relative path \`${value}\``;
      const hint = 'write an absolute path, or set the option in a local profile';
      return { code: kind, severity: 'error', message, at, notes: [], hint };
    }
    default:
      return unreachable(kind);
  }
}

function mustBe(what: string, { kind, option, value, at }: BadOption, instead?: string): Diagnostic {
  const message = `\`buildout:${option}\` must be ${what}, not \`${excerpt(value)}\``;
  const hint = instead === undefined ? undefined : `write \`${instead}\``;
  return { code: kind, severity: 'error', message, at, notes: [], ...hintOf(hint) };
}

/** Words that other programs take. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, 'true'] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, 'false'] as const),
]);

function levelMeant(value: string): string | undefined {
  const level = value.trim().toUpperCase();
  return ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'].find((known) => known === level);
}

function hintOf(hint: string | undefined): { readonly hint?: string } {
  return hint === undefined ? {} : { hint };
}
