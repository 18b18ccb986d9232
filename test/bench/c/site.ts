import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../folders.js';
import { NotWorking, type Command } from '../sample.js';
import { cParts, type CProject, type SourceFile } from './project.js';

/** A generated C release of one tool. */
export interface CSite {
  readonly command: Command;
  /** Takes away all that was built. */
  readonly clean: () => void;
  /** What the programs of all parts say; throws when one is not there. */
  readonly programOutputs: () => readonly string[];
  readonly close?: () => void;
}

export interface CSiteDetails {
  readonly command: Command;
  readonly project: CProject;
  /** What the tool reads besides the sources, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the program of a part. */
  readonly programOf?: (part: number) => string;
  readonly clean?: () => void;
  readonly close?: () => void;
}

/** A C release with unpacked sources, in the folder of its command. */
export function makeCSite({ command, project, files, programOf, ...means }: CSiteDetails): CSite {
  const folder = command.cwd;
  for (const part of cParts(project)) writeSources(join(folder, `parts/c${part}`), project.sources[part] ?? []);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const kept = new Set(readdirSync(folder));
  const ofStage = (part: number): string => join(folder, `stage/c${part}/bin/c${part}`);
  return {
    command,
    clean() {
      setAside(folder, kept);
      means.clean?.();
    },
    programOutputs: () => cParts(project).map((part) => ask((programOf ?? ofStage)(part))),
    ...(means.close !== undefined && { close: means.close }),
  };
}

export function writeSources(folder: string, sources: readonly SourceFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, text, executable } of sources) {
    writeFileSync(join(folder, path), text);
    if (executable === true) chmodSync(join(folder, path), 0o755);
  }
}

/** What a program that was built prints. */
export function ask(program: string, args: readonly string[] = []): string {
  if (!existsSync(program)) throw new NotWorking(`${program} was not made`);
  const ended = spawnSync(program, args, { encoding: 'utf8' });
  if (ended.status !== 0) throw new NotWorking(`${program} ended with ${String(ended.status ?? ended.signal)}`);
  return `${ended.stdout}${ended.stderr}`;
}
