import * as literals from './literals.js';
import type { Kinds } from './kinds.js';
import { either, gap, phrase, several, weighted, word, words, type Phrases } from './phrase.js';

/** An exponent that keeps the result small. */
const exponent = words('0 1 2 3 -1 -2 0.5 2.0 -0.5 true');
/** What binds how is for the template to find out: no brackets here. */
const FACTOR = weighted(
  [6, words('1 2 3 i j f true nums|length -1 -2 not|x'.replace('not|x', 'neg'))],
  [
    2,
    word(
      '2 ** 3',
      '-i ** 2',
      '2 ** -1',
      '2 ** 3 ** 2',
      '-2|abs',
      '-1.5|round|int',
      "'a'|length",
      'i is odd',
      'nums[0]',
    ),
  ],
  [1, word('+1', '- -2', '+ +i', '-(-3)', '(i + j)', 'i.real', '{}|length')],
);
const JOINT = weighted(
  [6, words('+ - * / // % ~ == < >= in')],
  [1, word('and', 'or', 'not in', '!=', '<=', '>', 'and not', 'or not')],
);

/** Operators in a row, without brackets. */
export const row: Phrases = phrase`${FACTOR}${several(phrase` ${JOINT}${gap}${FACTOR}`, '', 4, 1)}`;

export function intOf(kinds: Kinds): Phrases {
  const { int, count, text, many, list, number, float, dict, tuple, rows, any } = kinds;
  return either(
    phrase`${int} ${words('+ - * // %')}${gap}${int}`,
    phrase`${int} ** ${exponent}`,
    phrase`-${int}`,
    phrase`${many}|${words('length count')}`,
    phrase`${any}|int${word('', '(7)', '(default=-1)', '(0, 16)', '(base=2)', '(1, 8)', '(none, 36)')}`,
    phrase`${number}|abs`,
    phrase`${list}|${words('sum max min first last')}`,
    phrase`${rows}|sum(${word("'n'", 'attribute="n"', "attribute='deep.k'", "'n', 10", "start=1, attribute='n'")})`,
    phrase`${text}.${words('find index rfind rindex count')}(${text}${word('', ', 1', ', -2', ', 0, 3')})`,
    phrase`${either(list, tuple)}.${words('count index')}(${any})`,
    phrase`${int}.${word('bit_length()', 'real', 'imag', 'numerator', 'denominator', 'conjugate()', 'bit_count()', 'as_integer_ratio()')}`,
    phrase`${list}|map('length')|${words('sum max list')}`,
    phrase`${text}|${words('wordcount length')}`,
    phrase`${dict}|length`,
    phrase`range(${count}, ${count}${word('', ', 2', ', -1', ', 0')})|${words('sum length last first list')}`,
    phrase`${float}|${word('int', 'round|int', "round(0, 'floor')|int", "round(method='ceil')|int")}`,
    row,
  );
}

export function floatOf({ int, float, number, any, list, text }: Kinds): Phrases {
  return either(
    phrase`${float} ${words('+ - * / // %')}${gap}${number}`,
    phrase`${int} / ${int}`,
    phrase`${float} ** ${exponent}`,
    phrase`-${float}`,
    phrase`${any}|float${word('', '(1.5)', '(default=none)')}`,
    phrase`${number}|round${word('', '(1)', '(2)', '(-1)', "(1, 'floor')", "(0, 'ceil')", "(method='floor')", '(precision=3)', "(1, 'x')")}`,
    phrase`${list}|sum(${word('start=0.5', "'n'", 'start=1.0')})`,
    phrase`${float}.${word('is_integer()', 'real', 'hex()', 'as_integer_ratio()', 'conjugate()', 'imag')}`,
    phrase`${text}|float`,
  );
}

const COMPARISON = words('== != < <= > >=');
const KIND_TESTS = words(
  `boolean callable defined escaped even false float integer iterable lower mapping none number odd sequence string true
  undefined upper`,
);
const COMPARING_TESTS = words('eq equalto ne gt greaterthan ge lt lessthan le in sameas divisibleby');

export function boolOf(kinds: Kinds): Phrases {
  const { bool, number, text, many, any, int, list, tuple, dict } = kinds;
  return weighted(
    [2, phrase`not ${any}`],
    [3, phrase`${number} ${COMPARISON} ${number}`],
    [1, phrase`${int} ${COMPARISON} ${int} ${COMPARISON}${gap}${number}`],
    [2, phrase`${text} ${COMPARISON} ${text}`],
    [1, phrase`${list} ${COMPARISON} ${list}`],
    [1, phrase`${tuple} ${COMPARISON} ${tuple}`],
    [2, phrase`${any} ${words('== !=')} ${any}`],
    [1, phrase`${any} ${COMPARISON} ${any}`],
    [2, phrase`${any} ${word('in', 'not in')}${gap}${many}`],
    [1, phrase`${text} ${word('in', 'not in')} ${either(text, dict)}`],
    [4, phrase`${any} is${gap}${word('', 'not ')}${KIND_TESTS}`],
    [2, phrase`${any} is ${word('', 'not ')}${COMPARING_TESTS}${either(phrase`(${any})`, phrase` ${int}`)}`],
    [1, phrase`${text} is ${words('filter test')}`],
    [2, phrase`${bool} ${words('and or')} ${bool}`],
    [
      2,
      phrase`${text}.${words('startswith endswith')}(${either(text, word("('a', 'b')"))}${word('', ', 1', ', 0, 2')})`,
    ],
    [
      2,
      phrase`${text}.${words(`isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace
      istitle isupper`)}()`,
    ],
    [1, phrase`${kinds.set}.${words('issubset issuperset isdisjoint')}(${list})`],
    [1, phrase`${many}|${word('first', 'last', 'select|list', "reject('odd')|list")} is ${KIND_TESTS}`],
    [1, phrase`${any}|${words('list string')} == ${literals.text}`],
  );
}
