import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fail, succeed, type Result } from '../../engine/diag/index.js';
import type { LoadedProfile, LoadFailure } from '../../engine/resolve/index.js';
import { errnoOf } from '../file-failure.js';

/** More than any profile; less than what makes a machine slow. */
export const LARGEST_PROFILE = 16 * 1024 * 1024;

type Loaded = Result<LoadedProfile, LoadFailure>;

/** What names a profile. */
export interface ProfileName {
  /** As reached. */
  readonly location: string;
  readonly canonical: string;
}

export function readBytes(location: string): Result<Buffer, LoadFailure> {
  try {
    const { size } = statSync(location);
    if (size > LARGEST_PROFILE)
      return fail({ kind: 'unreadable', location, reason: `larger than ${LARGEST_PROFILE} bytes` });
    return succeed(readFileSync(location));
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ kind: 'not-found', location });
    return fail({ kind: 'unreadable', location, reason: code === 'EISDIR' ? 'it is a directory' : code });
  }
}

/** A profile in UTF-8; a byte order mark is part of its text. */
export function decodeProfile(bytes: Buffer, { location, canonical }: ProfileName): Loaded {
  const text = decode(bytes, 'utf-8');
  if (text === undefined) return fail({ kind: 'bad-encoding', location, offset: firstBadByte(bytes) });
  const sha256 = (): string => createHash('sha256').update(bytes).digest('hex');
  return succeed({ location: canonical, source: { path: location, text }, sha256 });
}

/**
 * The bytes of a profile in UTF-8, if they were in a charset that its server named. Caches and locks know a profile by
 * these: the same bytes in another charset are another text.
 */
export function toUtf8(bytes: Buffer, contentType: string | undefined, location: string): Result<Buffer, LoadFailure> {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/iu.exec(contentType ?? '')?.[1];
  if (label === undefined) return succeed(bytes);
  const charset = encodingOf(label);
  if (charset === 'utf-8') return succeed(bytes);
  if (charset === undefined) {
    const reason = `the server says that its charset is \`${label}\`, which is not known here`;
    return fail({ kind: 'download-failed', location, reason });
  }
  const text = decode(bytes, charset);
  if (text !== undefined) return succeed(Buffer.from(text));
  return fail({ kind: 'unreadable', location, reason: `it is not text in \`${label}\`, as its server says` });
}

/** The name of the encoding that a label stands for. */
function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What windows-1252 has instead of the control characters 0x80 to 0x9f. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** `undefined` when the bytes are no text in this encoding. */
function decode(bytes: Buffer, encoding: string): string | undefined {
  if (encoding === 'windows-1252') {
    // Some versions of Node take it for ISO-8859-1: a digest must not depend on that.
    return bytes.toString('latin1').replace(/[\x80-\x9f]/gu, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
  }
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Where the first sequence starts that is not UTF-8. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  // Up to here the bytes are the start of some text; the last sequence may be the one that goes wrong.
  while (!decodes(bytes.subarray(0, good), false)) good--;
  return good;
}

/** `stream`: whether the last sequence may be cut off. */
function decodes(bytes: Buffer, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
