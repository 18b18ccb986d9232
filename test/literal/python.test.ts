import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLiteral, printLiteral } from '../../src/engine/literal/index.js';
import { soup, value } from './arbitraries.js';
import { examples } from './examples.js';
import { expression } from './expressions.js';
import { askPython } from './python.js';

/** Of all texts that are made up; with it, a run can be repeated. */
const seed = Date.now();

const groups = [
  { name: 'examples', enclosed: true, texts: examples.map(([text]) => text) },
  { name: 'values', enclosed: true, texts: fc.sample(value, { seed, numRuns: 3000 }).map(printLiteral) },
  { name: 'expressions', enclosed: true, texts: fc.sample(expression, { seed, numRuns: 5000 }) },
  // In parentheses, `1) + (1` would be a value.
  { name: 'pieces in any order', enclosed: false, texts: fc.sample(soup, { seed, numRuns: 5000 }) },
];

const cases = groups.flatMap(({ name, enclosed, texts }) => texts.map((text) => ({ name, enclosed, text })));
const told = askPython(cases);
const REFUSED = 'refused';

function print(text: string): string {
  const parsed = parseLiteral(text);
  return parsed.ok ? printLiteral(parsed.value) : REFUSED;
}

function compared(group: string): { readonly text: string; readonly here: string; readonly inPython: string }[] {
  return cases.flatMap(({ name, text }, at) => {
    const inPython = told?.answers[at]?.printed ?? REFUSED;
    return name === group ? [{ text, here: print(text), inPython }] : [];
  });
}

function boundaries(): readonly number[] {
  const found: number[] = [];
  for (let codePoint = 0, before = false; codePoint <= 0x10ffff; codePoint++) {
    const shown = !printLiteral(String.fromCodePoint(codePoint)).startsWith('\\', 1) || codePoint === 0x5c;
    if (shown !== before) found.push(codePoint);
    before = shown;
  }
  return found;
}

describe(`python3 ${told === undefined ? 'is absent: nothing to compare with' : 'is asked'} (seed ${seed})`, () => {
  test.skipIf(told === undefined).each(groups.map(({ name }) => name))('it answers the same for %s', (group) => {
    const answers = compared(group);
    expect(answers.filter(({ here, inPython }) => here !== inPython)).toStrictEqual([]);
    expect(answers.filter(({ here }) => here !== REFUSED).length).toBeGreaterThan(answers.length / 50);
  });

  test.skipIf(told === undefined)('it refuses some of the expressions and of the pieces', () => {
    const refusals = [...compared('expressions'), ...compared('pieces in any order')];
    expect(refusals.filter(({ inPython }) => inPython === REFUSED).length).toBeGreaterThan(100);
  });

  test.skipIf(told?.unicode !== '14.0.0')(`it shows the same characters (its Unicode: ${told?.unicode})`, () => {
    expect(boundaries()).toStrictEqual(told?.boundaries);
  });
});
