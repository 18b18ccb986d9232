import { fail, succeed, type Result, type Source } from '../diag/index.js';
import { activeSections, parseTree, type Conditions } from '../profile/index.js';
import type { FormatFailure } from './failures.js';
import { findDifference } from './meaning.js';
import { rowsOf } from './rows.js';
import { spaced } from './spacing.js';

/**
 * The profile in the one layout. A profile with mistakes in its lines is not formatted, whatever its conditions say;
 * whether the conditions themselves can be decided does not matter.
 */
export function formatProfile(source: Source): Result<string, FormatFailure> {
  const profile = parseTree(source);
  const read = activeSections(profile, EVERY_SECTION);
  if (!read.ok) return read;
  const text = spaced(rowsOf(profile))
    .map((row) => `${row.text}\n`)
    .join('');
  const difference = findDifference(profile, parseTree({ path: source.path, text }));
  return difference === undefined ? succeed(text) : fail({ kind: 'format-would-change-meaning', at: difference });
}

/** Takes every section for used, so that a line that is a mistake on some machine is one. */
const EVERY_SECTION: Conditions = { decide: () => true, assumed: () => undefined };
