import fc from 'fast-check';
import { expressions } from './expressions.js';
import { either, maybe, phrase, several, weighted, word, words, type Phrases } from './phrase.js';
import { print, short, statements, tag, text } from './statements.js';

/** The texts of templates by their names; `main` is the one to render. */
export type Templates = fc.Arbitrary<Readonly<Record<string, string>>>;

const { any } = expressions(1);

const block = (name: string, body: Phrases): Phrases =>
  phrase`${tag(phrase`block ${name}${weighted([6, word('')], [2, word(' scoped')], [1, word(' required')])}`)}${body}${tag(phrase`endblock${maybe(word(` ${name}`))}`)}`;

const SUPER = word(
  '{{ super() }}',
  '{{ super()|upper }}',
  '{{ super.super() }}',
  '{{ self.nope() }}',
  '{{ self }}',
  '{{ self.a is defined }}',
);
const own = weighted([3, short], [2, SUPER], [1, print(words('x i s loop.index loop'))]);
const bodyOf = several(weighted([3, text], [3, own]), '', 3);

const again = weighted(
  [3, word('')],
  [1, word('{{ self.a() }}', '{{ self.b()|upper }}', '{{ self.c() }}', '{{ self.a }}')],
);
const looped = phrase`${tag('for x in [1, 2]')}${block('c', bodyOf)}${tag('endfor')}`;
const base = phrase`${text}${maybe(short)}${block('a', bodyOf)}${text}${either(block('b', bodyOf), looped)}${maybe(short)}${again}`;
const parent = (name: string): Phrases =>
  weighted(
    [8, word(`'${name}'`)],
    [1, word(`['nope', '${name}']`, `'${name}' if yes`, `'${name}' if no`, "'nope'", 'nope', `'${name}' ~ ''`)],
  );
const child = (name: string): Phrases =>
  phrase`${maybe(text)}${tag(phrase`extends ${parent(name)}`)}${maybe(short)}${several(weighted([3, block('a', bodyOf)], [1, text]), '', 1)}${maybe(block('b', bodyOf))}${maybe(block('c', bodyOf))}${maybe(tag(phrase`set x = ${any}`))}${again}`;

const library = phrase`${maybe(short)}${tag(phrase`macro greet(a${word('', "='A'", ', b=1', '=x')})`)}${bodyless()}${tag('endmacro')}${maybe(tag(phrase`set shown = ${any}`))}${maybe(tag('set _private = 1'))}`;
const included = weighted(
  [2, short],
  [
    2,
    word(
      '[{{ x }}{{ i }}]',
      '{{ nope.attr }}',
      '\n\n{{ 1 // 0 }}',
      '{% if %}',
      '{{ loop.index }}',
      '{% set x = 5 %}{{ x }}',
      '{{ x|nofilter }}',
    ),
  ],
);

function bodyless(): Phrases {
  return several(weighted([2, print(any)], [2, print(words('a b x i varargs'))], [2, text]), '', 3);
}

const use = weighted(
  [
    2,
    word(
      '{{ greet(1) }}',
      '{{ greet() }}',
      '{{ g(s) }}',
      '{{ lib.greet(i) }}',
      '{{ lib.shown }}',
      '{{ shown }}',
      '{{ lib }}',
      '{{ lib.greet }}',
      '{{ lib._private }}',
    ),
  ],
  [1, phrase`{{ lib.greet(${any}) }}`],
);
const imported = either(
  tag(phrase`import 'lib' as lib${word('', ' with context', ' without context')}`),
  tag(
    phrase`from 'lib' import greet${word('', ' as g', ', shown', ' with context', ', nope', ', shown as x with context')}`,
  ),
  tag(phrase`import ${word("'nope'", 's', "'li' ~ 'b'")} as lib`),
);
const include = tag(
  phrase`include ${word("'inc'", "['nope', 'inc']", "'inc' if yes", "'nope'", 'nope', "['nope', 'gone']", '[]')}${word('', '', ' ignore missing')}${word('', ' without context', ' with context')}`,
);
const importing = several(
  weighted(
    [2, imported],
    [3, use],
    [2, include],
    [1, text],
    [1, short],
    [1, phrase`${tag('for x in nums')}${include}${use}${tag('endfor')}`],
  ),
  '',
  5,
  2,
);

/** A template that extends others, with what those are. */
export const inheritance: Templates = fc.oneof(
  fc.record({ main: child('base'), base, inc: included, lib: library }),
  fc.record({ main: child('mid'), mid: child('base'), base, inc: included, lib: library }),
);
/** A template that imports and includes others. */
export const imports: Templates = fc.record({ main: importing, inc: included, lib: library });
/** One that may name the others. */
export const alone: Templates = fc.record({ main: statements, inc: included, lib: library });
