import type { StaleReason } from '../engine/plan/index.js';
import { redact } from './redact.js';

/** The engine's own words for a reason. */
export type DescribeReason = (reason: StaleReason) => string;

/** Characters of an option's value that are shown. */
const VALUE_LIMIT = 60;
/** Characters kept before the first difference of two long values. */
const CONTEXT = 12;

/** A reason on one line, fit to be shown; long values are cut to where they differ. */
export function reasonText(reason: StaleReason, describe: DescribeReason): string {
  return withProfileWords(redact(describe(onOneLine(reason))));
}

/** All that makes a part stale in few words: the first reason, and how many more there are. */
export function reasonsInShort(reasons: readonly StaleReason[], describe: DescribeReason): string {
  const [first, ...more] = reasons;
  if (first === undefined) return '';
  const text = reasonText(first, describe);
  return more.length === 0 ? text : `${text} (and ${String(more.length)} more)`;
}

/** Identities name places that differ from machine to machine by placeholders; people know them by their references. */
function withProfileWords(text: string): string {
  return text
    .replace(/@@PART:([^@]+)@@/g, '${$1:location}')
    .replaceAll('@@LOCATION@@', '${:location}')
    .replaceAll('@@PROFILE@@', '${:_profile_base_location_}')
    .replaceAll('@@STORE@@', '<store>');
}

function onOneLine(reason: StaleReason): StaleReason {
  switch (reason.kind) {
    case 'option-changed':
    case 'machine-changed':
      return { ...reason, ...shortenChange(reason.was, reason.now) };
    default:
      return reason;
  }
}

interface Change {
  readonly was: string | undefined;
  readonly now: string | undefined;
}

function shortenChange(was: string | undefined, now: string | undefined): Change {
  const before = joinLines(was ?? '');
  const after = joinLines(now ?? '');
  const fits = before.length <= VALUE_LIMIT && after.length <= VALUE_LIMIT;
  const from = fits ? 0 : Math.max(0, commonStart(before, after) - CONTEXT);
  return {
    was: was === undefined ? undefined : windowOf(before, from),
    now: now === undefined ? undefined : windowOf(after, from),
  };
}

/** Credentials are hidden before a value is cut, while its URLs can still be recognised. */
function joinLines(value: string): string {
  return redact(value)
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ');
}

function windowOf(value: string, from: number): string {
  const head = from > 0 ? '…' : '';
  const to = from + VALUE_LIMIT;
  return head + value.slice(from, to) + (to < value.length ? '…' : '');
}

function commonStart(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  return index;
}
