import { fail, withoutCredentials, type Diagnostic } from './diag/index.js';
import type { Fetcher } from './execute/index.js';
import type { Part, PendingInput } from './graph/index.js';
import { checkDownloads, explain, lockedSource, remoteUses, type DownloadUse, type Lock } from './lock/index.js';
import { localPath } from './recipe/index.js';

/** What parts will fetch, and the inputs that are fetched to make them. */
export function downloadUses(
  parts: ReadonlyMap<string, Part>,
  inputs: readonly PendingInput[],
): readonly DownloadUse[] {
  const uses = [...parts.values()].flatMap((part): readonly DownloadUse[] => {
    const place = { part: part.name, recipe: part.definition.name, header: part.header, spanOf: part.spanOf };
    return (part.resolution.sources ?? []).map((source) => ({ source, place }));
  });
  return [...inputs, ...uses];
}

/** Where downloads of a release are not what its lock says. `directory` is the buildout directory. */
export function tellDifferences(uses: readonly DownloadUse[], directory: string, lock: Lock): readonly Diagnostic[] {
  return checkDownloads(remoteUses(uses, directory), lock).map(explain);
}

/**
 * A fetcher that gives only what a lock names, with the content that it names. The sum is added here and not to the
 * parts' own sources: it must not change their signatures.
 */
export function frozenFetcher(fetcher: Fetcher, lock: Lock): Fetcher {
  return {
    async fetch(source, options) {
      if (localPath(source.url, '/') !== undefined) return fetcher.fetch(source, options);
      const locked = lockedSource(source, lock);
      if (locked !== undefined) return fetcher.fetch(locked, options);
      const { url, option } = source;
      return fail({
        kind: 'download-failed',
        url: withoutCredentials(url),
        reason: `it is not in \`${lock.name}\` with this content`,
        retryable: false,
        ...(option !== undefined && { option }),
      });
    },
  };
}
