import { beforeAll, describe, expect, test } from 'vitest';
import { countFeatures } from './coverage/count.js';
import type { Tally } from './coverage/tally.js';

const LEAST = 5;

describe('the stored cases', () => {
  let tally: Tally;
  beforeAll(() => {
    ({ tally } = countFeatures());
  });

  const types = 'str int float bytes list tuple dict set frozenset range Markup'.split(' ');

  test.each([
    ...'statements expressions loops filters tests globals undefined autoescape extensions delimiters'.split(' '),
    ...types.map((type) => `methods of ${type}`),
    'functions of Python',
    'white space',
    '% formats',
    '{} formats',
  ])(`have ${LEAST} of each of: %s`, (group) => {
    const features = [...(tally.groups.get(group) ?? [])];
    expect(features).not.toHaveLength(0);
    expect(features.filter(([, count]) => count < LEAST)).toEqual([]);
  });
});
