import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { fail, succeed } from '../../src/engine/diag/index.js';
import type { ProfileLoader } from '../../src/engine/resolve/index.js';

/** Serves profiles from memory, by absolute path or URL, as the file system and a server would. */
export function createMemoryLoader(files: ReadonlyMap<string, string>): ProfileLoader {
  return {
    load(location) {
      const canonical = canonicalOf(location);
      const text = files.get(canonical);
      if (text === undefined) return fail({ kind: 'not-found', location });
      const sha256 = (): string => createHash('sha256').update(text).digest('hex');
      return succeed({ location: canonical, source: { path: location, text }, sha256 });
    },
    canonical: canonicalOf,
  };
}

function canonicalOf(location: string): string {
  const isUrl = /^[a-z0-9+.-]+:\/\//iu.test(location) && URL.canParse(location);
  return isUrl ? new URL(location).href : posix.normalize(location);
}
