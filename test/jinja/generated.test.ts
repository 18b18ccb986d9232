import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cases } from './generated/cases.js';
import { isIntended, isSame, stableOutcome } from './generated/differences.js';
import { startOracle, type LiveOracle } from './generated/live-oracle.js';
import { readStored } from './generated/stored.js';
import { findOracle } from './oracle-python.js';
import { outcomeOf } from './rendered-case.js';

describe('templates made by chance, as Jinja renders them', () => {
  const stored = readStored('chance');

  test('the table is large, and most of it is output', () => {
    expect(stored.length).toBeGreaterThan(3000);
    expect(stored.filter(([, outcome]) => 'output' in outcome).length).toBeGreaterThan(2000);
  });

  test.each(['chance', 'small'] as const)('all the same: %s', (table) => {
    const others = readStored(table).flatMap(([one, theirs]) => {
      const ours = outcomeOf(one);
      return isSame(ours, theirs) ? [] : [{ one, theirs, ours }];
    });
    expect(others).toEqual([]);
  });
});

const oracle = findOracle();
const given = process.env['SLAPBUILD_JINJA_SEED'];

/** Others each time, unless `SLAPBUILD_JINJA_SEED` says which; what fails is made as small as can be. */
describe.skipIf(oracle?.wordsAlike !== true)(
  'new ones (only with the Python of the tables as SLAPBUILD_JINJA_ORACLE)',
  () => {
    let oracles: readonly LiveOracle[] = [];
    beforeAll(() => {
      oracles = [1, 2].map((hashSeed) => startOracle(oracle?.python ?? '', hashSeed));
    });
    afterAll(() => Promise.all(oracles.map((each) => each.close())));

    test('are the same', { timeout: 600_000 }, async () => {
      const seed = given === undefined || given === '' ? Date.now() % 2 ** 31 : Number(given);
      console.log(`templates made with SLAPBUILD_JINJA_SEED=${seed}`);
      const property = fc.asyncProperty(cases, async (one) => {
        const theirs = await stableOutcome(one, oracles);
        if (theirs === undefined) return;
        const ours = outcomeOf(one);
        if (!isIntended({ one, theirs, ours })) expect(ours).toStrictEqual(theirs);
      });
      await fc.assert(property, { seed, numRuns: 500 });
    });
  },
);
