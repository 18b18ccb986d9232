import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Archiver, Fetcher } from '../../src/engine/execute/index.js';
import {
  fail,
  succeed,
  type Algorithm,
  type FetchFailure,
  type Result,
  type SourceRequest,
} from '../../src/engine/recipe/index.js';

/** Fetches local paths in place and http URLs into files, with sums and alternates; no cache. */
export function plainFetcher(): Fetcher {
  const folder = mkdtempSync(join(tmpdir(), 'fetched-'));
  let count = 0;
  return {
    async fetch(source, { offline }) {
      const option = source.option === undefined ? {} : { option: source.option };
      if (isAbsolute(source.url)) {
        if (!existsSync(source.url))
          return fail({ kind: 'source-not-found', url: source.url, path: source.url, ...option });
        const isDirectory = statSync(source.url).isDirectory();
        const checked = isDirectory ? succeed(undefined) : check(source, source.url);
        return checked.ok ? succeed({ path: source.url, isDirectory }) : checked;
      }
      if (offline) return fail({ kind: 'offline-download', url: source.url, ...option });
      for (const url of [source.url, ...(source.alternates ?? [])]) {
        const response = await fetch(url);
        if (!response.ok) continue;
        const path = join(folder, String(count++));
        writeFileSync(path, Buffer.from(await response.arrayBuffer()), { mode: 0o600 });
        const checked = check(source, path);
        return checked.ok ? succeed({ path, isDirectory: false }) : checked;
      }
      return fail({
        kind: 'download-failed',
        url: source.url,
        reason: 'no server has it',
        retryable: false,
        ...option,
      });
    },
  };
}

function check(source: SourceRequest, path: string): Result<void, FetchFailure> {
  const sums: readonly Algorithm[] = ['md5', 'sha256', 'sha512'];
  for (const algorithm of sums) {
    const expected = source[algorithm];
    const actual = createHash(algorithm).update(readFileSync(path)).digest('hex');
    const { url, option } = source;
    if (expected !== undefined && expected !== actual)
      return fail({
        kind: 'checksum-mismatch',
        url,
        algorithm,
        expected,
        actual,
        ...(option !== undefined && { option }),
      });
  }
  return succeed(undefined);
}

/** Unpacks with the system's tar; trusts its input. */
export const plainArchiver: Archiver = {
  async unpack(archive, destination, { strip, env }) {
    const folder = mkdtempSync(join(dirname(destination), '.unpack-'));
    try {
      if (statSync(archive).isDirectory()) cpSync(archive, folder, { recursive: true, verbatimSymlinks: true });
      else if (readFileSync(archive).subarray(0, 4).toString('latin1') === 'LZIP')
        execFileSync('tar', ['-x', '-C', folder, '-f', '-'], {
          input: execFileSync('lunzip', ['-c', archive], { env }),
        });
      else execFileSync('tar', ['-x', '-C', folder, '-f', archive]);
    } catch {
      rmSync(folder, { recursive: true });
      return fail({ kind: 'archive-unreadable', archive, reason: 'tar cannot read it' });
    }
    const [only = '', ...others] = readdirSync(folder);
    const single = others.length === 0 && only !== '' && statSync(join(folder, only)).isDirectory();
    if (strip === 'always' && !single) {
      rmSync(folder, { recursive: true });
      return fail({ kind: 'archive-unreadable', archive, reason: 'it has no single directory at the top' });
    }
    const root = strip !== 'never' && single ? join(folder, only) : folder;
    mkdirSync(destination, { recursive: true });
    for (const name of readdirSync(root)) renameSync(join(root, name), join(destination, name));
    rmSync(folder, { recursive: true });
    return succeed({ top: readdirSync(destination).toSorted() });
  },
};
