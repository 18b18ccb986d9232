import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandSample, CommandUsage, RunOptions } from '../../src/engine/execute/ports.js';
import { createCommandRunner } from '../../src/platform/commands.js';
import { newFolder } from './support/folder.js';

const MIB = 2 ** 20;
const env = { PATH: '/usr/local/bin:/usr/bin:/bin' };

/** Looks as soon and as often as it can. */
const keen = createCommandRunner({ looks: { firstMillis: 1, everyMillis: 5 } });
const usual = createCommandRunner();

async function usageOf(
  script: string,
  { runner = usual, ...options }: Partial<RunOptions> & { readonly runner?: typeof usual } = {},
): Promise<CommandUsage> {
  const usages: CommandUsage[] = [];
  const abort = new AbortController();
  await runner.run(
    { argv: ['/bin/sh', '-c', script], cwd: '/', env },
    { signal: abort.signal, graceMillis: 100, onOutput: () => {}, onUsage: (usage) => usages.push(usage), ...options },
  );
  expect(usages).toHaveLength(1);
  return usages[0] ?? { cpuMillis: Number.NaN, peakBytes: Number.NaN };
}

/** A program that ends when it has used this much processor time, however long that takes. */
function burn(millis: number): string {
  const program = `const end = ${String(millis)} * 1000;
    while (process.cpuUsage().user + process.cpuUsage().system < end) JSON.parse('[1, 2, 3]')`;
  return `'${process.execPath}' -e '${program.replaceAll("'", `'"'"'`)}'`;
}

/** Opened by the test when it has seen enough; nothing waits for whoever goes through. */
function makeDoor(): { readonly path: string; readonly open: () => void } {
  const path = join(newFolder(), 'door');
  execFileSync('mkfifo', [path]);
  return { path, open: () => void writeFile(path, 'go\n') };
}

describe('the time of a command', () => {
  test('is what it used itself and through others', async () => {
    const begun = performance.now();
    const { cpuMillis } = await usageOf(`${burn(300)}; ${burn(200)} & wait`);
    const wall = performance.now() - begun;
    expect(cpuMillis).toBeGreaterThanOrEqual(460);
    expect(cpuMillis).toBeLessThan(wall * availableParallelism() + 40);
  });

  test('is told when it fails, and when it is killed', async () => {
    expect((await usageOf(`${burn(120)}; exit 3`)).cpuMillis).toBeGreaterThanOrEqual(100);
    expect((await usageOf(`${burn(120)}; kill -KILL $$`)).cpuMillis).toBeGreaterThanOrEqual(100);
  });

  test('counts what ran on after it and was ended with it', async () => {
    const door = makeDoor();
    const usage = await usageOf(`{ ${burn(150)}; exec sleep 1000; } & read go <${door.path}`, {
      runner: keen,
      onSample: once(({ cpuMillis }) => cpuMillis >= 100, door.open),
    });
    expect(usage.cpuMillis).toBeGreaterThanOrEqual(100);
  });

  test('is told apart when commands end together', async () => {
    const work = [600, 20, 300, 20];
    const used = await Promise.all(work.map(async (millis) => (await usageOf(burn(millis))).cpuMillis));
    // What starting such a program takes, which all of them need.
    const start = (await usageOf(burn(0))).cpuMillis;
    for (const [index, millis] of work.entries()) {
      expect(used[index]).toBeGreaterThanOrEqual(millis - 40);
      expect(used[index]).toBeLessThan(millis + 3 * start + 150);
    }
  });

  test('is not that of other children of this process', async () => {
    const door = makeDoor();
    const idle = await usageOf(`read go <${door.path}`, {
      runner: keen,
      onSample: once(
        () => true,
        () => void execFile('/bin/sh', ['-c', burn(500)], door.open),
      ),
    });
    expect(idle.cpuMillis).toBeLessThan(100);
  });

  test('of many short commands is not lost between hundredths of a second', async () => {
    const script = 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done';
    let sum = 0;
    for (let turn = 0; turn < 40; turn++) sum += (await usageOf(script)).cpuMillis;
    const atOnce = await usageOf(`turn=0; while [ $turn -lt 40 ]; do turn=$((turn+1)); ${script}; done`);
    expect(sum).toBeGreaterThan(atOnce.cpuMillis / 2);
  });
});

describe('the memory of a command', () => {
  test('is the most that all its processes were seen to have at once', async () => {
    const doors = [makeDoor(), makeDoor()];
    const holders = doors.map(({ path }) => {
      const program = `const kept = Buffer.alloc(100 * ${String(MIB)}, 1); require("fs").readFileSync("${path}"); kept.at(0)`;
      return `'${process.execPath}' -e '${program}' &`;
    });
    const samples: CommandSample[] = [];
    const openAll = once(
      ({ residentBytes }) => residentBytes >= 200 * MIB,
      () => {
        for (const { open } of doors) open();
      },
    );
    const { peakBytes } = await usageOf(`${holders.join(' ')} wait`, {
      runner: keen,
      onSample(sample) {
        samples.push(sample);
        openAll(sample);
      },
    });
    expect(peakBytes).toBeGreaterThanOrEqual(200 * MIB);
    expect(peakBytes).toBeLessThan(1_000 * MIB);
    expect(peakBytes).toBe(Math.max(...samples.map(({ residentBytes }) => residentBytes)));
    const times = samples.map(({ cpuMillis }) => cpuMillis);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  test('is not looked at when the command is short', async () => {
    const samples: CommandSample[] = [];
    const runner = createCommandRunner({ looks: { firstMillis: 3_600_000, everyMillis: 1 } });
    expect((await usageOf('true', { runner, onSample: (sample) => samples.push(sample) })).peakBytes).toBe(0);
    expect(samples).toEqual([]);
  });
});

/** Acts at the first sample that is as wanted. */
function once(isWanted: (sample: CommandSample) => boolean, act: () => void): (sample: CommandSample) => void {
  let acted = false;
  return (sample) => {
    if (acted || !isWanted(sample)) return;
    acted = true;
    act();
  };
}
