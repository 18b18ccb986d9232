import { describe, expect, test } from 'vitest';
import { parseLiteral, printLiteral, type Parsed } from '../../src/engine/literal/index.js';

const LONGEST = 1024 * 1024;

function lengthOf(parsed: Parsed): number | string {
  if (!parsed.ok) return parsed.problem.message;
  const { value } = parsed;
  return typeof value === 'string' || Array.isArray(value) ? value.length : printLiteral(value);
}

describe('length', () => {
  test('a text of the greatest length is read', () => {
    expect(lengthOf(parseLiteral(`'${'a'.repeat(LONGEST - 2)}'`))).toBe(LONGEST - 2);
    expect(parseLiteral(`${' '.repeat(LONGEST - 1)}1`)).toStrictEqual({ ok: true, value: 1n });
  });

  test('a longer text is refused', () => {
    const problem = { message: 'the text is longer than 1048576 characters', start: 0, end: LONGEST + 1 };
    expect(parseLiteral(' '.repeat(LONGEST + 1))).toStrictEqual({ ok: false, problem });
  });

  test('a value that prints longer is refused', () => {
    const text = `'${'\0'.repeat(300_000)}'`;
    const message = 'the value is longer than 1048576 characters when it is printed';
    expect(parseLiteral(text)).toStrictEqual({ ok: false, problem: { message, start: 0, end: text.length } });
    expect(lengthOf(parseLiteral(`'${'\0'.repeat(262_143)}'`))).toBe(262_143);
  });
});

describe('depth', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const message = 'brackets stand more than 200 deep in each other';

  test('200 brackets in each other are read and printed', () => {
    const parsed = parseLiteral(nested(200));
    expect(parsed.ok && printLiteral(parsed.value)).toBe(nested(200));
  });

  test('201 are refused', () => {
    expect(parseLiteral(nested(201))).toStrictEqual({ ok: false, problem: { message, start: 200, end: 201 } });
    const parentheses = `${'('.repeat(201)}1${')'.repeat(201)}`;
    expect(parseLiteral(parentheses)).toStrictEqual({ ok: false, problem: { message, start: 200, end: 201 } });
  });

  test('a tuple without brackets counts', () => {
    expect(parseLiteral(`${nested(199)},`).ok).toBe(true);
    expect(parseLiteral(`${nested(200)},`)).toStrictEqual({ ok: false, problem: { message, start: 0, end: 401 } });
  });

  test('an endless opening is refused, not followed', () => {
    expect(parseLiteral('[{('.repeat(300_000))).toStrictEqual({
      ok: false,
      problem: { message, start: 200, end: 201 },
    });
  });

  test('signs do not nest', () => {
    expect(parseLiteral(`${'-'.repeat(100_001)}1`)).toStrictEqual({ ok: true, value: -1n });
  });
});

describe('work', () => {
  // Each would take minutes if a step of it went over all that was read before.
  test.each<readonly [string, string, number | string]>([
    ['list items', `[${'1,'.repeat(120_000)}]`, 120_000],
    ['joined strings', "'a'+".repeat(120_000) + "'a'", 120_001],
    ['adjacent strings', "'a'".repeat(300_000), 300_000],
    ['joined lists', '[1]+'.repeat(120_000) + '[1]', 120_001],
    ['added integers', `1${'+1'.repeat(200_000)}`, '200001'],
    ['added floats', `.5${'+.5'.repeat(200_000)}`, '100000.5'],
    ['escapes', `'${'\\n'.repeat(500_000)}'`, 500_000],
    ['equal keys', `{${'1:1,'.repeat(100_000)}}`, '{1: 1}'],
    ['comments', `${'#\n'.repeat(500_000)}1`, '1'],
    ['digits', `0${'_0'.repeat(500_000)}`, '0'],
    ['digits that are no number', `0b${'1'.repeat(500_000)}2`, `\`0b${'1'.repeat(37)}…\` is not a number`],
  ])('%s', (_about, text, expected) => {
    expect(lengthOf(parseLiteral(text))).toBe(expected);
  });

  test('a sum onto a large integer', () => {
    const parsed = parseLiteral(`0x${'f'.repeat(400_000)}${'+1'.repeat(100_000)}`);
    expect(parsed).toStrictEqual({ ok: true, value: 16n ** 400_000n + 99_999n });
  });

  test('slices of slices stop at the limit', () => {
    const list = `[${'1,'.repeat(100_000)}]`;
    const slice = '[:]';
    const allowed = Math.floor((8 * LONGEST) / 100_000);
    expect(lengthOf(parseLiteral(list + slice.repeat(allowed)))).toBe(100_000);
    const start = list.length + slice.length * allowed;
    const message = '`+` and subscripts go over more than 8388608 items';
    expect(parseLiteral(list + slice.repeat(100_000))).toStrictEqual({
      ok: false,
      problem: { message, start, end: start + slice.length },
    });
  });

  test('sums in sums stop at the limit', () => {
    const text = `${'('.repeat(100)}'${'a'.repeat(200_000)}'${"+'')".repeat(100)}`;
    expect(lengthOf(parseLiteral(text))).toBe('`+` and subscripts go over more than 8388608 items');
  });
});
