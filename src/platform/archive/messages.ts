import type { FileFailure, UnpackFailure } from '../../engine/recipe/index.js';

/** What an archive may contain. */
export interface ArchiveLimits {
  /** Bytes after decompression; without it, 1 GiB and 200 times the archive's own size, at most 64 GiB. */
  readonly bytes?: number;
  readonly entries: number;
  /** Bytes of a whole name. */
  readonly nameBytes: number;
  /** Components of a name. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: ArchiveLimits = { entries: 1_000_000, nameBytes: 4096, depth: 256 };

/** One line of JSON on the standard input of the extracting program. The end of that input ends the program. */
export interface ExtractRequest {
  readonly archive: string;
  readonly destination: string;
  readonly strip: 'auto' | 'always' | 'never';
  /** Environment of decompressors; without it, the program's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: ArchiveLimits;
}

/** One line of JSON on its standard output. */
export type ExtractAnswer =
  | { readonly ok: true; readonly top: readonly string[] }
  | { readonly ok: false; readonly failure: UnpackFailure | FileFailure };
