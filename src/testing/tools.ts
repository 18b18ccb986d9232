import type { Archiver, CommandRunner, Fetcher } from '../engine/execute/index.js';
import type { Files } from '../engine/recipe/index.js';
import { createCommandRunner } from '../platform/commands.js';
import { createFiles } from '../platform/files.js';

/** What a bench reaches the outside with. */
export interface BenchTools {
  readonly files: Files;
  readonly commands: CommandRunner;
  readonly fetcher: Fetcher;
  readonly archiver: Archiver;
}

/** The engine's own tools are used where a test brings none. */
export type GivenTools = Partial<BenchTools> & Pick<BenchTools, 'fetcher' | 'archiver'>;

export function completeTools(directory: string, given: GivenTools): BenchTools {
  return { files: given.files ?? createFiles(directory), commands: given.commands ?? createCommandRunner(), ...given };
}
