import fc from 'fast-check';

/** Profiles made of everything that can go wrong in their lines, small enough for repetitions to happen. */

const indentation = fc.constantFrom(
  '  ',
  '    ',
  ' ',
  '      ',
  '\t',
  '\t\t',
  ' \t',
  '\t ',
  '\u00a0',
  '  \u00a0',
  '\f',
  '\v ',
  '\u0085',
  '\u001c',
  '\u2003',
);
const padding = fc.constantFrom('', '', '', ' ', '  ', '\t', '\f', '\u00a0');
const name = fc.constantFrom('x', 'y', 'x', 'a-b', 'x+y', 'café', '$a', '<part-dependencies>', '\ufeff');
const value = fc.constantFrom(
  '',
  '',
  '',
  '1',
  '2',
  'a b',
  '# text',
  '; text',
  '$${a:x}',
  '${a:x}',
  '= 1',
  '> 1',
  '[no]',
  'k = v',
  'é \u{1f600}',
  'a\u2028b',
  'a\fb',
  '\ufeff',
  '%(x)s',
  '"',
  '\\',
  ':',
);

const option = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(name, padding, fc.constantFrom('=', '=', '+=', '+=', '-='), padding, value, padding)
      .map((pieces) => pieces.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '=> a b',
      '=>a',
      '=>',
      '<= m',
      '<=m',
      '< = m',
      '<=',
      '< += m',
      '<-=m',
      'x++ = 1',
      'x+-=1',
      'x+ = 1',
      '-x=1',
    ),
  },
);
const continuation = fc.tuple(indentation, value, padding).map((pieces) => pieces.join(''));
const comment = fc
  .tuple(fc.constantFrom('#', ';', '# c', '; d', '#[a]', '# x = 1', '##  e'), padding)
  .map((pieces) => pieces.join(''));
const blank = fc.constantFrom('', '', '', '  ', '\t', '\f', '\v', '\u00a0', ' \u0085');

const condition = fc.constantFrom(
  '',
  ':',
  ':linux',
  ': linux ',
  ':\twindows',
  ':not python3',
  ":sys.platform == 'linux'",
  ': os.name in ["nt"]',
  ': ',
  ':\f',
  ':open("x")',
  ':sys.platform != "\\x23"',
  ':\u00a0linux\u00a0',
  ':\u001clinux',
);
const header = fc
  .tuple(
    fc.constant('['),
    padding,
    fc.constantFrom('a', 'a', 'b', 'buildout', 'a/b', 'a=b', '<c>'),
    padding,
    fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: condition }),
    fc.constant(']'),
    padding,
    fc.constantFrom('', '', '', '# c', ';', '#', '# ] d', '#\t[e]'),
    padding,
  )
  .map((pieces) => pieces.join(''));

const below = fc.oneof(
  { weight: 4, arbitrary: option },
  { weight: 6, arbitrary: continuation },
  { weight: 3, arbitrary: comment },
  { weight: 4, arbitrary: blank },
);
const between = fc.oneof(comment, blank);
const section = fc
  .tuple(header, fc.array(between, { maxLength: 2 }), option, fc.array(below, { maxLength: 10 }))
  .map(([first, ...rest]) => [first, ...rest.flat()]);
const good = fc
  .tuple(fc.array(between, { maxLength: 4 }), fc.array(section, { maxLength: 5 }))
  .map(([lead, sections]) => [...lead, ...sections.flat()]);
const bad = fc.constantFrom(
  'bad',
  ': x',
  'a b = 1',
  '[a',
  '[a] b',
  '[]',
  '+= 1',
  '= 1',
  '\ufeff[a]',
  '  stray',
  '${x} = 1',
);

const lineEnd = fc.oneof(
  { weight: 8, arbitrary: fc.constant('\n') },
  { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r') },
);

function textOf(lines: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  return lines.chain((all) =>
    fc
      .tuple(fc.array(lineEnd, { minLength: all.length, maxLength: all.length }), fc.boolean())
      .map(([ends, isEnded]) =>
        all.map((line, at) => line + (at < all.length - 1 || isEnded ? (ends[at] ?? '') : '')).join(''),
      ),
  );
}

/** Every line can be read under every condition. */
export const goodProfile = textOf(good);

/** Lines in any order, some of them mistakes. */
export const anyProfile = textOf(
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: header },
      { weight: 12, arbitrary: option },
      { weight: 12, arbitrary: below },
      { weight: 1, arbitrary: bad },
    ),
    { maxLength: 20 },
  ),
);
