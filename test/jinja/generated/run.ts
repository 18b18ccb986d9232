// node scripts/run-typescript.mjs test/jinja/generated/run.ts explore [COUNT] [SEED]: renders so many new cases here and by
// Jinja, and prints those that differ, one JSON text a line.
// … run.ts store [COUNT] [SEED]: writes so many cases with Jinja's results to test/jinja/data/generated.json.
// … run.ts small: the same for the templates of `small.ts`, to test/jinja/data/small.json.
// SLAPBUILD_JINJA_ORACLE names a Python with Jinja2 3.1.6, as for the tests.
import fc from 'fast-check';
import { findOracle } from '../oracle-python.js';
import { outcomeOf, type Outcome, type RenderedCase } from '../rendered-case.js';
import { cases } from './cases.js';
import { isIntended, isSame, stableOutcome, type Difference } from './differences.js';
import { small } from './small.js';
import { startOracle, type LiveOracle } from './live-oracle.js';
import { store, writeStored, type Stored } from './stored.js';

/** Longer ones show no more, and the table is read by every run of the tests. */
const LONGEST_STORED = 1500;
/** Failures are easily made: of every ten stored cases, no more than so many. */
const MOST_FAILURES = 3;

/** What this engine makes of a case; that it breaks is an outcome too. */
function ownOutcome(one: RenderedCase): Outcome {
  try {
    return outcomeOf(one);
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? String(error.stack) : String(error), chain: [] };
  }
}

async function explore(count: number, seed: number, oracles: readonly LiveOracle[]): Promise<number> {
  const counts = { cases: 0, failures: 0, unstable: 0, intended: 0, differences: 0 };
  for (const one of fc.sample(cases, { numRuns: count, seed })) {
    const theirs = await stableOutcome(one, oracles);
    counts.cases++;
    if (theirs === undefined) {
      counts.unstable++;
      continue;
    }
    if ('kind' in theirs) counts.failures++;
    const difference: Difference = { one, theirs, ours: ownOutcome(one) };
    if (isSame(difference.ours, theirs)) continue;
    if (isIntended(difference)) counts.intended++;
    else {
      counts.differences++;
      console.log(JSON.stringify(difference));
    }
  }
  console.error(JSON.stringify({ seed, ...counts }));
  return counts.differences === 0 ? 0 : 1;
}

async function storeChance(count: number, seed: number, oracles: readonly LiveOracle[]): Promise<number> {
  const kept = new Map<string, Stored>();
  let failures = 0;
  for (const one of fc.sample(cases, { numRuns: 3 * count, seed })) {
    if (kept.size === count) break;
    const theirs = await stableOutcome(one, oracles);
    if (theirs === undefined || ('kind' in theirs && 10 * failures > MOST_FAILURES * kept.size)) continue;
    const stored = store(one, theirs);
    const key = JSON.stringify(stored);
    const difference = { one, theirs, ours: ownOutcome(one) };
    if (key.length > LONGEST_STORED || kept.has(key) || isIntended(difference)) continue;
    if (!isSame(difference.ours, theirs)) console.error(`differs: ${JSON.stringify(difference)}`);
    if ('kind' in theirs) failures++;
    kept.set(key, stored);
  }
  writeStored('chance', kept.values());
  console.error(`${kept.size} cases, ${failures} of them failures`);
  return kept.size === count ? 0 : 1;
}

async function storeSmall(_count: number, _seed: number, oracles: readonly LiveOracle[]): Promise<number> {
  const rows: Stored[] = [];
  for (const one of small) {
    const theirs = await stableOutcome(one, oracles);
    if (theirs === undefined) throw new Error(`no case: ${JSON.stringify(one)}`);
    rows.push(store(one, theirs));
  }
  writeStored('small', rows);
  return 0;
}

async function main([command = '', count = '3000', seed = '2026']: readonly string[]): Promise<number> {
  const oracle = findOracle();
  if (oracle === undefined) throw new Error('SLAPBUILD_JINJA_ORACLE names no Python');
  const program = { explore, store: storeChance, small: storeSmall }[command];
  if (program === undefined) throw new TypeError('usage: run.ts explore|store|small [COUNT] [SEED]');
  const oracles = [1, 2].map((hashSeed) => startOracle(oracle.python, hashSeed));
  try {
    return await program(Number(count), Number(seed), oracles);
  } finally {
    await Promise.all(oracles.map((each) => each.close()));
  }
}

process.exitCode = await main(process.argv.slice(2));
