import type { Result } from '../diag/index.js';
import type { RecipeFailure } from '../recipe/index.js';
import type { Download } from './collect.js';

/** Brings a download to this machine, checked against all its sums, keeps it, and answers its SHA-256 in hex. */
export type DigestDownload = (download: Download) => Promise<Result<string, RecipeFailure>>;
