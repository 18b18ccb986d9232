import { describe, expect, test } from 'vitest';
import { conditionProblem, conditionSettings } from '../../src/cli/condition-settings.js';

test('facts by the names that conditions use, of one given twice the last', () => {
  const texts = ['python=2.7.18', 'platform.machine=aarch64', '[gcc]=true', '[qt]=false', 'python=3.9', 'bits=32'];
  expect(texts.map(conditionProblem)).toEqual(texts.map(() => undefined));
  expect(conditionSettings(texts)).toEqual({
    python: [3, 9, 0],
    machine: 'aarch64',
    assumed: { gcc: true, qt: false },
    bits: 32,
  });
});

describe('what cannot be used', () => {
  test.each([
    ['python=three', 'a version, such as `python=3.11`'],
    ['[gcc]=maybe', '`[SECTION]=true` or `[SECTION]=false`'],
    ['bits=48', '`bits=32` or `bits=64`'],
    ['implementation=jython', '`implementation=cpython` or `implementation=pypy`'],
  ])('%s', (text, expected) => {
    expect(conditionProblem(text)).toEqual({ expected });
  });

  test('an unknown name has its nearest', () => {
    const expected = '`NAME=VALUE` or `[SECTION]=true`';
    expect(conditionProblem('platform.machin=x')).toEqual({ expected, hint: 'did you mean `platform.machine=…`?' });
  });

  test('one that is near to nothing has all of them', () => {
    expect(conditionProblem('gcc=true')?.hint).toMatch(
      /^the names are `python`, `implementation`, `bits`, `sys\.platform`,/u,
    );
  });
});
