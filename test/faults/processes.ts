import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect } from 'vitest';
import type { Site } from './site.js';

/** A process, and when it began: process ids come again. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly began: string;
}

/** All processes that live. */
function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name) => {
    const text = /^\d+$/u.test(name) ? read(`/proc/${name}/stat`) : '';
    const [state, parent, ...others] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (state === undefined || state === '' || state === 'Z' || state === 'X') return [];
    return [{ pid: Number(name), parent: Number(parent), began: others[17] ?? '' }];
  });
}

/** What a process started, and all that those started: watchdog, workers, commands. */
export function startedBy(pid: number): readonly Process[] {
  const all = processes();
  const found: Process[] = [];
  const wanted = new Set([pid]);
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const entry of all) {
      if (wanted.has(entry.pid) || !wanted.has(entry.parent)) continue;
      wanted.add(entry.pid);
      found.push(entry);
    }
  }
  return found;
}

/** Processes of these that still live, and others that work in the folder of the site, in words. */
function stillRunning(site: Site, known: readonly Process[]): readonly string[] {
  return processes()
    .filter(
      ({ pid, began }) =>
        pid !== process.pid && (isOf(site, pid) || known.some((other) => other.pid === pid && other.began === began)),
    )
    .map(({ pid }) => `${String(pid)}: ${read(`/proc/${String(pid)}/cmdline`).replaceAll('\0', ' ')}`);
}

/** Waits until nothing of a run is left. Answers the milliseconds it took. */
export async function untilNothingRuns(site: Site, known: readonly Process[]): Promise<number> {
  const begun = performance.now();
  await expect.poll(() => stillRunning(site, known), { timeout: 20_000, interval: 10 }).toEqual([]);
  return performance.now() - begun;
}

function isOf({ root }: Site, pid: number): boolean {
  const folder = `/proc/${String(pid)}`;
  return (
    linkOf(`${folder}/cwd`).startsWith(root) ||
    read(`${folder}/cmdline`).includes(root) ||
    read(`${folder}/environ`).includes(root)
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
