import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setAside, stampOf } from '../folders.js';
import type { Graph } from '../graph.js';
import type { Command } from '../sample.js';
import type { Site } from '../site.js';

export interface SourceSite {
  readonly command: Command;
  readonly graph: Graph;
  /** What the program reads besides the sources, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly sourceOf?: (part: number) => string;
  /** What each part made; a path may be several. Without it `out/PART`. */
  readonly outputsOf?: () => ReadonlyMap<string, readonly string[]>;
  /** For programs that read times in whole seconds and look for any difference: each change has a time of its own. */
  readonly coarse?: true;
  /** Besides taking away what was built. */
  readonly clean?: () => void;
  readonly close?: () => void;
}

/** One shell that reads a word of the part's source and writes it with the part's number. */
export function writeWord(part: number, source = `src/${part}`, output = `out/${part}`): string {
  return `read x < ${source}; echo "$x ${part}" > ${output}`;
}

/** A release with one source file a part, in the folder of its command. */
export function makeSourceSite(details: SourceSite): Site {
  const { command, graph, files, sourceOf = (part: number) => `src/${part}`, close } = details;
  const folder = command.cwd;
  for (const part of graph.needs.keys()) put(folder, sourceOf(part), `v0 ${part}\n`);
  for (const [path, text] of Object.entries(files)) put(folder, path, text);
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const written = (): ReadonlyMap<string, readonly string[]> =>
    new Map(readdirSync(out).map((name) => [name, [join(out, name)]]));
  const kept = new Set(readdirSync(folder).filter((name) => name !== 'out'));
  let changes = 0;
  return {
    command,
    clean() {
      setAside(folder, kept);
      mkdirSync(out);
      details.clean?.();
    },
    changeLeaf() {
      changes++;
      put(folder, sourceOf(graph.leaf), `v${changes} ${graph.leaf}\n`);
      if (details.coarse === true) utimesSync(join(folder, sourceOf(graph.leaf)), changes, changes);
    },
    outputs() {
      const all = details.outputsOf?.() ?? written();
      return new Map([...all].map(([part, paths]) => [part, paths.map(stampOf).join(' ')]));
    },
    ...(close !== undefined && { close }),
  };
}

function put(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
