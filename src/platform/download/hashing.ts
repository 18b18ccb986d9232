import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Algorithm, SourceRequest } from '../../engine/recipe/index.js';

/** Strongest first. */
const ALGORITHMS: readonly Algorithm[] = ['sha512', 'sha256', 'md5'];

/** A digest that the content must have, as lower-case hex. */
export interface Sum {
  readonly algorithm: Algorithm;
  readonly expected: string;
}

/** The sums a source asks for, strongest first; an empty text asks for nothing. */
export function sumsOf(source: SourceRequest): readonly Sum[] {
  const sums: Sum[] = [];
  for (const algorithm of ALGORITHMS) {
    const expected = source[algorithm];
    if (expected !== undefined && expected !== '') sums.push({ algorithm, expected });
  }
  return sums;
}

/** Several digests of one stream. */
export class Digests {
  readonly #hashes: ReadonlyMap<Algorithm, Hash>;

  constructor(algorithms: Iterable<Algorithm>) {
    this.#hashes = new Map([...new Set(algorithms)].map((algorithm) => [algorithm, createHash(algorithm)]));
  }

  update(chunk: Uint8Array): void {
    for (const hash of this.#hashes.values()) hash.update(chunk);
  }

  /** Ends the stream. */
  finish(): ReadonlyMap<Algorithm, string> {
    return new Map([...this.#hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
  }
}

export interface Mismatch extends Sum {
  readonly actual: string;
}

export function firstMismatch(sums: readonly Sum[], actual: ReadonlyMap<Algorithm, string>): Mismatch | undefined {
  for (const sum of sums) {
    const digest = actual.get(sum.algorithm);
    if (digest !== undefined && digest !== sum.expected) return { ...sum, actual: digest };
  }
  return undefined;
}

const CHUNK_BYTES = 1024 * 1024;

/** Digests of a file; `undefined` when cancelled. */
export async function hashFile(
  path: string,
  algorithms: Iterable<Algorithm>,
  signal: AbortSignal,
): Promise<ReadonlyMap<Algorithm, string> | undefined> {
  const digests = new Digests(algorithms);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = await open(path, 'r');
  try {
    while (!signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return digests.finish();
      digests.update(buffer.subarray(0, bytesRead));
    }
    return undefined;
  } finally {
    await file.close();
  }
}
