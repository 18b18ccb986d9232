import { describe, expect, test } from 'vitest';
import { mistakes, resolve, type Told } from './site.js';

/** The mistakes of a profile whose `[buildout]` lists the parts. */
function told(body: string, parts = 'a'): readonly Told[] {
  return mistakes(resolve(`[buildout]\nparts = ${parts}\n${body}`));
}

test('unknown section, with the references that lead to it', () => {
  expect(told('[a]\nrecipe = r\nx = ${b:y}\n[b]\ny = ${zlip:location}\n[zlib]\nrecipe = r\n')).toEqual([
    {
      code: 'missing-section',
      message: 'there is no section `zlip`',
      at: 'software.cfg:7:5 "${zlip:location}"',
      notes: ['needed by this reference: software.cfg:5:5 "${b:y}"'],
      hint: 'did you mean `zlib`?',
    },
  ]);
});

test('unknown option, with every place where its section is declared', () => {
  const files = {
    'software.cfg':
      '[buildout]\nextends = lib.cfg\nparts = a\n[a]\nrecipe = r\nCPPFLAGS = -I${zlib:locaton}/include\n[zlib]\nversion = 1\n',
    'lib.cfg': '[zlib]\nrecipe = r\n',
  };
  expect(mistakes(resolve(files))).toEqual([
    {
      code: 'missing-option',
      message: 'section `zlib` has no option `locaton`',
      at: 'software.cfg:6:14 "${zlib:locaton}"',
      notes: ['`zlib` is declared here: lib.cfg:1:1 "[zlib]"', '`zlib` is declared here: software.cfg:7:1 "[zlib]"'],
      hint: 'did you mean `location`?',
    },
  ]);
});

test('an option that a recipe would set, needed before the recipe can run', () => {
  expect(told('[a]\nrecipe = r\nx = ${b:y}\n[b]\nrecipe = r\ny = ${a:location}\n')).toEqual([
    {
      code: 'missing-option',
      message: 'section `a` has no option `location`',
      at: 'software.cfg:8:5 "${a:location}"',
      notes: [
        'the recipe of `a` has not run yet, because `a` itself needs this reference',
        'needed by this reference: software.cfg:5:5 "${b:y}"',
        '`a` is declared here: software.cfg:3:1 "[a]"',
      ],
    },
  ]);
});

test('a circle is told whole, and once', () => {
  expect(
    told('[a]\nrecipe = r\nx = ${b:y}\n[b]\nrecipe = r\ny = ${c:z}\n[c]\nz = 1${:w}\nw = ${a:x}\n', 'a b'),
  ).toEqual([
    {
      code: 'circular-reference',
      message: 'option refers to itself: `c:w` → `a:x` → `b:y` → `c:z` → `c:w`',
      at: 'software.cfg:11:5 "${a:x}"',
      notes: [
        'through this reference to `b:y`: software.cfg:5:5 "${b:y}"',
        'through this reference to `c:z`: software.cfg:8:5 "${c:z}"',
        'through this reference to `c:w`: software.cfg:10:6 "${:w}"',
      ],
    },
  ]);
});

describe('text that is no reference', () => {
  test.each([
    ['${}', 'substitution-no-colon', 'has no colon between section and option'],
    ['${a}', 'substitution-no-colon', 'has no colon between section and option'],
    ['${a:b:c}', 'substitution-too-many-colons', 'has more than one colon'],
    ['${b:${:n}', 'substitution-too-many-colons', 'has more than one colon'],
    ['${b/c:y}', 'substitution-bad-section', 'has a section name with characters that references cannot hold'],
    ['${:}', 'substitution-bad-section', 'has a section name with characters that references cannot hold'],
    ['${b:y/z}', 'substitution-bad-option', 'has an option name with characters that references cannot hold'],
  ])('%s', (text, code, problem) => {
    expect(told(`[a]\nrecipe = r\nx = - ${text}\n`)).toEqual([
      {
        code,
        message: `\`${text}\` ${problem}`,
        at: `software.cfg:5:7 ${JSON.stringify(text)}`,
        hint: 'write `${section:option}`, or `$${` for text that is no reference',
      },
    ]);
  });
});

test('macros that are missing or lead back', () => {
  expect(told('[a]\n<= m n\nrecipe = r\n[b]\n<=\n  c\n[c]\n<= b\n[m]\n', 'a b')).toEqual([
    {
      code: 'macro-missing-section',
      message: 'there is no section `m n` to make `a` from',
      at: 'software.cfg:4:4 "m n"',
      hint: 'write one macro on each line',
    },
    {
      code: 'macro-loop',
      message: 'the macros of section `b` lead back to it',
      at: 'software.cfg:8:3 "c"',
      notes: ['through this macro: software.cfg:10:4 "b"'],
    },
  ]);
});

test('parts that are no parts', () => {
  expect(told('[a]\nx = 1\n[zlib]\nrecipe = r\n', '\n  a\n  zlob')).toEqual([
    {
      code: 'part-without-recipe',
      message: 'part `a` has no recipe: `a:recipe` is not set',
      at: 'software.cfg:3:3 "a"',
      notes: ['`a` is declared here: software.cfg:5:1 "[a]"'],
      hint: 'parts are sections with a recipe; take it out of `parts`, or give it one',
    },
    {
      code: 'missing-section',
      message: 'there is no section `zlob`',
      at: 'software.cfg:4:3 "zlob"',
      hint: 'did you mean `zlib`?',
    },
  ]);
});

test('no parts at all', () => {
  expect(mistakes(resolve('# nothing\n'))).toEqual([
    {
      code: 'missing-option',
      message: 'section `buildout` has no option `parts`',
      at: 'software.cfg:1:1 ""',
      hint: 'set `parts` in `[buildout]` to the sections to install; empty means none',
    },
  ]);
});

test('dependencies that do not exist', () => {
  expect(told('[a]\nrecipe = r\n=> b nope\n[b]\n')).toMatchObject([
    { code: 'missing-section', at: 'software.cfg:5:6 "nope"' },
  ]);
});

test('every mistake of every part is told, and each once', () => {
  const body =
    '[a]\nrecipe = r\nx = ${b:y}\nz = ${no:a}\n[b]\nrecipe = r\ny = ${no:b}\nk = ${no:c}\n[c]\nrecipe = r\nx = ${b:k} ${b:location} ${a:x}\n';
  expect(told(body, 'a c').map(({ at }) => at)).toEqual([
    'software.cfg:10:5 "${no:c}"',
    'software.cfg:9:5 "${no:b}"',
    'software.cfg:6:5 "${no:a}"',
  ]);
});

test('options of [buildout] that cannot be used', () => {
  const text = '[buildout]\nparts =\noffline = True\nlog-level = LOUD\nverbosity = x\nversions = pins\n';
  expect(mistakes(resolve(text))).toEqual([
    {
      code: 'invalid-boolean',
      message: '`buildout:offline` is `True`',
      at: 'software.cfg:3:11 "True"',
      hint: 'write `true` or `false`',
    },
    {
      code: 'invalid-log-level',
      message: '`LOUD` is no log level',
      at: 'software.cfg:4:13 "LOUD"',
      hint: 'write `DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL` or a number',
    },
    {
      code: 'invalid-verbosity',
      message: '`x` is no verbosity',
      at: 'software.cfg:5:13 "x"',
      hint: 'write a whole number',
    },
    {
      code: 'key-error',
      message: '`buildout:versions` names the section `pins`, which does not exist',
      at: 'software.cfg:6:12 "pins"',
    },
  ]);
});

test('an assignment that is wrong points to the command line', () => {
  const text = '[buildout]\nparts = a\n[a]\nrecipe = r\n';
  expect(mistakes(resolve(text, { assignments: ['a:x=1', 'a:b:c=2', 'plain', ':=3'] }))).toEqual([
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `a:b:c=2` has more than one colon before `=`',
      at: '<command line>:3:1 "a:b:c=2"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `plain` has no `=`',
      at: '<command line>:4:1 "plain"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `:=3` has no option name',
      at: '<command line>:5:1 ":=3"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
  ]);
  expect(mistakes(resolve(text, { assignments: ['a:x=${b:y}'] }))).toMatchObject([
    { code: 'missing-section', at: '<command line>:2:5 "${b:y}"' },
  ]);
});
