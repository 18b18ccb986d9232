import { compareCodePoints } from '../diag/index.js';

/** What a lock file says. Digests are lower-case hex. */
export interface LockContent {
  /** SHA-256 of every profile that was merged, by `profileKey`. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Everything that parts fetch, by `downloadKey`. */
  readonly downloads: ReadonlyMap<string, LockedDownload>;
}

/** What a download is, and what its profile says of it in other sums, so that a change of these is seen too. */
export interface LockedDownload {
  readonly sha256: string;
  readonly sha512?: string;
  readonly md5?: string;
}

/** A lock that holds for a run. */
export interface Lock extends LockContent {
  /** The file, for people. */
  readonly name: string;
  /** Its directory, absolute and without links: local profiles are named relative to it. */
  readonly directory: string;
}

/** Raised when older versions of slapbuild must not read what is written. */
export const LOCK_VERSION = 1;

type Json = string | number | { readonly [name: string]: Json } | ReadonlyMap<string, Json>;

/**
 * The text of a lock file. Names are sorted by code points at every level and each value has a line, so that the same
 * content is the same text, and a change is one line of a difference.
 */
export function encodeLock({ profiles, downloads }: LockContent): string {
  const locked = [...profiles].map(([key, sha256]) => [key, { sha256 }] as const);
  const content = new Map<string, Json>([
    ['version', LOCK_VERSION],
    ['profiles', new Map(locked)],
    ['downloads', new Map([...downloads].map(([key, download]) => [key, { ...download }]))],
  ]);
  return `${encode(content, '')}\n`;
}

/** As `JSON.stringify` would, but for the order of names, which that decides itself when they look like numbers. */
function encode(value: Json, indent: string): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries: readonly (readonly [string, Json])[] = value instanceof Map ? [...value] : Object.entries(value);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries
    .toSorted(([left], [right]) => compareCodePoints(left, right))
    .map(([name, member]) => `${inner}${JSON.stringify(name)}: ${encode(member, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
