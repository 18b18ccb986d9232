import { compareCodePoints, unreachable } from '../diag/index.js';
import type { Identity } from '../graph/index.js';

/** Why a part is not left as it is; `was` and `now` are `undefined` where there is nothing on that side. */
export type StaleReason =
  | { readonly kind: 'never-installed' }
  | {
      readonly kind: 'option-changed';
      readonly option: string;
      readonly was: string | undefined;
      readonly now: string | undefined;
    }
  | { readonly kind: 'input-changed'; readonly input: string }
  /** What its recipe knows of its content besides options and files: the text that a template renders. */
  | { readonly kind: 'fact-changed'; readonly fact: string }
  /** The lock names other content for a download without a sum of its own. */
  | { readonly kind: 'lock-changed'; readonly url: string }
  | { readonly kind: 'needed-part-changed'; readonly part: string }
  | { readonly kind: 'recipe-changed'; readonly was: string; readonly now: string }
  | {
      readonly kind: 'machine-changed';
      readonly what: string;
      readonly was: string | undefined;
      readonly now: string | undefined;
    }
  /** A variable that is passed on purpose; its value is not kept. */
  | { readonly kind: 'environment-changed'; readonly variable: string }
  | { readonly kind: 'moved'; readonly was: string; readonly now: string }
  | { readonly kind: 'output-deleted'; readonly path: string }
  /** The path lies inside what another part has recorded, and goes with it. */
  | { readonly kind: 'output-taken'; readonly path: string; readonly by: string }
  | { readonly kind: 'store-entry-missing'; readonly path: string }
  /** Another program installed it, or its record was lost. */
  | { readonly kind: 'adopted' }
  | { readonly kind: 'refresh' };

/** What differs between two identities, most telling first: recipe, options, inputs, machine, needs. */
export function compareIdentities(was: Identity, now: Identity): readonly StaleReason[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])].sort(compareCodePoints);
  const reasons = keys.filter((key) => was[key] !== now[key]).map((key) => reasonFor(key, was[key], now[key]));
  return reasons.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly StaleReason['kind'][] = [
  'recipe-changed',
  'option-changed',
  'input-changed',
  'fact-changed',
  'lock-changed',
  'moved',
  'environment-changed',
  'machine-changed',
  'needed-part-changed',
];

function reasonFor(key: string, was: string | undefined, now: string | undefined): StaleReason {
  const [area, name] = splitKey(key);
  switch (area) {
    case 'option':
    case 'read':
      return { kind: 'option-changed', option: name, was, now };
    case 'input':
      return { kind: 'input-changed', input: name };
    case 'fact':
      return { kind: 'fact-changed', fact: name };
    case 'locked':
      return { kind: 'lock-changed', url: name };
    case 'need':
      return { kind: 'needed-part-changed', part: name };
    case 'recipe':
    case 'recipe-version':
    case 'schema':
      return { kind: 'recipe-changed', was: was ?? '', now: now ?? '' };
    case 'environment':
      return { kind: 'environment-changed', variable: name };
    case 'directory':
      return { kind: 'moved', was: was ?? '', now: now ?? '' };
    default:
      return { kind: 'machine-changed', what: name === '' ? area : name, was, now };
  }
}

function splitKey(key: string): readonly [string, string] {
  const colon = key.indexOf(':');
  return colon === -1 ? [key, ''] : [key.slice(0, colon), key.slice(colon + 1)];
}

/** One reason as a sentence's end: "because …". */
export function describeReason(reason: StaleReason): string {
  switch (reason.kind) {
    case 'never-installed':
      return 'it is not installed';
    case 'option-changed':
      return describeChange(`option \`${reason.option}\``, reason.was, reason.now);
    case 'input-changed':
      return `the content of \`${reason.input}\` changed`;
    case 'fact-changed':
      return `its ${reason.fact} changed`;
    case 'lock-changed':
      return `what the lock has for \`${reason.url}\` changed`;
    case 'needed-part-changed':
      return `\`${reason.part}\`, which it needs, changed`;
    case 'recipe-changed':
      return `the recipe changed from \`${reason.was}\` to \`${reason.now}\``;
    case 'machine-changed':
      return describeChange(`\`${reason.what}\` of this machine`, reason.was, reason.now);
    case 'environment-changed':
      return `the passed variable \`${reason.variable}\` changed`;
    case 'moved':
      return `the release moved from \`${reason.was}\` to \`${reason.now}\``;
    case 'output-deleted':
      return `\`${reason.path}\` is gone`;
    case 'output-taken':
      return `\`${reason.path}\` goes when \`${reason.by}\` is taken away`;
    case 'adopted':
      return 'it is known from the state file only, not what it was made of';
    case 'store-entry-missing':
      return `\`${reason.path}\` is gone from the store`;
    case 'refresh':
      return 'its recipe looks at it in every run';
    default:
      return unreachable(reason);
  }
}

function describeChange(what: string, was: string | undefined, now: string | undefined): string {
  if (was === undefined) return `${what} is new: \`${now ?? ''}\``;
  if (now === undefined) return `${what} is gone; it was \`${was}\``;
  return `${what} changed from \`${was}\` to \`${now}\``;
}
