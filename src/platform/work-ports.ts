import { join } from 'node:path';
import type { Machine, WorkPorts } from '../engine/index.js';
import type { LoaderOptions } from '../engine/ports.js';
import type { ProfileLoader } from '../engine/resolve/index.js';
import { createArchiver } from './archive/index.js';
import { createCommandRunner } from './commands.js';
import { createFetcher, createHttpClient } from './fetcher.js';
import { createFiles } from './files.js';
import { createInputReader } from './input-reader.js';
import { createLocks } from './locks.js';
import { readMachine } from './machine.js';
import { createProbeFiles } from './probes/probe-files.js';
import { createProfileLoader } from './profile-loader.js';
import { createStoreFiles } from './store-files.js';
import { createTokenPools } from './process/token-fifo.js';
import { createTimingFiles } from './timing-files.js';
import { readToolchain } from './toolchain.js';

/** The ports of one run on this machine. */
export function makeWorkPorts(): WorkPorts {
  return {
    makeLoader,
    makeReader: createInputReader,
    makeFetcher: (cacheDirectory) => createFetcher({ cacheDirectory }),
    files: createFiles,
    archiver: createArchiver(),
    commands: createCommandRunner(),
    openTokenPool: createTokenPools(),
    locks: createLocks(),
    storeFiles: createStoreFiles(),
    availableMemory: async () => (await import('./memory.js')).readAvailableMemory(),
    makeProbeFiles: (cacheDirectory) => createProbeFiles(join(cacheDirectory, 'probes')),
    timingFiles: createTimingFiles(),
    readMachine: describeMachine,
  };
}

/** One client for all profiles of a run: it keeps connections open from one to the next. */
function makeLoader({ signal, cacheDirectory }: LoaderOptions): ProfileLoader {
  const client = createHttpClient();
  return createProfileLoader({ download: (url) => client.get(url, { signal }), cacheDirectory });
}

async function describeMachine({ path, cacheDirectory }: { path: string; cacheDirectory: string }): Promise<Machine> {
  const { os, arch, libc } = readMachine();
  const toolchain = await readToolchain({ path, cacheFile: join(cacheDirectory, 'toolchain.json') });
  const platform = { os, arch, ...(libc !== undefined && { libc: `${libc.name} ${libc.version}`.trim() }) };
  return { platform, toolchain: toolchain.digest, paths: toolchain.programs };
}
