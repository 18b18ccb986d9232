import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchOptions } from '../../../src/engine/execute/ports.js';
import type { Algorithm, SourceRequest } from '../../../src/engine/recipe/index.js';
import { createFetcher, type FetcherOptions } from '../../../src/platform/fetcher.js';
import { newFolder, treeOf } from './folder.js';

export const CONTENT = 'the content of an archive';

export function digest(algorithm: Algorithm, content: string | Buffer = CONTENT): string {
  return createHash(algorithm).update(content).digest('hex');
}

export const sha256 = digest('sha256');

export interface Place {
  readonly cache: string;
  /** What was told about further tries. */
  readonly told: string[];
  fetch(source: SourceRequest, options?: Partial<FetchOptions>): ReturnType<ReturnType<typeof createFetcher>['fetch']>;
}

export function newPlace(options: Partial<FetcherOptions> = {}): Place {
  const folder = newFolder();
  const cache = join(folder, 'cache');
  const fetcher = createFetcher({
    cacheDirectory: cache,
    pausesMillis: [1, 1],
    ...options,
  });
  const told: string[] = [];
  return {
    cache,
    told,
    fetch: (source, given) =>
      fetcher.fetch(source, {
        signal: new AbortController().signal,
        offline: false,
        onRetry: (reason) => told.push(reason),
        ...given,
      }),
  };
}

/** Files of a cache, without its folders. */
export function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(Object.entries(treeOf(folder)).filter(([name]) => !name.endsWith('/')));
}
