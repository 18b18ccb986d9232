import { join } from 'node:path';
import type { Result } from '../engine/diag/index.js';
import type { Machine, WorkPorts } from '../engine/index.js';
import { createArchiver } from './archive/index.js';
import { createCommandRunner } from './commands.js';
import { createFetcher, createHttpClient } from './fetcher.js';
import { createFiles } from './files.js';
import { createInputReader } from './input-reader.js';
import { createLocks } from './locks.js';
import { readMachine } from './machine.js';
import { createProfileLoader } from './profile-loader.js';
import { createStoreFiles } from './store-files.js';
import { readToolchain } from './toolchain.js';

/** The ports of one run on this machine. */
export function makeWorkPorts(): WorkPorts {
  return {
    makeLoader: ({ signal }) => createProfileLoader({ download: (url) => download(url, signal) }),
    makeReader: createInputReader,
    makeFetcher: (cacheDirectory) => createFetcher({ cacheDirectory }),
    files: createFiles,
    archiver: createArchiver(),
    commands: createCommandRunner(),
    locks: createLocks(),
    storeFiles: createStoreFiles(),
    readMachine: describeMachine,
  };
}

async function download(url: string, signal: AbortSignal): Promise<Result<Buffer, { readonly reason: string }>> {
  return createHttpClient().download(url, { signal });
}

async function describeMachine({ path, cacheDirectory }: { path: string; cacheDirectory: string }): Promise<Machine> {
  const { os, arch, libc } = readMachine();
  const toolchain = await readToolchain({ path, cacheFile: join(cacheDirectory, 'toolchain.json') });
  const platform = { os, arch, ...(libc !== undefined && { libc: `${libc.name} ${libc.version}`.trim() }) };
  return { platform, toolchain: toolchain.digest, paths: toolchain.programs };
}
