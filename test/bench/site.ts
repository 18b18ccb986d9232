import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAside, stampOf } from './folders.js';
import type { Graph } from './graph.js';
import { makeProfile, type ProfileDetails } from './profile.js';
import type { Command } from './sample.js';

/** A generated release of one tool. */
export interface Site {
  /** Builds whatever is stale. */
  readonly command: Command;
  /** Takes away all that was built. */
  readonly clean: () => void;
  /** Makes one part stale that nothing needs. */
  readonly changeLeaf: () => void;
  /** Changes what the tool has to read, and no part. */
  readonly touch?: () => void;
  /** What each part wrote, by the part's number; another stamp is another writing. */
  readonly outputs: () => ReadonlyMap<string, string>;
  /** Ends what the program left running, and lets its files be removed. */
  readonly close?: () => void;
}

export interface ProfileSite {
  readonly command: Command;
  readonly graph: Graph;
  readonly details: Pick<ProfileDetails, 'recipe' | 'work'>;
}

const PROFILE = 'buildout.cfg';

export function makeProfileSite({ command, graph, details }: ProfileSite): Site {
  const folder = command.cwd;
  let changes = 0;
  let leafWord = 'v0';
  const write = (): void => {
    writeFileSync(join(folder, PROFILE), makeProfile(graph, { ...details, leafWord, comment: `change ${changes}` }));
  };
  mkdirSync(folder, { recursive: true });
  write();
  return {
    command,
    ...outputsOf(folder, new Set([PROFILE])),
    changeLeaf() {
      changes++;
      leafWord = `v${changes}`;
      write();
    },
    touch() {
      changes++;
      write();
    },
  };
}

/** The floor's release: the graph in JSON, and one source a part. */
export function makeFloorSite(command: Command, graph: Graph): Site {
  const folder = command.cwd;
  const sourceOf = (part: number): string => join(folder, 'src', String(part));
  mkdirSync(join(folder, 'src'), { recursive: true });
  for (const part of graph.needs.keys()) writeFileSync(sourceOf(part), `v0 ${part}\n`);
  const write = (): void => {
    writeFileSync(join(folder, 'graph.json'), JSON.stringify(graph));
  };
  write();
  let changes = 0;
  return {
    command,
    ...outputsOf(folder, new Set(['src', 'graph.json'])),
    changeLeaf() {
      changes++;
      writeFileSync(sourceOf(graph.leaf), `v${changes} ${graph.leaf}\n`);
      // The floor compares times only; two changes must differ on the coarsest clock.
      utimesSync(sourceOf(graph.leaf), changes, changes);
    },
    touch: write,
  };
}

function outputsOf(folder: string, kept: ReadonlySet<string>): Pick<Site, 'clean' | 'outputs'> {
  const out = join(folder, 'out');
  return {
    clean() {
      setAside(folder, kept);
      mkdirSync(out);
    },
    outputs() {
      return new Map(readdirSync(out).map((name) => [name, stampOf(join(out, name))]));
    },
  };
}
