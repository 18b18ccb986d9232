import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProfile, sameMeaning } from '../../src/engine/format/index.js';
import { parseTree } from '../../src/engine/profile/index.js';
import { mergedText } from './merged.js';
import { anyProfile, goodProfile } from './nasty-profiles.js';

function formatted(text: string): string {
  const result = formatProfile({ path: 'software.cfg', text });
  if (!result.ok) throw new Error(`${result.failures[0].kind} in ${JSON.stringify(text)}`);
  return result.value;
}

function means(before: string, after: string): boolean {
  return sameMeaning(parseTree({ path: 'before', text: before }), parseTree({ path: 'after', text: after }));
}

test('a profile without mistakes says the same after formatting, and stays as it is', () => {
  fc.assert(
    fc.property(goodProfile, (text) => {
      const after = formatted(text);
      expect(means(text, after)).toBe(true);
      expect(mergedText(after)).toBe(mergedText(text));
      expect(formatted(after)).toBe(after);
    }),
    { numRuns: 1000 },
  );
});

test('any text either has mistakes in its lines or is formatted', () => {
  fc.assert(
    fc.property(anyProfile, (text) => {
      const result = formatProfile({ path: 'software.cfg', text });
      if (result.ok) {
        expect(mergedText(result.value)).toBe(mergedText(text));
        expect(formatted(result.value)).toBe(result.value);
      } else {
        const kinds = new Set(result.failures.map(({ kind }) => kind));
        expect([...kinds].filter((kind) => kind !== 'syntax-error' && kind !== 'missing-section-header')).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the layout is one: line by line', () => {
  fc.assert(
    fc.property(goodProfile, (text) => {
      const lines = formatted(text).split('\n');
      expect(lines.pop()).toBe('');
      for (const line of lines) {
        expect(line).not.toMatch(/[ \t\r]$/u);
        if (line.startsWith('[')) expect(line).toMatch(/^\[[^\s:\]]+(?::.+)?\](?: [#;].*)?$/u);
      }
    }),
    { numRuns: 300 },
  );
});

describe('what is the same', () => {
  test.each([
    ['blanks around names and operators', '[a]\nx=1\n', '[ a ]\r\nx   =  1  \n\n'],
    ['indentation that all lines share', '[a]\nx =\n    1\n      2\n', '[a]\nx =\n\t1\n\t  2\n'],
    ['where a comment follows a value', '[a]\nx =\n  1\n# c\n\n[b]\n', '[a]\nx =\n  1\n\n# c\n[b]\n'],
  ])('%s', (_, before, after) => {
    expect(means(before, after)).toBe(true);
  });
});

describe('what is not the same', () => {
  test.each([
    ['a value', '[a]\nx = 1\n', '[a]\nx = 2\n'],
    ['an operator', '[a]\nx += 1\n', '[a]\nx -= 1\n'],
    ['a name', '[a]\nx = 1\n', '[a]\ny = 1\n'],
    ['a section', '[a]\nx = 1\n', '[b]\nx = 1\n'],
    ['a condition', '[a:linux]\nx = 1\n', '[a:windows]\nx = 1\n'],
    ['no condition and an empty one', '[a:]\nx = 1\n', '[a: ]\nx = 1\n'],
    ['the order of options', '[a]\nx = 1\ny = 2\n', '[a]\ny = 2\nx = 1\n'],
    ['a value that begins on the line of its option', '[a]\nx = 1\n', '[a]\nx =\n  1\n'],
    ['an empty line in a value', '[a]\nx =\n  1\n\n  2\n', '[a]\nx =\n  1\n  2\n'],
    ['inner indentation', '[a]\nx =\n  1\n    2\n', '[a]\nx =\n  1\n  2\n'],
    ['a comment', '# c\n[a]\n', '# d\n[a]\n'],
    ['a comment less', '[a]\n# c\n', '[a]\n'],
    ['a comment more', '[a]\n', '[a]\n# c\n'],
    ['the place of a comment in a value', '[a]\nx =\n  1\n# c\n  2\n', '[a]\nx =\n  1\n  2\n# c\n'],
    ['a comment of a header', '[a] # c\n', '[a]\n# c\n'],
    ['the indentation of joined values', '[a]\nx +=\n  1\nx +=\n    2\n', '[a]\nx +=\n  1\nx +=\n  2\n'],
    ['the indentation beside a value on its line', '[a]\nx += 1\nx +=\n  2\n', '[a]\nx += 1\nx +=\n    2\n'],
    ['an empty line after such a value', '[a]\nx += 1\nx +=\n  2\n\n[b]\n', '[a]\nx += 1\nx +=\n  2\n[b]\n'],
  ])('%s', (_, before, after) => {
    expect(means(before, after)).toBe(false);
  });
});
