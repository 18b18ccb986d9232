// The floor: the least that a build engine on Node must do. It reads a graph from JSON, looks at every source and
// output, runs what is stale, and writes what it saw. No profile, no reasons, no safety.
// node floor.js in-process|spawn JOBS, in a folder with graph.json, src/ and out/.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const [work, jobs = '1'] = process.argv.slice(2);
// Written by the benchmark itself.
const { needs } = JSON.parse(readFileSync('graph.json', 'utf8')) as { readonly needs: readonly (readonly number[])[] };
// Written by this program.
const seen = existsSync('state.json') ? (JSON.parse(readFileSync('state.json', 'utf8')) as readonly number[]) : [];

const stamps: number[] = [];
const waitsFor = new Map<number, number>();
const neededBy = new Map<number, number[]>();
const ready: number[] = [];
let running = 0;

for (const [part, its] of needs.entries()) {
  stamps.push(statSync(`src/${part}`).mtimeMs);
  const isBuilt = statSync(`out/${part}`, { throwIfNoEntry: false }) !== undefined;
  const staleNeeds = its.filter((need) => waitsFor.has(need));
  if (isBuilt && stamps[part] === seen[part] && staleNeeds.length === 0) continue;
  waitsFor.set(part, staleNeeds.length);
  for (const need of staleNeeds) neededBy.set(need, [...(neededBy.get(need) ?? []), part]);
  if (staleNeeds.length === 0) ready.push(part);
}
if (waitsFor.size > 0) startReady();

function startReady(): void {
  while (running < Number(jobs)) {
    const part = ready.shift();
    if (part === undefined) return;
    running++;
    if (work === 'spawn') spawnPart(part);
    else writePart(part);
  }
}

function spawnPart(part: number): void {
  const child = spawn('/bin/sh', ['-c', `read word < src/${part}; echo "$word" > out/${part}`], { stdio: 'ignore' });
  child.on('exit', (status) => {
    if (status !== 0) throw new Error(`part ${part} failed`);
    finish(part);
  });
}

function writePart(part: number): void {
  writeFileSync(`out/${part}`, readFileSync(`src/${part}`));
  queueMicrotask(() => {
    finish(part);
  });
}

function finish(part: number): void {
  running--;
  waitsFor.delete(part);
  for (const waiting of neededBy.get(part) ?? []) {
    const left = (waitsFor.get(waiting) ?? 1) - 1;
    waitsFor.set(waiting, left);
    if (left === 0) ready.push(waiting);
  }
  if (waitsFor.size === 0) writeFileSync('state.json', JSON.stringify(stamps));
  else startReady();
}
