import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { difference } from './compare.js';
import { differenceInSequence } from './compare-install.js';
import { differenceInRecipe } from './compare-recipe.js';
import { observe } from './observe.js';
import { readVectors, type Case, type Dialect, type Expected, type Sequence, type VectorFile } from './vectors.js';
import type { RecipeCase } from './recipe-vectors.js';
import { makeWorkPlace, startServer, type CaseServer } from './work-place.js';

/**
 * Runs every vector of a folder and tells how many hold. Ends with `N passed, N failed`; fails when an id fails that
 * `exceptions.json` does not name, and when it names one that holds.
 */
interface Exception {
  readonly id: string;
  /** Only in this dialect; in every dialect without it. */
  readonly dialect?: Dialect;
  readonly reason: string;
}

interface Run {
  readonly vector: Case;
  readonly dialect: Dialect;
  readonly expected: Expected;
}

type Cases = Extract<VectorFile, { readonly kind: 'language' }>;

interface Counts {
  passed: number;
  failed: number;
}

const HERE = join(process.cwd(), 'test', 'conformance');
const total: Counts = { passed: 0, failed: 0 };
const complaints: string[] = [];
const exceptions = readExceptions();
const met = new Set<Exception>();
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const folder = process.env['CONFORMANCE_DIR'] ?? HERE;
const server = await startServer();
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.json') && name !== 'exceptions.json') await runFile(name, server);
}
await server.close();
for (const exception of exceptions) {
  if (!met.has(exception) && folder === HERE)
    complaints.push(`${exception.id}: exceptions.json names it, but no such vector failed`);
}
for (const complaint of complaints) say(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
say(`${total.passed} passed, ${total.failed} failed`);

function readExceptions(): readonly Exception[] {
  // The list is ours.
  return JSON.parse(readFileSync(join(HERE, 'exceptions.json'), 'utf8')) as readonly Exception[];
}

async function runFile(name: string, caseServer: CaseServer): Promise<void> {
  const file = readVectors(name, readFileSync(join(folder, name), 'utf8'));
  if (file.kind === 'skipped') {
    say(`${name}: skipped, ${file.count} vectors: ${file.reason}`);
    return;
  }
  if (file.kind === 'recipes' && file.left > 0)
    say(`${name}: skipped, ${file.left} vectors: they are of other recipes, or of the reference alone`);
  const counts = await runVectors(file, caseServer);
  const passed = [...counts.values()].reduce((sum, { passed: count }) => sum + count, 0);
  const failed = [...counts.values()].reduce((sum, { failed: count }) => sum + count, 0);
  say(`${name}: ${passed} passed, ${failed} failed`);
  for (const [category, { passed: good, failed: bad }] of counts) say(`  ${category}: ${good} passed, ${bad} failed`);
}

function runVectors(file: Runnable, caseServer: CaseServer): Promise<CountsByCategory> {
  switch (file.kind) {
    case 'install':
      return runSequences(file.sequences, caseServer);
    case 'recipes':
      return runRecipes(file.cases, caseServer);
    case 'language':
      return runCases(file, caseServer);
  }
}

type Runnable = Exclude<VectorFile, { readonly kind: 'skipped' }>;
type CountsByCategory = ReadonlyMap<string, Counts>;

async function runCases(file: Cases, caseServer: CaseServer): Promise<CountsByCategory> {
  const counts = new Map<string, Counts>();
  for (const vector of file.cases) {
    for (const run of runsOf(vector, file.dialect)) {
      const category = counts.get(vector.category) ?? { passed: 0, failed: 0 };
      counts.set(vector.category, category);
      await runOne(run, category, caseServer);
    }
  }
  return counts;
}

async function runSequences(sequences: readonly Sequence[], caseServer: CaseServer): Promise<CountsByCategory> {
  const category: Counts = { passed: 0, failed: 0 };
  for (const sequence of sequences) {
    const place = makeWorkPlace(sequence, caseServer);
    const reason = await differenceInSequence(sequence, place);
    place.remove();
    tally({ id: sequence.id, dialect: 'zc' }, reason, category);
  }
  return new Map([['sequences', category]]);
}

async function runRecipes(cases: readonly RecipeCase[], caseServer: CaseServer): Promise<CountsByCategory> {
  const counts = new Map<string, Counts>();
  for (const recipeCase of cases) {
    const category = counts.get(recipeCase.recipe) ?? { passed: 0, failed: 0 };
    counts.set(recipeCase.recipe, category);
    const place = makeWorkPlace(recipeCase, caseServer);
    const reason = await differenceInRecipe(recipeCase, place);
    place.remove();
    tally({ id: recipeCase.id, dialect: 'slapos' }, reason, category);
  }
  return counts;
}

function runsOf(vector: Case, dialect: Dialect): readonly Run[] {
  const first: Run = { vector, dialect, expected: vector.expected };
  const { expected_slapos: expected } = vector;
  return expected === undefined ? [first] : [first, { vector, dialect: 'slapos', expected }];
}

async function runOne({ vector, dialect, expected }: Run, category: Counts, caseServer: CaseServer): Promise<void> {
  const place = makeWorkPlace(vector, caseServer);
  const reason = difference(place.fill(expected), await observe(vector, place, dialect));
  place.remove();
  tally({ id: vector.id, dialect }, reason, category);
}

interface Ran {
  readonly id: string;
  readonly dialect: Dialect;
}

function tally({ id, dialect }: Ran, reason: string | undefined, category: Counts): void {
  const exception = exceptions.find((entry) => entry.id === id && (entry.dialect ?? dialect) === dialect);
  const outcome = reason === undefined ? 'passed' : 'failed';
  category[outcome] += 1;
  total[outcome] += 1;
  if (reason !== undefined)
    say(`FAIL ${id} (${dialect}): ${exception === undefined ? reason : `known: ${exception.reason}`}`);
  if (reason !== undefined && exception === undefined)
    complaints.push(`${id} (${dialect}) fails and is no known exception`);
  if (reason !== undefined && exception !== undefined) met.add(exception);
}
