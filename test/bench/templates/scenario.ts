import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import type { Bench } from '../bench.js';
import { measure, type Subject } from '../measure.js';
import { askVersion, findProgram } from '../peers/programs.js';
import { writePeakReporter } from '../python.js';
import type { Finding, Table } from '../report.js';
import type { Command } from '../sample.js';
import type { Workshop } from '../tools.js';
import { largeOutput, longLoop, manyCalls, manyTemplates, type Job } from './jobs.js';

interface Task {
  readonly title: string;
  readonly job: Job;
  /** How often one process renders it. */
  readonly repetitions: number;
}

const TASKS: readonly (() => Task)[] = [
  () => ({ title: '400 templates of 100 lines, compiled and rendered', job: manyTemplates(), repetitions: 5 }),
  () => ({ title: 'a loop of 1,000,000 iterations', job: longLoop(), repetitions: 5 }),
  () => ({ title: '100,000 calls of a macro', job: manyCalls(), repetitions: 5 }),
  () => ({ title: '1 MB of output', job: largeOutput(), repetitions: 20 }),
];

/** A program that renders jobs. */
interface Renderer {
  readonly name: string;
  command(job: string, repetitions: number): Command;
}

interface Answer {
  readonly digest: string;
  readonly bytes: number;
  /** Milliseconds of each repetition. */
  readonly millis: readonly number[];
}

const OWN = 'slapbuild/jinja';
const PYTHON = 'jinja2, Python';
const VARIABLE = 'BENCH_JINJA';

/** The template engine beside Jinja2 on Python, where `BENCH_JINJA` names a Python that has it. */
export function* measureTemplates(bench: Bench): Generator<Table, void> {
  const python = findJinja(bench);
  const renderers = [ownRenderer(bench.workshop), ...(python === undefined ? [] : [python])];
  const notes = python === undefined ? [`${PYTHON}: not present (${VARIABLE}, a Python that has it)`] : [];
  for (const [index, makeTask] of TASKS.entries()) {
    const task = makeTask();
    const path = join(bench.workshop.folder, `templates-${index}.json`);
    writeFileSync(path, JSON.stringify(task.job));
    yield { ...measureTask(bench, { task, path, renderers }), notes };
  }
}

interface Setting {
  readonly task: Task;
  /** Where the job lies. */
  readonly path: string;
  readonly renderers: readonly Renderer[];
}

/** Whole processes that render once, and the renderings alone. */
function measureTask({ settings }: Bench, { task, path, renderers }: Setting): Table {
  const { title, repetitions } = task;
  const asked = new Map<string, Answer[]>();
  for (let round = 0; round < settings.runs; round++) {
    for (const renderer of renderers) {
      const answer = ask(renderer.command(path, repetitions), settings.onProblem);
      if (answer !== undefined) asked.set(renderer.name, [...(asked.get(renderer.name) ?? []), answer]);
    }
  }
  const digests = new Set([...asked.values()].flat().map(({ digest }) => digest));
  if (digests.size > 1) settings.onProblem(`${title}: the outputs differ`);
  const subjects = renderers.flatMap((renderer): Subject[] => [
    { name: `${renderer.name}, whole process`, command: renderer.command(path, 1) },
    { name: `${renderer.name}, loaded only`, command: renderer.command(path, 0) },
  ]);
  const times = [...asked].map(([name, answers]) => timesOf(name, answers));
  const bytes = [...asked.values()].flat()[0]?.bytes ?? 0;
  return {
    title: `templates, ${title} (${bytes} bytes)`,
    rows: measure(subjects, settings),
    findings: [...times.flatMap(tell(repetitions)), ...compare(times)],
  };
}

interface Times {
  readonly name: string;
  /** Milliseconds, smallest of all processes. */
  readonly first: number;
  readonly best: number;
}

function timesOf(name: string, answers: readonly Answer[]): Times {
  const smallest = (figures: readonly (number | undefined)[]): number =>
    Math.min(...figures.map((figure) => figure ?? Number.NaN));
  return {
    name,
    first: smallest(answers.map(({ millis }) => millis[0])),
    best: smallest(answers.flatMap(({ millis }) => millis)),
  };
}

function tell(repetitions: number): (times: Times) => readonly Finding[] {
  return ({ name, first, best }) => [
    { what: `${name}, first in its process`, value: first, unit: 'ms' },
    { what: `${name}, best of ${repetitions}`, value: best, unit: 'ms' },
  ];
}

/** Python's time divided by ours. */
function compare(times: readonly Times[]): readonly Finding[] {
  const own = times.find(({ name }) => name === OWN);
  const python = times.find(({ name }) => name === PYTHON);
  if (own === undefined || python === undefined) return [];
  const what = `${PYTHON} against ${OWN}`;
  return [
    { what: `${what}, first`, value: python.first / own.first, unit: 'times', least: 1 },
    { what: `${what}, best`, value: python.best / own.best, unit: 'times', least: 1 },
  ];
}

const LIBRARY = new URL('../../../dist/lib/jinja/index.js', import.meta.url).href;

function ownRenderer({ folder, env }: Workshop): Renderer {
  const program = join(folder, 'render.mjs');
  const source = readFileSync(new URL('./render.ts', import.meta.url), 'utf8');
  writeFileSync(program, transformSync(source, { loader: 'ts', format: 'esm', target: 'node20' }).code);
  return {
    name: OWN,
    command: (job, repetitions) => ({
      argv: [process.execPath, program, LIBRARY, job, String(repetitions)],
      cwd: folder,
      env,
    }),
  };
}

const PROGRAM = fileURLToPath(new URL('./render.py', import.meta.url));

function findJinja({ workshop: { folder, env: base }, callerEnv }: Bench): Renderer | undefined {
  const given = callerEnv[VARIABLE];
  if (given === undefined || given === '') return undefined;
  const python = findProgram({ name: given, variable: VARIABLE }, callerEnv);
  if (python === undefined || askVersion([python, '-c', 'import jinja2'], base) === undefined) return undefined;
  const env = { ...base, PYTHONPATH: writePeakReporter(join(folder, 'python-peak')) };
  const command = (job: string, repetitions: number): Command => ({
    argv: [python, PROGRAM, job, String(repetitions)],
    cwd: folder,
    env,
  });
  return { name: PYTHON, command };
}

const LARGEST_ANSWER = 2 ** 20;

function ask({ argv, cwd, env }: Command, onProblem: (problem: string) => void): Answer | undefined {
  const [program, ...args] = argv;
  const ended = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: LARGEST_ANSWER });
  // What the programs are there to print.
  if (ended.status === 0) return JSON.parse(ended.stdout) as Answer;
  onProblem(`${args.join(' ')} ended with ${String(ended.status)}: ${ended.stderr.slice(0, 500)}`);
  return undefined;
}
