import { describe, expect, test } from 'vitest';
import { readCorpus } from './corpus.js';
import { findProblem } from './find-problem.js';
import { minimise } from './minimise.js';
import { showSet, type ProfileSet } from './profile-set.js';
import { makeSet, runRounds, type Finding } from './rounds.js';

const ROUNDS = 5000;
const settings = { seed: 1, corpus: readCorpus(), largeEvery: 500 };

describe('fuzzing', () => {
  test(`${ROUNDS} rounds find no problem`, () => {
    const findings: Finding[] = [];
    runRounds({
      ...settings,
      from: 0,
      count: ROUNDS,
      told: [],
      // How long a round takes is for `npm run fuzz` to say.
      slow: Infinity,
      patience: 10_000,
      onRound: () => undefined,
      onFinding: (finding) => findings.push(finding),
    });
    expect(findings.map(({ round, key, detail, set }) => `round ${round}: ${key}\n${detail}\n${showSet(set)}`)).toEqual(
      [],
    );
  });

  test('a round can be made again', () => {
    const [one, again, next] = [makeSet(settings, 4321), makeSet(settings, 4321), makeSet(settings, 4322)];
    expect(again).toEqual(one);
    expect(next).not.toEqual(one);
  });

  test('rounds reach every stage', () => {
    const sets = Array.from({ length: 500 }, (_, round) => makeSet(settings, round));
    expect(new Set(sets.map(({ dialect }) => dialect)).size).toBe(2);
    expect(sets.filter(({ files }) => files.size > 1).length).toBeGreaterThan(50);
    expect(sets.filter(({ shape }) => shape !== undefined).length).toBeGreaterThan(5);
  });

  test('a set is made smaller as long as it shows the problem', () => {
    const set: ProfileSet = {
      files: new Map([
        ['buildout.cfg', '[buildout]\nparts = a\n[a]\nrecipe = r\nx = needle in hay\n'],
        ['other.cfg', '[b]\nx = 1\n'],
      ]),
      assignments: ['a:x=1'],
      dialect: 'zc',
    };
    const isStillBad = ({ files }: ProfileSet): boolean => files.get('buildout.cfg')?.includes('needle') === true;
    expect(minimise(set, { isStillBad, patience: Infinity })).toEqual({
      files: new Map([['buildout.cfg', 'needle']]),
      assignments: [],
      dialect: 'slapos',
    });
  });

  test('profiles of the corpus show none', () => {
    const { sets } = settings.corpus;
    expect(sets.length).toBeGreaterThan(300);
    expect(sets.flatMap((set) => findProblem(set) ?? [])).toEqual([]);
  });
});
