import { describe, expect, test } from 'vitest';
import { locate } from '../../src/engine/diag/index.js';
import { explain, formatProfile } from '../../src/engine/format/index.js';

function format(text: string): string {
  const result = formatProfile({ path: 'software.cfg', text });
  if (!result.ok) throw new Error(result.failures.map((failure) => explain(failure).message).join('; '));
  return result.value;
}

function mistakes(text: string): readonly string[] {
  const result = formatProfile({ path: 'software.cfg', text });
  if (result.ok) return [];
  return result.failures.map((failure) => {
    const { code, message, at } = explain(failure);
    return `${code} ${at === undefined ? '' : locate(at.source, at.start).line}: ${message}`;
  });
}

interface Case {
  readonly about: string;
  readonly before: string;
  readonly after: string;
}

const lines: readonly Case[] = [
  { about: 'nothing', before: '', after: '' },
  { about: 'only blank lines', before: '\n  \n\f\n', after: '' },
  { about: 'only comments', before: '\n# a\n\n\n; b  \n\n', after: '# a\n\n; b\n' },
  { about: 'line ends', before: '[a]\r\nx = 1\ry = 2', after: '[a]\nx = 1\ny = 2\n' },
  { about: 'blanks at the ends of lines', before: '[a] \nx = 1\u00a0\t\ny =  \n', after: '[a]\nx = 1\ny =\n' },
  { about: 'other line separators are text', before: '[a]\nx = 1\u20282\f3\n', after: '[a]\nx = 1\u20282\f3\n' },
];

const headers: readonly Case[] = [
  { about: 'blanks in a header', before: '[\ta  ]\n', after: '[a]\n' },
  { about: 'a condition', before: '[a : linux and python3\t]\n', after: '[a:linux and python3]\n' },
  { about: 'brackets in a condition', before: '[a: x[0] == "]" ]  # c\n', after: '[a:x[0] == "]"] # c\n' },
  { about: 'no condition after the colon', before: '[a:]\n', after: '[a]\n' },
  { about: 'a blank condition, which is a mistake', before: '[a:  ]\n', after: '[a: ]\n' },
  { about: 'a condition that nobody can decide', before: '[a:open("x")]\nx=1\n', after: '[a:open("x")]\nx = 1\n' },
  { about: 'a comment', before: '[a];c]  \n', after: '[a] ;c]\n' },
];

const options: readonly Case[] = [
  { about: 'operators', before: '[a]\nx=1\ny   = 2\nz+=3\nz  -=  4\n', after: '[a]\nx = 1\ny = 2\nz += 3\nz -= 4\n' },
  { about: 'a sign that ends the name', before: '[a]\nx+ = 1\ny++=2\n', after: '[a]\nx += 1\ny += 2\n' },
  { about: 'macros', before: '[a]\n<=b\n[b]\n<  = c\n[c]\n< += d\n', after: '[a]\n<= b\n\n[b]\n<= c\n\n[c]\n< += d\n' },
  { about: 'several macros', before: '[a]\n<=\n    b\n    c\n', after: '[a]\n<=\n  b\n  c\n' },
  { about: 'part dependencies', before: '[a]\n=>b   c\n', after: '[a]\n=> b   c\n' },
  { about: 'their long name', before: '[a]\n<part-dependencies>=b\n', after: '[a]\n<part-dependencies> = b\n' },
  { about: 'no value', before: '[a]\nx=\ny = \n', after: '[a]\nx =\ny =\n' },
  { about: 'text that looks like a comment', before: '[a]\nx = 1   # no\n', after: '[a]\nx = 1   # no\n' },
  { about: 'references and escapes', before: '[a]\nx=$${b} ${c:d}\n', after: '[a]\nx = $${b} ${c:d}\n' },
];

const values: readonly Case[] = [
  { about: 'a list', before: '[a]\nx =\n    1\n    2\n', after: '[a]\nx =\n  1\n  2\n' },
  { about: 'tabs', before: '[a]\nx =\n\t1\n\t\t2\n', after: '[a]\nx =\n  1\n  \t2\n' },
  { about: 'a tab is not blanks', before: '[a]\nx =\n\t1\n        2\n', after: '[a]\nx =\n  \t1\n          2\n' },
  { about: 'a first line that is deeper', before: '[a]\nx =\n      1\n    2\n', after: '[a]\nx =\n    1\n  2\n' },
  {
    about: 'inner indentation and inner empty lines',
    before: '[a]\nx =\n     if a:\n\n\n       b\n   \n     c\n\n\ny = 1\n',
    after: '[a]\nx =\n  if a:\n\n\n    b\n\n  c\n\ny = 1\n',
  },
  { about: 'a blank that is no indentation', before: '[a]\nx =\n\u00a01\n', after: '[a]\nx =\n  \u00a01\n' },
  {
    about: 'a value that begins on its line',
    before: '[a]\nx = --one\n       --two\n\n\n       --three\n',
    after: '[a]\nx = --one\n  --two\n\n  --three\n',
  },
  {
    about: 'inner indentation, which such a value does not have',
    before: '[a]\nx = bash -c "\n\tif a; then\n\t\tb\n\tfi"\n',
    after: '[a]\nx = bash -c "\n  if a; then\n  \tb\n  fi"\n',
  },
  {
    about: 'comments in values',
    before: '[a]\nx =\n# one\n\n\n    1\n# two  \n    2\n# three\n\n\ny = 1\n# four\n   2\n',
    after: '[a]\nx =\n# one\n\n  1\n# two\n  2\n# three\n\ny = 1\n# four\n  2\n',
  },
  { about: 'indented text is no comment', before: '[a]\nx =\n   # 1\n   [b]\n', after: '[a]\nx =\n  # 1\n  [b]\n' },
  {
    about: 'values that are joined keep their indentation towards each other',
    before: '[a]\nx +=\n      1\n[b]\n[a]\nx +=\n    2\n\n',
    after: '[a]\nx +=\n    1\n\n[b]\n\n[a]\nx +=\n  2\n',
  },
  {
    about: 'beside a value on its line every blank counts',
    before: '[a]\nx+=1\nx+=\n     2\n\n\n[b]\ny-=1\n[b:windows]\ny-=\n   2\n[c]\n',
    after: '[a]\nx += 1\nx +=\n     2\n\n\n[b]\ny -= 1\n\n[b:windows]\ny -=\n   2\n[c]\n',
  },
];

const distances: readonly Case[] = [
  { about: 'sections', before: '\n\n[a]\n[b]\nx = 1\n[c]\n\n\n\n[d]\n', after: '[a]\n\n[b]\nx = 1\n\n[c]\n\n[d]\n' },
  { about: 'options', before: '[a]\n\n\nx = 1\n\n\ny = 2\nz = 3\n\n\n', after: '[a]\n\nx = 1\n\ny = 2\nz = 3\n' },
  {
    about: 'comments right above a header',
    before: '# file\n\n\n# a\n[a]\nx =\n  1\n# b\n;b\n[b]\n# of b\n\n[c]\n',
    after: '# file\n\n# a\n[a]\nx =\n  1\n\n# b\n;b\n[b]\n# of b\n\n[c]\n',
  },
];

describe.each([
  ['lines', lines],
  ['headers', headers],
  ['options', options],
  ['values', values],
  ['distances', distances],
])('%s', (_, cases) => {
  test.each(cases)('$about', ({ before, after }) => {
    expect(format(before)).toBe(after);
    expect(format(after)).toBe(after);
  });
});

describe('mistakes', () => {
  test('are told all at once, and nothing is formatted', () => {
    expect(mistakes('[a]\nx=1\nbad\n[b:windows]\nno text: 1\n')).toEqual([
      'syntax-error 3: cannot read the line `bad`',
      'syntax-error 5: cannot read the line `no text: 1`',
    ]);
  });

  test.each([
    ['a byte order mark', '\ufeff[a]\n', ['missing-section-header 1: the line `<U+FEFF>[a]` stands in no section']],
    ['text before the first header', 'x = 1\n', ['missing-section-header 1: the line `x = 1` stands in no section']],
    ['an indented line after a header', '[a]\n  x = 1\n', ['syntax-error 2: cannot read the line `x = 1`']],
    [
      'the same where the condition holds',
      '[a]\nx = 1\n[b:windows]\n  y\n',
      ['syntax-error 4: cannot read the line `y`'],
    ],
  ])('%s', (_, text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });

  test('a first section that is ignored is none', () => {
    expect(format('[a:windows]\nx=1\n')).toBe('[a:windows]\nx = 1\n');
  });

  test('a changed meaning is told with its place', () => {
    const source = { path: 'software.cfg', text: '[a]\nx = 1\n' };
    expect(explain({ kind: 'format-would-change-meaning', at: { source, start: 4, end: 7 } })).toEqual({
      code: 'format-would-change-meaning',
      severity: 'error',
      message: 'formatting would change what the profile says here',
      at: { source, start: 4, end: 7 },
      notes: [],
      hint: 'the profile is left as it is; please report these lines, the mistake is in the formatter',
    });
  });
});
