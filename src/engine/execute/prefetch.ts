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
 * Brings remote sources with a sum into the download cache while earlier parts compile, in the order in which the parts
 * would start, and only for those that are still to start then. Failures are not told here: the part meets them again
 * when its turn comes. A serial run fetches in its own order, so nothing is done then.
 */
export function prefetch(run: Run, parts: readonly PlannedPart[], isExpected: (part: string) => boolean): Prefetch {
  if (run.settings.partsAtOnce === 1 || run.settings.offline) return { stop: () => Promise.resolve() };
  const queue = parts
    .filter(({ action }) => action === 'install')
    .toSorted((a, b) => run.rankOf(a.part.name) - run.rankOf(b.part.name))
    .flatMap(({ part }) => (part.resolution.sources ?? []).map((source) => ({ part: part.name, source })))
    .filter(({ source }) => isWorthwhile(run, source));
  const ended = new AbortController();
  const signal = AbortSignal.any([run.signal, ended.signal]);
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      if (isExpected(next.part)) await run.ports.fetcher.fetch(next.source, { signal, offline: false });
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

function isWorthwhile(run: Run, source: SourceRequest): boolean {
  return (
    localPath(source.url, run.settings.directory) === undefined &&
    source.offline !== true &&
    (source.sha256 ?? source.sha512 ?? source.md5) !== undefined
  );
}
