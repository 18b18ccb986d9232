import type { Result } from '../diag/index.js';
import type { RecipeFailure } from '../recipe/index.js';
import type { LoadOptions } from '../resolve/index.js';
import type { Download } from './collect.js';

/** How a profile may be fetched when it is known what it must be. */
export interface PinnedLoadOptions extends LoadOptions {
  /** SHA-256 of the profile, in hex: a copy that has it is as good as asking the server, and no other copy is used. */
  readonly sha256?: string;
}

/** Brings a download to this machine, checked against all its sums, keeps it, and answers its SHA-256 in hex. */
export type DigestDownload = (download: Download) => Promise<Result<string, RecipeFailure>>;
