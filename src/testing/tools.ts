import { join } from 'node:path';
import type { Archiver, CommandRunner, Fetcher } from '../engine/execute/index.js';
import type { Files } from '../engine/recipe/index.js';
import { createArchiver } from '../platform/archive/index.js';
import { createCommandRunner } from '../platform/commands.js';
import { createFetcher } from '../platform/fetcher.js';
import { createFiles } from '../platform/files.js';

/** What a bench reaches the outside with. */
export interface BenchTools {
  readonly files: Files;
  readonly commands: CommandRunner;
  readonly fetcher: Fetcher;
  readonly archiver: Archiver;
}

/** Where a bench keeps what is no part: downloads, and the folders of commands. */
export function benchFolder(directory: string): string {
  return join(directory, '.bench');
}

/** The engine's own tools, for what a test does not bring. */
export function defaultTools(directory: string): BenchTools {
  return {
    files: createFiles(directory),
    commands: createCommandRunner(),
    fetcher: createFetcher({ cacheDirectory: join(benchFolder(directory), 'downloads') }),
    archiver: createArchiver(),
  };
}
