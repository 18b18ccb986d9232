import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, lstat, open, readdir, readlink, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compareCodePoints, succeed } from '../engine/diag/index.js';
import type { EntryText, ManifestFile, StoreFiles, TreeScan } from '../engine/store/index.js';
import { makeDirectories } from './directories.js';
import { attempt, errnoOf } from './file-failure.js';
import { removeTree } from './file-tree.js';
import { UMASK } from './umask.js';

export function createStoreFiles(): StoreFiles {
  return {
    exists: existsSync,
    isWritable,
    prepare: (entry) =>
      attempt('make', entry, async () => {
        await removeTree(entry);
        makeDirectories(entry, 0o755, UMASK);
      }),
    async scan(entry, roots) {
      const found: Record<string, ManifestFile> = {};
      const references = new Set<string>();
      let size = 0;
      const scanned = await attempt('read', entry, async () => {
        for (const path of await listTree(entry)) {
          const file = await scanFile(join(entry, path), (content) => {
            findReferences(content, roots, references);
          });
          if (file === undefined) continue;
          found[path] = file;
          if (file.type === 'file') size += file.size;
        }
      });
      const scan: TreeScan = { files: found, references: [...references].sort(compareCodePoints), size };
      return scanned.ok ? succeed(scan) : scanned;
    },
    publish: (entry, texts) => attempt('publish', entry, () => publish(entry, texts)),
    remove: (entry) => attempt('remove', entry, () => removeTree(entry)),
  };
}

function isWritable(root: string, create: boolean): boolean {
  const path = create ? nearestExisting(root) : root;
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/** Paths below a directory, parents before what is in them; the order is the same for the same tree. */
async function listTree(root: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const folders = [''];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    const entries = await readdir(join(root, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compareCodePoints(a.name, b.name))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      paths.push(path);
      if (entry.isDirectory()) folders.push(path);
    }
  }
  return paths;
}

/** Files as they will be published: read-only, without set-user-id and sticky bits. */
async function scanFile(path: string, look: (content: Buffer) => void): Promise<ManifestFile | undefined> {
  const status = await lstat(path);
  if (status.isSymbolicLink()) return { type: 'symlink', target: await readlink(path) };
  if (status.isDirectory()) return { type: 'directory', mode: status.mode & READ_ONLY };
  if (!status.isFile()) return undefined;
  const sha256 = await digestFile(path, look);
  return { type: 'file', mode: status.mode & READ_ONLY, size: status.size, sha256 };
}

const CHUNK = 1 << 20;
/** Longer than a store path that starts in one chunk and ends in the next. */
const OVERLAP = 8 << 10;

/** Digests a file of any size; `look` sees it in pieces that overlap. */
async function digestFile(path: string, look: (content: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(OVERLAP + CHUNK);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, CHUNK, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(kept, kept + bytesRead));
      const end = kept + bytesRead;
      look(buffer.subarray(0, end));
      kept = Math.min(OVERLAP, end);
      buffer.copyWithin(0, end - kept, end);
    }
  } finally {
    await file.close();
  }
}

const READ_ONLY = 0o555;
const ENTRY = /^\/([^/\s]{1,255})\/([0-9a-f]{40})/u;

function findReferences(content: Buffer, roots: readonly string[], references: Set<string>): void {
  for (const root of roots) {
    for (let at = content.indexOf(root); at !== -1; at = content.indexOf(root, at + 1)) {
      const end = at + Buffer.byteLength(root);
      const match = ENTRY.exec(content.toString('latin1', end, end + 300));
      if (match !== null) references.add(`${match[1] ?? ''}/${match[2] ?? ''}`);
    }
  }
}

/** Order matters: nothing is writable any more when the last text, which makes the entry count, gets its name. */
async function publish(entry: string, texts: readonly EntryText[]): Promise<void> {
  for (const path of [...(await listTree(entry))].reverse()) {
    const full = join(entry, path);
    const status = await lstat(full);
    if (!status.isSymbolicLink()) await chmod(full, status.mode & READ_ONLY);
  }
  await syncTree(entry);
  for (const { name, text } of texts) await writeSynced(join(entry, name), text);
  await chmod(entry, READ_ONLY);
}

/** Puts the whole tree on the disk before anything says that it is finished; one call for the file system it is on. */
async function syncTree(entry: string): Promise<void> {
  await new Promise<void>((resolve) => {
    execFile('sync', ['-f', entry], () => {
      // Without the program, or where it fails, the order of writes is left to the file system.
      resolve();
    });
  });
}

async function writeSynced(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o444);
  try {
    await file.chmod(0o444);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
