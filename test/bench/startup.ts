import type { Bench } from './bench.js';
import { measure, type Subject } from './measure.js';
import type { Finding, Table } from './report.js';
import { PROGRAM } from './tools.js';

/** Milliseconds. */
const BUDGET = 25;

export function measureStartup({ workshop: { folder: cwd, env }, settings }: Bench): Table {
  const subjects: Subject[] = [
    { name: 'node -e 0', command: { argv: [process.execPath, '-e', '0'], cwd, env } },
    { name: 'slapbuild --version', command: { argv: [process.execPath, PROGRAM, '--version'], cwd, env } },
  ];
  const rows = measure(subjects, { ...settings, runs: 2 * settings.runs });
  const [empty, started] = rows;
  if (empty === undefined || started === undefined) return { title: 'start-up', rows, findings: [] };
  const findings: Finding[] = [
    { what: 'CPU beyond the empty process', value: started.cpu.min - empty.cpu.min, unit: 'ms', budget: BUDGET },
    { what: 'CPU against the empty process', value: started.cpu.min / empty.cpu.min, unit: 'times' },
    { what: 'wall beyond the empty process', value: started.wall.min - empty.wall.min, unit: 'ms' },
  ];
  return { title: 'start-up', rows, findings };
}
