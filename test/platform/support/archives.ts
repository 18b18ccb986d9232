import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnpackOptions } from '../../../src/engine/recipe/index.js';
import { createArchiver, type ArchiverOptions } from '../../../src/platform/archive/archiver.js';
import { bundleExtractor } from './bundle.js';

let worker: Promise<string> | undefined;

/** The extracting program, built once for the tests of a file. */
export function extractor(): Promise<string> {
  worker ??= bundleExtractor();
  return worker;
}

const never = new AbortController().signal;

/** Unpacks through the process that users get. */
export async function unpack(
  archive: string,
  destination: string,
  options: Partial<UnpackOptions> & { readonly signal?: AbortSignal } & { readonly archiver?: ArchiverOptions } = {},
): ReturnType<ReturnType<typeof createArchiver>['unpack']> {
  const { archiver, ...others } = options;
  return createArchiver({ workerPath: await extractor(), ...archiver }).unpack(archive, destination, {
    strip: 'auto',
    signal: never,
    ...others,
  });
}

/** Writes a file, its directories made. Answers its path. */
export function write(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A source tree as upstreams ship it, made with the system's tar. */
export function sourceTree(folder: string): void {
  write(folder, 'pkg-1.0/configure', '#!/bin/sh\n');
  write(folder, 'pkg-1.0/src/deep/main.c', 'int main() {}\n');
  chmodSync(join(folder, 'pkg-1.0/configure'), 0o755);
  symlinkSync('src/deep', join(folder, 'pkg-1.0/link'));
  symlinkSync('nowhere', join(folder, 'pkg-1.0/dangling'));
}

/** What `treeOf` says of it when it is unpacked. */
export const SOURCE_TREE = {
  configure: '755 #!/bin/sh\n',
  dangling: '-> nowhere',
  link: '-> src/deep',
  'src/': '755',
  'src/deep/': '755',
  'src/deep/main.c': '644 int main() {}\n',
};
