import { succeed, type Result } from '../../engine/diag/index.js';
import type { Cancelled, FileFailure } from '../../engine/recipe/index.js';
import { asFileFailure, cancelled } from '../file-failure.js';
import { DownloadCache } from './download-cache.js';
import { hashFile } from './hashing.js';

/** The SHA-256 of a file that was fetched into a download cache; the cache keeps it under this name. */
export async function keepDownload(
  path: string,
  cacheDirectory: string,
  signal: AbortSignal,
): Promise<Result<string, FileFailure | Cancelled>> {
  try {
    const sha256 = (await hashFile(path, ['sha256'], signal))?.get('sha256');
    if (sha256 === undefined) return cancelled();
    await new DownloadCache(cacheDirectory).adopt(path, sha256);
    return succeed(sha256);
  } catch (error) {
    return asFileFailure(error, 'keep', path);
  }
}
