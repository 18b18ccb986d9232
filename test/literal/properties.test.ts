import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dumps, loads, parseLiteral, printLiteral } from '../../src/engine/literal/index.js';
import { soup, value } from './arbitraries.js';
import { expression } from './expressions.js';

describe('any value', () => {
  test('is parsed from what it prints as, and prints the same again', () => {
    fc.assert(
      fc.property(value, (one) => {
        const parsed = parseLiteral(printLiteral(one));
        expect(parsed).toStrictEqual({ ok: true, value: one });
        expect(parsed.ok && printLiteral(parsed.value)).toBe(printLiteral(one));
      }),
      { numRuns: 2000 },
    );
  });

  test('prints on one line, without control characters', () => {
    fc.assert(
      fc.property(value, (one) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(printLiteral(one))),
      { numRuns: 500 },
    );
  });

  test('is loaded from what it is dumped as', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(loads(dumps(one))).toStrictEqual({ ok: true, value: one });
      }),
      { numRuns: 500 },
    );
  });
});

describe('any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...Array.from('[](){},:+-.\'"\\#\n\r 01_exjrbfuN')), maxLength: 40 }),
    soup,
    expression,
    // A literal with something cut out of it.
    fc.tuple(value, fc.nat(), fc.nat({ max: 5 })).map(([one, at, count]) => {
      const text = printLiteral(one);
      const start = at % (text.length + 1);
      return text.slice(0, start) + text.slice(start + count);
    }),
  );

  test('is a value that prints as itself, or a mistake inside the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseLiteral(text);
        if (parsed.ok) {
          expect(parseLiteral(printLiteral(parsed.value))).toStrictEqual(parsed);
        } else {
          const { message, start, end } = parsed.problem;
          expect(message).not.toBe('');
          expect([0 <= start, start <= end, end <= text.length]).toStrictEqual([true, true, true]);
        }
      }),
      { numRuns: 20_000 },
    );
  });
});
