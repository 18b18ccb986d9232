import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, readdir, readFile, readlink, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { compareCodePoints } from '../../engine/diag/index.js';
import type { ProbedTree, TreeChange } from '../../engine/execute/index.js';

/** What is larger takes longer to look at than `configure` may need. */
const LIMITS = { entries: 30_000, bytes: 512 * 1024 * 1024 };

/** Digests everything below a directory; `undefined` when that is over the limits. */
export async function readTree(directory: string): Promise<ProbedTree | undefined> {
  const hash = createHash('sha256');
  const [{ type }, { dev }] = [await statfs(directory), await lstat(directory)];
  hash.update(`${String(type)} ${String(dev)}\0`);
  const stamps = new Map<string, string>();
  let bytes = 0;
  for await (const { path, status } of walk(directory, '')) {
    bytes += Number(status.size);
    if (stamps.size >= LIMITS.entries || bytes > LIMITS.bytes) return undefined;
    stamps.set(path, stampOf(status));
    hash.update(`${path}\0${kindOf(status)} ${modeOf(status).toString(8)}\0`);
    const content = await contentOf(join(directory, path), status);
    hash.update(`${String(content.length)}\0`).update(content);
  }
  return { digest: hash.digest('hex'), stamps };
}

/** What was made, written or removed below a directory since `before`. */
export async function findChanges(directory: string, before: ProbedTree): Promise<readonly TreeChange[]> {
  const gone = new Set(before.stamps.keys());
  const changes: TreeChange[] = [];
  for await (const { path, status } of walk(directory, '')) {
    gone.delete(path);
    const kind = kindOf(status);
    const was = before.stamps.get(path);
    // A directory changes with what is in it, which is told by itself.
    if (was === stampOf(status) || (was !== undefined && kind === 'directory')) continue;
    const target = kind === 'symlink' ? await readlink(join(directory, path)) : undefined;
    changes.push({ path, kind, mode: modeOf(status), ...(target !== undefined && { target }) });
  }
  changes.push(...[...gone].map((path) => ({ path, kind: 'gone', mode: 0 }) as const));
  return changes.toSorted((one, other) => compareCodePoints(one.path, other.path));
}

interface Entry {
  readonly path: string;
  readonly status: BigIntStats;
}

async function* walk(directory: string, below: string): AsyncGenerator<Entry> {
  const names = await readdir(join(directory, below));
  for (const name of names.sort(compareCodePoints)) {
    const path = join(below, name);
    const status = await lstat(join(directory, path), { bigint: true });
    yield { path, status };
    if (status.isDirectory()) yield* walk(directory, path);
  }
}

function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${String(ino)} ${String(size)} ${String(mtimeNs)} ${String(ctimeNs)}`;
}

function kindOf(status: BigIntStats): Exclude<TreeChange['kind'], 'gone'> {
  if (status.isFile()) return 'file';
  if (status.isDirectory()) return 'directory';
  return status.isSymbolicLink() ? 'symlink' : 'other';
}

function modeOf({ mode }: BigIntStats): number {
  return Number(mode & 0o7777n);
}

async function contentOf(path: string, status: BigIntStats): Promise<Buffer> {
  if (status.isFile()) return readFile(path);
  return Buffer.from(status.isSymbolicLink() ? await readlink(path) : '');
}
