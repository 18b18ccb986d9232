import type { PlannedPart } from '../plan/index.js';
import { localPath, type SourceRequest } from '../recipe/index.js';
import type { Run } from './run.js';

/** Downloads of parts that are not their turn yet. */
export interface Prefetch {
  /** Stops what still runs; nothing of it is kept. */
  stop(): Promise<void>;
}

/** Downloads at once, besides those of running parts. */
const LANES = 4;

/**
 * Brings remote sources with a sum into the download cache while earlier parts compile. Failures are not told here:
 * the part meets them again when its turn comes. A serial run fetches in its own order, so nothing is done then.
 */
export function prefetch(run: Run, parts: readonly PlannedPart[]): Prefetch {
  if (run.settings.partsAtOnce === 1 || run.settings.offline) return { stop: () => Promise.resolve() };
  const queue = parts
    .filter(({ action }) => action === 'install')
    .flatMap(({ part }) => part.resolution.sources ?? [])
    .filter(isWorthwhile(run));
  const ended = new AbortController();
  const signal = AbortSignal.any([run.signal, ended.signal]);
  const lane = async (): Promise<void> => {
    for (let source = queue.shift(); source !== undefined && !signal.aborted; source = queue.shift()) {
      await run.ports.fetcher.fetch(source, { signal, offline: false });
    }
  };
  const lanes = Array.from({ length: Math.min(LANES, queue.length) }, lane);
  return {
    async stop() {
      ended.abort();
      await Promise.all(lanes);
    },
  };
}

function isWorthwhile(run: Run): (source: SourceRequest) => boolean {
  return (source) =>
    localPath(source.url, run.settings.directory) === undefined &&
    source.offline !== true &&
    (source.sha256 ?? source.sha512 ?? source.md5) !== undefined;
}
