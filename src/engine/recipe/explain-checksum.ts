import type { Note, Span } from '../diag/index.js';
import type { ChecksumMismatch } from './failures.js';
import type { PartPlace } from './place.js';

interface ChecksumWords {
  readonly message: string;
  readonly at: Span;
  readonly notes: readonly Note[];
  readonly hint: string;
}

/** Tells that a file is not the expected one, at the sum that says so. */
export function checksumWords(failure: ChecksumMismatch, place: PartPlace): ChecksumWords {
  const { url, algorithm, expected, actual, option } = failure;
  const sum = findSum(failure, place);
  const instead = sum === undefined ? '' : `; if it is right, write \`${sum.before}${actual}\``;
  return {
    message: `part \`${place.part}\`: \`${url}\` does not have the expected content`,
    at: sum?.at ?? (option === undefined ? place.header : place.spanOf(option, url)),
    notes: [{ message: `expected ${algorithm} ${expected}` }, { message: `got      ${algorithm} ${actual}` }],
    hint: `the file may have been replaced: find out why${instead}`,
  };
}

interface FoundSum {
  readonly at: Span;
  /** What is written before a sum there. */
  readonly before: string;
}

/** Behind the name of the file, or in an option of its own; a lock may expect what no option says. */
function findSum({ option, algorithm, expected }: ChecksumMismatch, place: PartPlace): FoundSum | undefined {
  const beside = option === undefined ? undefined : place.spanOf(option, `#${expected}`);
  if (beside !== undefined && textOf(beside) === `#${expected}`) return { at: beside, before: '#' };
  for (const name of [`${algorithm}sum`, algorithm]) {
    const at = place.spanOf(name, expected);
    const isSet = at.source !== place.header.source || at.start !== place.header.start;
    if (isSet) return { at, before: `${name} = ` };
  }
  return undefined;
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}
