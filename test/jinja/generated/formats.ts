import fc from 'fast-check';
import type { Kinds } from './kinds.js';
import { either, maybe, phrase, several, weighted, word, words, type Phrases } from './phrase.js';

const FLAGS = fc.subarray(['-', '+', ' ', '0', '#'], { maxLength: 3 }).map((flags) => flags.join(''));
const WIDTH = maybe(words('1 3 6 10'));
const PRECISION = maybe(words('.0 .1 .3 .6 .'));
const SIZE = weighted([12, word('')], [1, words('l h L')]);

function directive(conversion: Phrases): Phrases {
  return phrase`%${FLAGS}${WIDTH}${PRECISION}${SIZE}${conversion}`;
}

const INTEGRAL = directive(words('d i u x X o c'));
const REAL = directive(words('e E f F g G d'));
const ANYTHING = directive(words('s r a'));
const STRAY = word('%', '%%', '%y', '%(a', '%5', '%(a)s', '%*d', '%.*f');
const BETWEEN = word('', ' ', 'a', '-', '<', 'é', '%%', '{');

/** `'…' % …`, with as many values as the text wants, mostly. */
function percent({ int, number, any, text, markup, dict, tuple }: Kinds): Phrases {
  const named = phrase`%(${words('a b n')})${FLAGS}${WIDTH}${PRECISION}${words('s r d f x')}`;
  return weighted(
    [3, phrase`'${BETWEEN}${INTEGRAL}${BETWEEN}' % ${int}`],
    [3, phrase`'${BETWEEN}${REAL}${BETWEEN}' % ${number}`],
    [3, phrase`'${BETWEEN}${ANYTHING}${BETWEEN}' % ${any}`],
    [3, phrase`'${INTEGRAL}${BETWEEN}${ANYTHING}' % (${int}, ${any})`],
    [1, phrase`'${ANYTHING}${ANYTHING}' % ${either(tuple, phrase`(${any}, ${any}, ${any})`)}`],
    [2, phrase`'${several(named, ' ')}' % {'a': ${any}, 'b': ${number}, 'n': ${int}}`],
    [1, phrase`'${named}' % ${dict}`],
    [1, phrase`'%${FLAGS}*${PRECISION}${words('d s f')}' % (${words('0 3 -5 7')}, ${any})`],
    [1, phrase`'%.*${words('f s g')}' % (${words('0 2 -1')}, ${any})`],
    [1, phrase`'${STRAY}${BETWEEN}${ANYTHING}' % ${any}`],
    [1, phrase`${either(text, markup)} % ${any}`],
    [2, phrase`'${ANYTHING}${BETWEEN}${ANYTHING}'|format(${any}, ${any})`],
    [1, phrase`'${INTEGRAL}'|format(${int})`],
    [1, phrase`'${several(named, ' ')}'|format(a=${any}, b=${number}, n=${int})`],
    [1, phrase`${markup}|format(${any})`],
  );
}

const ALIGN = weighted([2, word('')], [2, words('< > ^ =')], [1, words('*< 0> -^ é= {{< }}^')]);
const SIGN = weighted([3, word('')], [1, word('+', '-', ' ')], [1, word('z')]);
const GROUPING = weighted([3, word('')], [1, words(', _')]);
const spec = (type: Phrases): Phrases =>
  phrase`${ALIGN}${SIGN}${weighted([4, word('')], [1, word('#')])}${weighted([4, word('')], [1, word('0')])}${WIDTH}${GROUPING}${PRECISION}${type}`;
const INT_SPEC = spec(words('d x X o b c n e f g %').map((type) => type));
const FLOAT_SPEC = spec(either(word(''), words('e E f F g G % n')));
const TEXT_SPEC = phrase`${ALIGN}${WIDTH}${PRECISION}${word('', 's')}`;
const ANY_SPEC = spec(words('d s f x c % g ! e'));
const CONVERSION = weighted([4, word('')], [1, words('!r !s !a')], [1, word('!x', '!')]);
const REACH = weighted([6, word('')], [1, word('[0]', '[a]', '.real', '.nope', '[1][0]', '[-1]', '.a')]);
const FIELD = either(word(''), words('0 1 a b'), word('2', 'a.b', '0a'));

/** `'…'.format(…)` and `format(…)`. */
function braces({ int, float, text, any, number, dict, markup }: Kinds): Phrases {
  return weighted(
    [3, phrase`'${BETWEEN}{:${INT_SPEC}}'.format(${int})`],
    [3, phrase`'{:${FLOAT_SPEC}}'.format(${either(float, number)})`],
    [2, phrase`'{:${TEXT_SPEC}}'.format(${text})`],
    [1, phrase`'{:${ANY_SPEC}}'.format(${any})`],
    [2, phrase`'{${CONVERSION}:${TEXT_SPEC}}${BETWEEN.map((one) => one.replace('{', '{{'))}{}'.format(${any}, ${any})`],
    [2, phrase`'{${FIELD}${REACH}}{${FIELD}${CONVERSION}}'.format(${any}, ${any}, a=${any}, b=${any})`],
    [1, phrase`'{:{}}${word('', '{{', '}}', '{', '}')}'.format(${any}, ${word('5', "'>4'", "''", "'x'", '3.0')})`],
    [1, phrase`'{a[${words('a b 0 x')}]}'.format(a=${dict})`],
    [1, phrase`'{a}{b!r}'.${word('format_map', 'format')}(${dict})`],
    [1, phrase`'{:${TEXT_SPEC}}'.format(${markup})`],
    [1, phrase`${markup}.format(${any})`],
  );
}

export function formats(kinds: Kinds): Phrases {
  return either(percent(kinds), braces(kinds));
}
