import { stat } from 'node:fs/promises';
import { fail, type Failed, type Result, succeed } from '../engine/diag/index.js';
import type { Fetcher, FetchOptions } from '../engine/execute/ports.js';
import type {
  Algorithm,
  Cancelled,
  FetchedSource,
  FetchFailure,
  FileFailure,
  SourceRequest,
} from '../engine/recipe/index.js';
import { DownloadCache, type IncomingFile } from './download/download-cache.js';
import { firstMismatch, hashFile, type Mismatch, type Sum, sumsOf } from './download/hashing.js';
import { Http, type HttpOptions } from './download/http.js';
import { Turns } from './download/turns.js';
import { localPaths, withoutCredentials } from './download/urls.js';
import { asFileFailure, cancelled, hasCode } from './file-failure.js';

export { createHttpClient } from './download/http-client.js';

export interface FetcherOptions extends HttpOptions {
  /** Content with sums is kept here, content without them until a later run clears it; made when first needed. */
  readonly cacheDirectory: string;
  /** The largest download, in bytes. */
  readonly limitBytes?: number;
}

type FetchResult = Result<FetchedSource, FetchFailure | FileFailure | Cancelled>;
type Sums = readonly [Sum, ...Sum[]];

const LIMIT_BYTES = 8 * 1024 ** 3;

export function createFetcher(options: FetcherOptions): Fetcher {
  const http = new Http(options);
  const cache = new DownloadCache(options.cacheDirectory);
  const turns = new Turns();
  const limitBytes = options.limitBytes ?? LIMIT_BYTES;
  return {
    async fetch(source, fetchOptions) {
      if (fetchOptions.signal.aborted) return cancelled();
      const paths = localPaths(source.url);
      if (paths !== undefined) return useLocal(source, paths, fetchOptions.signal);
      const context: Context = { options, http, cache, turns, limitBytes, source, ...fetchOptions };
      const [strongest, ...others] = sumsOf(source);
      return strongest === undefined ? fetchUnchecked(context) : fetchChecked(context, [strongest, ...others]);
    },
  };
}

interface Context extends FetchOptions {
  readonly options: FetcherOptions;
  readonly http: Http;
  readonly cache: DownloadCache;
  readonly turns: Turns;
  readonly limitBytes: number;
  readonly source: SourceRequest;
}

async function useLocal(
  source: SourceRequest,
  paths: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<FetchResult> {
  try {
    const found = await firstPresent(paths);
    if (found === undefined)
      return fail({ kind: 'source-not-found', url: source.url, path: paths[0], ...optionOf(source) });
    const sums = sumsOf(source);
    if (found.kind === 'directory' && sums.length === 0) return succeed({ path: found.path, isDirectory: true });
    if (found.kind === 'directory') return unfit(source, 'it is a directory, which has no checksum');
    if (found.kind === 'other') return unfit(source, 'it is neither a file nor a directory');
    if (sums.length === 0) return succeed({ path: found.path, isDirectory: false });
    const actual = await hashFile(
      found.path,
      sums.map(({ algorithm }) => algorithm),
      signal,
    );
    if (actual === undefined) return cancelled();
    const mismatch = firstMismatch(sums, actual);
    return mismatch === undefined
      ? succeed({ path: found.path, isDirectory: false })
      : mismatched(source, source.url, mismatch);
  } catch (error) {
    return asFileFailure(error, 'read', paths[0]);
  }
}

interface LocalSource {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'other';
}

async function firstPresent(paths: readonly string[]): Promise<LocalSource | undefined> {
  for (const path of paths) {
    try {
      const status = await stat(path);
      if (status.isDirectory()) return { path, kind: 'directory' };
      return { path, kind: status.isFile() ? 'file' : 'other' };
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    }
  }
  return undefined;
}

/** One download of one content at a time: who comes second finds it in the cache. */
async function fetchChecked(context: Context, sums: Sums): Promise<FetchResult> {
  const { source, cache, turns, signal, options } = context;
  const key = `${sums[0].algorithm}:${sums[0].expected}`;
  try {
    const result = await turns.take(key, signal, async (): Promise<FetchResult> => {
      const onDamaged = context.onRetry ?? (() => {});
      const found = await cache.find(sums, source.url, { signal, onDamaged });
      if (signal.aborted) return cancelled();
      if (found !== undefined) return succeed({ path: found, isDirectory: false });
      return isOffline(context) ? offlineFailure(source) : downloadInto(context, sums);
    });
    return result ?? cancelled();
  } catch (error) {
    return asFileFailure(error, 'write', options.cacheDirectory);
  }
}

async function downloadInto(context: Context, sums: Sums): Promise<FetchResult> {
  const { cache, source } = context;
  const algorithms = new Set<Algorithm>(['sha256', ...sums.map(({ algorithm }) => algorithm)]);
  const file = await cache.incoming(algorithms);
  try {
    const from = await transfer(context, file, sums);
    if (!from.ok) return from;
    const actual = await file.finish();
    const mismatch = firstMismatch(sums, actual);
    if (mismatch !== undefined) return mismatched(source, from.value, mismatch);
    return succeed({ path: await cache.keep(file, sums, actual.get('sha256')), isDirectory: false });
  } finally {
    await file.close();
    file.discard();
  }
}

async function fetchUnchecked(context: Context): Promise<FetchResult> {
  const { source, options, cache } = context;
  try {
    if (isOffline(context)) {
      const found = await cache.findByUrl(source.url);
      return found === undefined ? offlineFailure(source) : succeed({ path: found, isDirectory: false });
    }
    const file = await context.cache.incoming([]);
    let kept = false;
    try {
      const from = await transfer(context, file, []);
      kept = from.ok;
      return from.ok ? succeed({ path: file.path, isDirectory: false }) : from;
    } finally {
      await file.close();
      if (!kept) file.discard();
    }
  } catch (error) {
    return asFileFailure(error, 'write', options.cacheDirectory);
  }
}

/** Brings the content from the first address that gives it. Answers which one that was. */
async function transfer(
  context: Context,
  file: IncomingFile,
  sums: readonly Sum[],
): Promise<Result<string, FetchFailure | Cancelled>> {
  const { source, http, turns, signal, limitBytes, onRetry = () => {} } = context;
  const allowPlain = sums.some(({ algorithm }) => algorithm !== 'md5');
  const reasons: string[] = [];
  let retryable = false;
  for (const url of [source.url, ...(source.alternates ?? [])]) {
    const options = { signal, limitBytes, allowPlain, onRetry };
    const got = (await turns.limit(signal, () => http.transfer(url, file, options))) ?? cancelled();
    if (got.ok) return succeed(url);
    const [failure] = got.failures;
    if (failure.kind === 'cancelled') return cancelled();
    reasons.push(reasons.length === 0 ? failure.reason : `${withoutCredentials(url)}: ${failure.reason}`);
    retryable ||= failure.retryable;
  }
  return downloadFailed(source, reasons.join('; '), retryable);
}

function isOffline({ source, offline }: Context): boolean {
  return source.offline ?? offline;
}

function optionOf({ option }: SourceRequest): { readonly option?: string } {
  return option === undefined ? {} : { option };
}

function offlineFailure(source: SourceRequest): Failed<FetchFailure> {
  return fail({ kind: 'offline-download', url: withoutCredentials(source.url), ...optionOf(source) });
}

function downloadFailed(source: SourceRequest, reason: string, retryable: boolean): Failed<FetchFailure> {
  const url = withoutCredentials(source.url);
  return fail({ kind: 'download-failed', url, reason, retryable, ...optionOf(source) });
}

function unfit(source: SourceRequest, reason: string): Failed<FetchFailure> {
  return downloadFailed(source, reason, false);
}

function mismatched(
  source: SourceRequest,
  from: string,
  { algorithm, expected, actual }: Mismatch,
): Failed<FetchFailure> {
  const url = withoutCredentials(from);
  return fail({ kind: 'checksum-mismatch', url, algorithm, expected, actual, ...optionOf(source) });
}
