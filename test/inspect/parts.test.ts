import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from '../../src/engine/diag/index.js';
import { jsonText } from '../../src/reporters/ordered-json.js';

describe('places', () => {
  const texts = fc.string({ unit: fc.constantFrom('\r', '\n', 'a', 'é', '\u2028') });

  test('are those that counting the line ends before an offset gives', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, number) => {
        const source = { path: 'a.cfg', text };
        const offset = number % (text.length + 1);
        const ended = [...text.matchAll(/\r\n|\r|\n/gu)].map((end) => end.index + end[0].length);
        const before = ended.filter((end) => end <= offset);
        const column = offset - (before.at(-1) ?? 0) + 1;
        expect(locate(source, offset)).toEqual({ line: before.length + 1, column });
      }),
    );
  });
});

describe('ordered JSON', () => {
  const names = fc.string().filter((name) => !/^\d/u.test(name) && name !== '__proto__');
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(tie('tree')), fc.dictionary(names, tie('tree'))),
  }));
  const ordered = (value: unknown): Parameters<typeof jsonText>[0] => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    if (Array.isArray(value)) return value.map(ordered);
    return new Map(Object.entries(value ?? {}).map(([key, inner]) => [key, ordered(inner)]));
  };

  test('is what JSON.stringify gives, where that keeps the order', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(jsonText(ordered(value))).toBe(`${JSON.stringify(value, null, 2)}\n`);
      }),
    );
  });

  test('keeps the order of every name', () => {
    const value = new Map([
      ['b', 1],
      ['10', 2],
      ['9', 3],
      ['__proto__', 4],
    ]);
    expect(jsonText(value)).toBe('{\n  "b": 1,\n  "10": 2,\n  "9": 3,\n  "__proto__": 4\n}\n');
  });
});
