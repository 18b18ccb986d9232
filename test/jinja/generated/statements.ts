import fc from 'fast-check';
import { expressions } from './expressions.js';
import { either, gap, maybe, phrase, several, weighted, word, words, type Phrases } from './phrase.js';

const sign = weighted([8, word('')], [2, word('-')], [1, word('+')]);

/** A tag round what it says. */
export function tag(inside: Phrases | string): Phrases {
  return phrase`{%${sign}${gap}${inside}${gap}${sign}%}`;
}

const TEXT = weighted(
  [4, word('\n', ' ', '  ', '\n  ', 'a', 'text ', '- ')],
  [2, word('\n\n', '\t', ' \n', '<b>', 'é', '|', '\r\n', ' x\n', '\n\n  y', '{', '}', '%', '#', '# ')],
);
export const text: Phrases = several(TEXT, '', 3);
const comment = phrase`{#${sign}${word(' c ', '', ' {{ x }} ', '\n', ' {% if %}\n')}${sign}#}`;
const raw = phrase`{%${sign} raw ${sign}%}${word('{{ x }}', ' {% if %} ', '\n a \n', '{# #}', '')}{%${sign} endraw ${sign}%}`;

/** How an expression is shown: most types print in more than one way. */
export function print(expression: Phrases): Phrases {
  const open = weighted([10, word('{{ ')], [1, word('{{- ', '{{', '{{+ ', '{{\n')]);
  const close = weighted([10, word(' }}')], [1, word(' -}}', '}}', '\n}}')]);
  const shown = weighted(
    [6, expression],
    [2, phrase`[${expression}]`],
    [1, phrase`${expression}|${word('pprint', 'tojson', 'list', 'string', "default('-', true)", 'e')}`],
  );
  return phrase`${open}${shown}${close}`;
}

/** What a statement is made of: expressions, and what may stand in its body. */
interface Parts {
  readonly any: Phrases;
  readonly bool: Phrases;
  readonly many: Phrases;
  readonly rows: Phrases;
  readonly textual: Phrases;
  readonly body: Phrases;
  /** The body of a loop. */
  readonly loopBody: Phrases;
}

const LOOP = words(`loop.index loop.index0 loop.revindex loop.revindex0 loop.first loop.last loop.length loop.depth
  loop.depth0 loop.cycle('a','b') loop.cycle(1,2,3) loop.previtem loop.nextitem loop.changed(x) loop.changed(loop.first,1)
  loop.nope loop loop.cycle() loop.previtem.n`);

const LOCAL = words('x y z');

function loops({ many, rows, bool, any, loopBody, body }: Parts): Phrases {
  const rest = maybe(phrase`${tag('else')}${body}`);
  const end = tag('endfor');
  const of = (head: Phrases): Phrases => phrase`${tag(head)}${loopBody}${rest}${end}`;
  return weighted(
    [4, of(phrase`for${gap}${LOCAL} in ${many}`)],
    [1, of(phrase`for ${LOCAL} in ${many} if ${bool}`)],
    [1, of(phrase`for x in nums if x is number and x ${words('> != <')} i`)],
    [
      1,
      of(
        phrase`for k, v in ${word('d.items()', 'table|dictsort', 'd|items', 'keys.items()', 'rows', '[(1, 2)]', 'mixed')}`,
      ),
    ],
    [1, of(phrase`for x in ${rows} recursive`)],
    [
      1,
      phrase`${tag('for x in nested recursive')}${loopBody}${word('{{ loop(x) if x is iterable and x is not string and x is not mapping }}', '{{ loop(x) }}', '{{ loop([]) }}')}${end}`,
    ],
    [1, of(phrase`for (x, y), z in [((${any}, 1), 2)]`)],
    [1, of(phrase`for x in ${any}`)],
  );
}

function branches({ bool, any, body }: Parts): Phrases {
  const condition = either(bool, any);
  const middle = phrase`${tag(phrase`elif ${condition}`)}${body}`;
  return phrase`${tag(phrase`if ${condition}`)}${body}${maybe(middle)}${maybe(phrase`${tag('else')}${body}`)}${tag('endif')}`;
}

function assignments({ any, body, many }: Parts): Phrases {
  const filter = either(
    word(''),
    word('|upper', '|trim', "|replace('a', 'b')", '|length', '|safe|upper', '|indent(2)'),
  );
  return either(
    tag(phrase`set ${words('x y z k s i')} =${gap}${any}`),
    tag(phrase`set x, y = ${either(phrase`(${any}, ${any})`, many, phrase`${any}, ${any}`)}`),
    phrase`${tag(phrase`set ${LOCAL}${filter}`)}${body}${tag('endset')}`,
    phrase`${tag('set ns = namespace(a=1)')}${tag(phrase`set ns.${words('a b')} = ${any}`)}{{ ns.a }}${word('{{ ns.b }}', '')}`,
    phrase`{% set ns = namespace(n=0) %}${tag('for x in nums')}${tag('set ns.n = ns.n + 1')}${tag('set y = ns.n')}${tag('endfor')}{{ ns.n }}{{ y }}`,
    phrase`${tag(phrase`set ${words('nope.a d.a nums.x')} = ${any}`)}`,
    tag(phrase`do ${either(any, word('nums.append(1)', "d.update({'q': 1})", 'texts.sort()', 'rows.reverse()'))}`),
  );
}

const PARAMETERS = word('', 'a', 'a, b', 'a, b=1', "a=x, b='B'", 'a, b=a', "x='X'", 'a, b=nums');

function macros({ any, body }: Parts): Phrases {
  const given = several(
    weighted([4, any], [1, phrase`${words('a b x q')}=${any}`], [1, word('*nums', '**d', '*[1]', "**{'b': 2}")]),
    ', ',
    3,
  );
  const inner = weighted(
    [2, body],
    [
      2,
      word(
        '{{ a }}',
        '{{ a }}|{{ b }}',
        '{{ varargs }}',
        '{{ kwargs }}',
        '{{ caller() }}',
        "{{ caller(1, 'z') if caller }}",
        '{{ x }}',
      ),
    ],
  );
  const made = phrase`${tag(phrase`macro m(${PARAMETERS})`)}${text}${inner}${inner}${tag('endmacro')}`;
  const shown = phrase`{{ m(${given})${word('', '|upper', '|length', ' ~ "<"', '|e')} }}`;
  const called = phrase`${tag(phrase`call${word('', '', '(y)', '(y, z)', '(y=1)')} m(${given})`)}${body}${tag('endcall')}`;
  return weighted(
    [3, phrase`${made}${shown}`],
    [2, phrase`${made}${called}`],
    [1, phrase`${made}${shown}${called}`],
    [1, phrase`${made}{{ m.${words('name arguments catch_kwargs catch_varargs caller nope')} }}`],
    [1, phrase`{{ m(${given}) }}${made}`],
  );
}

const FILTERS = word(
  'upper',
  'trim',
  "replace('a', 'b')",
  'indent(2, true)',
  'e',
  'safe',
  'length',
  'center(9)|e',
  'striptags',
  'list',
  "join('-')",
);

function scopes({ any, body, bool }: Parts): Phrases {
  return either(
    phrase`${tag(phrase`with ${LOCAL} = ${any}`)}${body}${tag('endwith')}`,
    phrase`${tag(phrase`with x = ${any}, y = x`)}${body}{{ y }}${tag('endwith')}`,
    phrase`${tag(phrase`filter ${FILTERS}`)}${body}${tag('endfilter')}`,
    phrase`${tag(phrase`autoescape ${either(words('true false'), bool)}`)}${body}${tag('endautoescape')}`,
    phrase`${tag('block inner')}${body}${tag(phrase`endblock${word('', ' inner')}`)}`,
    phrase`${tag(phrase`if ${any}`)}${body}${tag('endif')}`,
  );
}

function others({ textual }: Parts): Phrases {
  return either(
    comment,
    raw,
    text,
    tag(
      phrase`include ${word("'inc'", "'nope' ignore missing", "['nope', 'inc']", "['a', 'b'] ignore missing", 's', "'nope'")}`,
    ),
    tag(phrase`from 'lib' import ${words('greet shown nope')}${word('', ' as k', ' with context')}`),
    phrase`${tag("import 'lib' as z")}{{ z.${word('greet(i)', 'shown', 'nope', 'greet', 'greet()')} }}`,
    print(textual),
  );
}

function pieceOf(parts: Parts): Phrases {
  return weighted(
    [3, text],
    [6, print(parts.any)],
    [3, loops(parts)],
    [3, branches(parts)],
    [3, assignments(parts)],
    [2, macros(parts)],
    [2, scopes(parts)],
    [2, others(parts)],
  );
}

function partsOf(depth: number): Parts {
  const { any, bool, many, rows, text: textual } = expressions(depth >= 2 ? 2 : 1);
  const bodiless = weighted([2, text], [4, print(any)], [1, print(word('x', 'y', 'z', 'k', 'a'))], [1, comment]);
  const body = several(depth <= 0 ? bodiless : pieceOf(partsOf(depth - 1)), '', 3);
  const inLoop = weighted(
    [3, print(LOOP)],
    [3, print(word('x', 'y', 'k', 'v', 'x.n', 'x.name', 'x[0]', 'x ~ y'))],
    [1, tag(word('break', 'continue', 'set y = x', 'if loop.first').filter((one) => !one.startsWith('if')))],
    [
      1,
      phrase`${tag(phrase`if ${word('loop.last', 'x', 'loop.index is even', 'not loop.first', 'loop.changed(x)')}`)}${either(text, tag(words('break continue')))}${tag('endif')}`,
    ],
    [2, body],
  );
  return { any, bool, many, rows, textual, body, loopBody: several(inLoop, '', 3, 1) };
}

/** Whole templates, of statements within each other. */
export const statements: Phrases = fc.oneof(
  { withCrossShrink: true },
  { weight: 2, arbitrary: several(pieceOf(partsOf(0)), '', 4, 1) },
  { weight: 3, arbitrary: several(pieceOf(partsOf(1)), '', 4, 1) },
  { weight: 1, arbitrary: several(pieceOf(partsOf(2)), '', 3, 1) },
);
/** A few statements, for the bodies of blocks and macros of other templates. */
export const short: Phrases = several(pieceOf(partsOf(0)), '', 2);
