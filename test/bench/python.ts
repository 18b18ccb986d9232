import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TreeStage } from './trees.js';

/** The resolver in Python that results and times are compared with. */
const ORDER_ONCE = fileURLToPath(new URL('./order_once.py', import.meta.url));

/** The Python of this machine itself, not a shim in front of it; nothing when there is none. */
export function findPython(): string | undefined {
  const asked = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

/** The command that resolves a profile in Python and prints JSON. */
export function orderOnce(python: string, profile: string, stage: TreeStage): readonly [string, ...string[]] {
  return [python, ORDER_ONCE, profile, stage];
}

const PEAK_REPORTER = `# Python imports this when it starts.
import os

if 'BENCH_PEAK_FILE' in os.environ:
    import atexit

    def report(path):
        with open('/proc/self/status') as status, open(path, 'a') as peak:
            peak.write(next(line.split()[1] for line in status if line.startswith('VmHWM:')) + '\\n')

    atexit.register(report, os.environ['BENCH_PEAK_FILE'])
`;

/** Writes what makes a Python tell the most memory it held; its folder belongs into PYTHONPATH. */
export function writePeakReporter(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sitecustomize.py'), PEAK_REPORTER);
  return folder;
}
