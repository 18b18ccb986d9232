import { expect, test } from 'vitest';
import { parseLiteral } from '../../src/engine/literal/index.js';

const ONLY = 'only literals can stand behind `!py!`';

interface Mistake {
  readonly message: string;
  readonly start: number;
  readonly at: string;
}

function mistakeIn(text: string): Mistake | undefined {
  const parsed = parseLiteral(text);
  if (parsed.ok) return undefined;
  const { message, start, end } = parsed.problem;
  return { message, start, at: text.slice(start, end) };
}

/** The text, where the mistake begins, what it covers, and how it is told. */
type Row = readonly [text: string, start: number, at: string, message: string];

const notLiterals: readonly Row[] = [
  ['len', 0, 'len', `\`len\` is a name, and ${ONLY}`],
  ['len([1])', 0, 'len', `\`len\` is a name, and ${ONLY}`],
  ['nan', 0, 'nan', `\`nan\` is a name, and ${ONLY}`],
  ['-inf', 1, 'inf', `\`inf\` is a name, and ${ONLY}`],
  ['true', 0, 'true', `\`true\` is a name, and ${ONLY}`],
  ['é', 0, 'é', `\`é\` is a name, and ${ONLY}`],
  ['set', 0, 'set', `\`set\` is a name, and ${ONLY}`],
  ['dict(a=1)', 0, 'dict', `\`dict\` is a name, and ${ONLY}`],
  ["{'a': value}", 6, 'value', `\`value\` is a name, and ${ONLY}`],
  ["__import__('os')", 0, '__import__', `\`__import__\` is a name, and ${ONLY}`],
  ["ur'a'", 0, 'ur', `\`ur\` is a name, and ${ONLY}`],
  ['n'.repeat(50), 0, 'n'.repeat(50), `\`${'n'.repeat(39)}…\` is a name, and ${ONLY}`],
  ['set([1])', 0, 'set([1])', '`set(…)` is a call; write `{…}`, only `set()` can stand behind `!py!`'],
  ["'a'(1)", 3, '(', `\`(\` behind a value makes a call, and ${ONLY}`],
  ["'a'.join", 3, '.', `\`.\` behind a value asks for an attribute, and ${ONLY}`],
  ['1 .real', 2, '.', `\`.\` behind a value asks for an attribute, and ${ONLY}`],
  ['lambda: 1', 0, 'lambda', `\`lambda\` makes a function, and ${ONLY}`],
  ['[1 for x in y]', 3, 'for', `\`for\` makes a comprehension, and ${ONLY}`],
  ['{1: 2 async for x in y}', 6, 'async', `\`async\` makes a comprehension, and ${ONLY}`],
  ['1 if True else 2', 2, 'if', `\`if\` is an operator, and ${ONLY}`],
  ['True and False', 5, 'and', `\`and\` is an operator, and ${ONLY}`],
  ['not True', 0, 'not', `\`not\` is an operator, and ${ONLY}`],
  ['1 in [1]', 2, 'in', `\`in\` is an operator, and ${ONLY}`],
  ["'a' * 3", 4, '*', `\`*\` is an operator, and ${ONLY}`],
  ['[*[1]]', 1, '*', `\`*\` is an operator, and ${ONLY}`],
  ['{**{}}', 1, '**', `\`**\` is an operator, and ${ONLY}`],
  ['2 - 1', 2, '-', `\`-\` is an operator, and ${ONLY}`],
  ['~1', 0, '~', `\`~\` is an operator, and ${ONLY}`],
  ['1 == 1', 2, '==', `\`==\` is an operator, and ${ONLY}`],
  ['1 < 2', 2, '<', `\`<\` is an operator, and ${ONLY}`],
  ['(1 := 2)', 3, ':=', `\`:=\` is an operator, and ${ONLY}`],
  ['...', 0, '...', `\`...\` is an operator, and ${ONLY}`],
  ["f'a'", 0, "f'", `\`f'\` begins a formatted string, and ${ONLY}`],
  ['["a", Rf"b"]', 6, 'Rf"', `\`Rf"\` begins a formatted string, and ${ONLY}`],
  ["b'a'", 0, "b'", `\`b'\` begins bytes, and ${ONLY}`],
  ["'a' rB'b'", 4, "rB'", `\`rB'\` begins bytes, and ${ONLY}`],
];

const numbersAndStrings: readonly Row[] = [
  ['012', 0, '012', '`012` begins with a zero: an octal integer begins with `0o`'],
  ['0_1', 0, '0_1', '`0_1` begins with a zero: an octal integer begins with `0o`'],
  ['1__0', 0, '1__0', '`1__0` is not a number'],
  ['[1_]', 1, '1_', '`1_` is not a number'],
  ['0x', 0, '0x', '`0x` is not a number'],
  ['0b12', 0, '0b12', '`0b12` is not a number'],
  ['0o8', 0, '0o8', '`0o8` is not a number'],
  ['0xe+g', 4, 'g', `\`g\` is a name, and ${ONLY}`],
  ['1.5.2', 0, '1.5.2', '`1.5.2` is not a number'],
  ['1e', 0, '1e', '`1e` is not a number'],
  ['1e+', 0, '1e', '`1e` is not a number'],
  ['1e+5x', 0, '1e+5x', '`1e+5x` is not a number'],
  ['1._5', 0, '1._5', '`1._5` is not a number'],
  ['[1for x in y]', 1, '1for', '`1for` is not a number'],
  ['2j', 0, '2j', '`2j` is a complex number: only integers and floats can stand behind `!py!`'],
  ['1.5e-3J', 0, '1.5e-3J', '`1.5e-3J` is a complex number: only integers and floats can stand behind `!py!`'],
  ['[1e999]', 1, '1e999', '`1e999` is too large for a float'],
  ["'abc", 0, "'abc", 'the string is not closed'],
  ["['abc\n']", 1, "'abc", 'the string is not closed'],
  ["'abc\\", 0, "'abc\\", 'the string is not closed'],
  ["r'abc\\'", 1, "'abc\\'", 'the string is not closed'],
  ["'''abc''", 0, "'''abc''", 'the string is not closed'],
  ["'a' 'b", 4, "'b", 'the string is not closed'],
  ["'\\x4'", 1, '\\x', '`\\x` needs 2 hexadecimal digits'],
  ["'ab\\u12'", 3, '\\u', '`\\u` needs 4 hexadecimal digits'],
  ["'\\U0001F60'", 1, '\\U', '`\\U` needs 8 hexadecimal digits'],
  ["'\\U00110000'", 1, '\\U00110000', '`\\U00110000` is beyond the last character'],
  [
    "'\\N{DASH}'",
    1,
    '\\N',
    '`\\N` names a character by words: write the character itself, or its number as in `\\u20ac`',
  ],
];

const structure: readonly Row[] = [
  ['', 0, '', 'there is no value'],
  [' # none\n', 0, ' # none\n', 'there is no value'],
  [',', 0, ',', 'expected a value, found `,`'],
  ['[,]', 1, ',', 'expected a value, found `,`'],
  ['{,}', 1, ',', 'expected a value, found `,`'],
  ['(,)', 1, ',', 'expected a value, found `,`'],
  ['[1,,2]', 3, ',', 'expected a value, found `,`'],
  ['1 +', 3, '', 'expected a value, found the end of the text'],
  ['-', 1, '', 'expected a value, found the end of the text'],
  ['1 2', 2, '2', 'expected the end of the text, found `2`'],
  ["[1 'a']", 3, "'a'", "expected `,` or `]`, found `'a'`"],
  ["1, 'a' None", 7, 'None', 'expected the end of the text, found `None`'],
  ['1: 2', 1, ':', 'expected the end of the text, found `:`'],
  ['1)', 1, ')', 'expected the end of the text, found `)`'],
  [')', 0, ')', 'expected a value, found `)`'],
  ['[1)', 2, ')', 'expected `,` or `]`, found `)`'],
  ['(1]', 2, ']', 'expected `,` or `)`, found `]`'],
  ['[1, [2]', 0, '[', '`[` is not closed'],
  ["{'a': (1, 2}", 11, '}', 'expected `,` or `)`, found `}`'],
  ["{'a': (1, 2", 6, '(', '`(` is not closed'],
  ["{'a'", 0, '{', '`{` is not closed'],
  ["{'a': ", 0, '{', '`{` is not closed'],
  ["'a'[1", 3, '[', '`[` is not closed'],
  ["{'a': 1, 'b'}", 12, '}', 'expected `:`, found `}`'],
  ["{'a', 'b': 1}", 9, ':', 'expected `,` or `}`, found `:`'],
  ["{'a': 1: 2}", 7, ':', 'expected `,` or `}`, found `:`'],
  ['[1:2]', 2, ':', 'expected `,` or `]`, found `:`'],
  ['$', 0, '$', '`$` cannot stand in a literal'],
  ['1;', 1, ';', '`;` cannot stand in a literal'],
  ['[1, \u00a02]', 4, '\u00a0', '`U+00A0` cannot stand in a literal'],
  ['`1`', 0, '`', '`U+0060` cannot stand in a literal'],
  ['1 \u{1f600}', 2, '\u{1f600}', '`\u{1f600}` cannot stand in a literal'],
  ['[\ud800]', 1, '\ud800', '`U+D800` cannot stand in a literal'],
  ['1 \\ 2', 2, '\\', '`\\` cannot stand in a literal'],
];

const operations: readonly Row[] = [
  ["'a' + 1", 4, '+', '`+` cannot join a string and an integer'],
  ['[1] + (1,)', 4, '+', '`+` cannot join a list and a tuple'],
  ["1.5 + True + 'a'", 11, '+', '`+` cannot join a float and a string'],
  ["'a' + None", 4, '+', '`+` cannot join a string and `None`'],
  ['False + {1}', 6, '+', '`+` cannot join a boolean and a set'],
  ['{} + {}', 3, '+', '`+` cannot stand behind a dict'],
  ['None + 1', 5, '+', '`+` cannot stand behind `None`'],
  ["[-'a']", 1, "-'a'", '`-` cannot stand before a string'],
  ['-+[1]', 0, '-+[1]', '`+` cannot stand before a list'],
  ['(0, 1e308 + 1e308)', 4, '1e308 + 1e308', 'the sum is too large for a float'],
  [`1${'0'.repeat(400)} + 0.5`, 0, `1${'0'.repeat(400)} + 0.5`, 'the sum is too large for a float'],
  ["'abc'[3]", 5, '[3]', 'the index 3 is out of range: the length of the string is 3'],
  ["['abc'[-4]]", 6, '[-4]', 'the index -4 is out of range: the length of the string is 3'],
  ["'😀'[1]", 4, '[1]', 'the index 1 is out of range: the length of the string is 1'],
  ['[][False]', 2, '[False]', 'the index False is out of range: the length of the list is 0'],
  ['(1,)[1 + 1]', 4, '[1 + 1]', 'the index 2 is out of range: the length of the tuple is 1'],
  [
    `[1][${'9'.repeat(50)}]`,
    3,
    `[${'9'.repeat(50)}]`,
    `the index ${'9'.repeat(39)}… is out of range: the length of the list is 1`,
  ],
  ["'abc'['a']", 5, "['a']", 'the index of a string must be an integer, not a string'],
  ['[1][0.0]', 3, '[0.0]', 'the index of a list must be an integer, not a float'],
  ['[1][0, 0]', 3, '[0, 0]', 'the index of a list must be an integer, not a tuple'],
  ['[1][None]', 3, '[None]', 'the index of a list must be an integer, not `None`'],
  ['[1][]', 3, '[]', 'the subscript is empty'],
  ["'abc'[::0]", 5, '[::0]', 'the step of a slice cannot be 0'],
  ["'abc'[::False]", 5, '[::False]', 'the step of a slice cannot be 0'],
  ["'abc'[1.0:]", 5, '[1.0:]', 'a bound of a slice must be an integer, not a float'],
  ["'abc'[:[]]", 5, '[:[]]', 'a bound of a slice must be an integer, not a list'],
  ["'abc'[1:2:3:4]", 11, ':', 'expected `,` or `]`, found `:`'],
  ['[1][0:1, 0]', 3, '[0:1, 0]', 'a slice cannot stand beside a comma'],
  ['1[0]', 1, '[0]', 'an integer has no subscripts'],
  ['None[:]', 4, '[:]', '`None` has no subscripts'],
  ['{1}[0]', 3, '[0]', 'a set has no subscripts'],
  ["{'a': 1}['b']", 8, "['b']", "the dict has no key `'b'`"],
  ["{'1': 1}[1]", 8, '[1]', 'the dict has no key `1`'],
  ['{}[:]', 2, '[:]', 'a slice cannot be a dict key'],
  ['{}[[]]', 2, '[[]]', 'a list cannot be a dict key'],
  ['{[1]: 2}', 1, '[1]', 'a list cannot be a dict key'],
  ['{1: 2, {}: 3}', 7, '{}', 'a dict cannot be a dict key'],
  ['{1, {2}}', 4, '{2}', 'a set cannot be a set member'],
  ['{(1, ([],)): 2}', 1, '(1, ([],))', 'a tuple that holds a list, a set or a dict cannot be a dict key'],
];

test.each([...notLiterals, ...numbersAndStrings, ...structure, ...operations])('%j', (text, start, at, message) => {
  expect(mistakeIn(text)).toStrictEqual({ message, start, at });
});
