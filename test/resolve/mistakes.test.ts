import { describe, expect, test } from 'vitest';
import { locations, mistakes, resolve, type Told } from './site.js';

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
  const NAMES = 'names in references hold letters, digits, blanks and `-._`';
  const body = (text: string): string =>
    `[a]\nrecipe = r\nown = 1\nx = - ${text}\n[b]\ny = 1\nz = 2\n[openssl]\nrecipe = r\n[libstdc++]\n`;

  test.each([
    ['${}', 'no-colon', 'is empty', 'write `${section:option}`; for text write `$${}`'],
    ['${i}', 'no-colon', 'has no colon between section and option', 'for text write `$${i}`'],
    ['${i%3}', 'no-colon', 'has no colon between section and option', 'for text write `$${i%3}`'],
    ['${own}', 'no-colon', 'has no colon between section and option', 'did you mean `${:own}`?'],
    ['${b.y}', 'no-colon', 'has no colon between section and option', 'did you mean `${b:y}`?'],
    [
      '${openssl.location}',
      'no-colon',
      'has no colon between section and option',
      'did you mean `${openssl:location}`?',
    ],
    ['${openssl.x}', 'no-colon', 'has no colon between section and option', 'for text write `$${openssl.x}`'],
    [
      '${b}',
      'no-colon',
      'has no colon between section and option',
      '`b` is a section: name one of its options; for text write `$${b}`',
    ],
    ['${a:b:c}', 'too-many-colons', 'has more than one colon', 'write `${section:option}`; for text write `$${a:b:c}`'],
    ['${b:y:z}', 'too-many-colons', 'has more than one colon', 'write two references: `${b:y}:${b:z}`'],
    ['${b:${:n}', 'too-many-colons', 'holds another reference', 'references cannot stand inside one another'],
    [
      '${b/c:y}',
      'bad-section',
      'has the section name `b/c`, which no reference can hold',
      `${NAMES}; for text write \`$\${b/c:y}\``,
    ],
    [
      '${libstdc++:x}',
      'bad-section',
      'has the section name `libstdc++`, which no reference can hold',
      `${NAMES}: rename the section`,
    ],
    ['${:}', 'bad-section', 'names no option', 'write `${:option}`'],
    ['${b:}', 'bad-option', 'names no option', 'write `${b:option}`'],
    [
      '${b:y/z}',
      'bad-option',
      'has the option name `y/z`, which no reference can hold',
      `${NAMES}; for text write \`$\${b:y/z}\``,
    ],
    [
      '${CC:+$CC }',
      'bad-option',
      'has the option name `+$CC `, which no reference can hold',
      'for text write `$${CC:+$CC }`',
    ],
    [
      '${b:\u00a0y}',
      'bad-option',
      'has the option name `<U+00A0>y`, which no reference can hold',
      `${NAMES}; for text write \`$\${b:\u00a0y}\``,
    ],
  ])('%s', (text, code, problem, hint) => {
    const shown = text.replace('\u00a0', '<U+00A0>');
    expect(told(body(text))).toEqual([
      {
        code: `substitution-${code}`,
        message: `\`${shown}\` ${problem}`,
        at: `software.cfg:6:7 ${JSON.stringify(text)}`,
        hint,
      },
    ]);
  });

  test('a brace that is closed by that of another line', () => {
    expect(told(body('-I${openssl:location/include\n  -L${openssl:location}/lib'))).toEqual([
      {
        code: 'substitution-too-many-colons',
        message: '`${openssl:location/include` has no closing brace',
        at: 'software.cfg:6:9 "${openssl:location/include"',
        hint: 'did you mean `${openssl:location}`?',
      },
    ]);
    expect(told(body('-I${no:such/include -L${b:y}'))).toMatchObject([
      {
        message: '`${no:such/include -L` has no closing brace',
        at: 'software.cfg:6:9 "${no:such/include -L"',
        hint: 'close it with `}`; for text write `$${`',
      },
    ]);
  });

  test('in dialect zc nothing makes text of it', () => {
    const text = `[buildout]\nparts = a\nversions =\n${body('${i} ${a:b:c}')}`;
    expect(mistakes(resolve(text, { dialect: 'zc' })).map(({ hint }) => hint)).toEqual([
      'write `${section:option}`',
      'write `${section:option}`',
    ]);
  });
});

describe('references that look right', () => {
  test('blanks in the names', () => {
    expect(told('[a]\nrecipe = r\nx = ${ b : y } ${b: y} ${:own }\nown = 1\n[b]\ny = 1\n')).toMatchObject([
      { code: 'missing-section', hint: 'blanks belong to the name: write `${b:y}`' },
      { code: 'missing-option', hint: 'blanks belong to the name: write `${b:y}`' },
      { code: 'missing-option', hint: 'blanks belong to the name: write `${a:own}`' },
    ]);
  });

  test('a default as the shell has it', () => {
    expect(told('[a]\nrecipe = r\nx = ${CFLAGS:-O2}\n')).toMatchObject([
      { code: 'missing-section', hint: 'for text write `$${CFLAGS:-O2}`' },
    ]);
  });

  test('the place of the part itself, where recipes give one', () => {
    const text = '[a]\nrecipe = r\nx = ${:location} ${location} ${a:location}\n';
    const initialiser = { ...locations, hasDirectory: (recipe: string) => recipe === 'r' };
    const whole = `[buildout]\nparts = a\n${text}`;
    const hint = 'write `@@LOCATION@@` for the directory of the part itself';
    expect(mistakes(resolve(whole, { initialiser })).map((each) => each.hint)).toEqual([hint, hint, hint]);
    expect(told(text).map((each) => each.hint)).toEqual([undefined, 'for text write `$${location}`', undefined]);
  });

  test('a name with a character that does not show', () => {
    expect(told('[a]\nrecipe = r\nx = ${zlib:y}\n[zlib\u200b]\ny = 1\n')).toMatchObject([
      { code: 'missing-section', hint: 'did you mean `zlib<U+200B>`?' },
    ]);
  });
});

test('an option that is to be added to itself', () => {
  expect(told('[a]\nrecipe = r\nx = ${:x} more\n')).toEqual([
    {
      code: 'circular-reference',
      message: 'option refers to itself: `a:x` → `a:x`',
      at: 'software.cfg:5:5 "${:x}"',
      hint: 'to add to a value write `x += …`',
    },
  ]);
});

test('macros that are missing or lead back', () => {
  expect(told('[a]\n<= m n\nrecipe = r\n[b]\n<=\n  c\n[c]\n<= b\n[m]\n', 'a b')).toEqual([
    {
      code: 'macro-missing-section',
      message: 'there is no section `m n`, which `a` uses as a macro',
      at: 'software.cfg:4:4 "m n"',
      hint: 'write one macro on each line',
    },
    {
      code: 'macro-loop',
      message: 'macros lead in a circle: `b` → `c` → `b`',
      at: 'software.cfg:8:3 "c"',
      notes: ['through this macro: software.cfg:10:4 "b"'],
    },
  ]);
});

test.each([
  ['m # n', 'a comment is a line of its own, with `#` in the first column'],
  ['m, n', 'write one macro on each line, without commas'],
  ['${b:y}', 'macros are names, without references'],
  ['mm', 'did you mean `m`?'],
  ['other', 'no profile that was read has it: is its profile in `extends`?'],
])('a macro that is none: %s', (macro, hint) => {
  expect(told(`[a]\n<= ${macro}\nrecipe = r\n[m]\n[n]\n`)).toMatchObject([{ code: 'macro-missing-section', hint }]);
});

describe('a list of names with more than names', () => {
  const sections = '[a]\nrecipe = r\n[b]\nrecipe = r\n[c]\nrecipe = r\n';

  test('a comment behind them', () => {
    expect(told(sections, '\n  a # the first one\n  b')).toEqual([
      {
        code: 'missing-section',
        message: 'there is no section `# the first one`',
        at: 'software.cfg:3:5 "# the first one"',
        hint: 'a comment is a line of its own, with `#` in the first column',
      },
    ]);
  });

  test('commas between them', () => {
    expect(told(sections, 'a, b, c')).toEqual([
      {
        code: 'missing-section',
        message: 'there is no section `a,`',
        at: 'software.cfg:2:9 "a,"',
        hint: 'names are separated by blanks, without commas',
      },
    ]);
  });

  test('a section may be called so', () => {
    expect(told(`${sections}[a,b]\nrecipe = r\n`, 'a,b')).toEqual([]);
  });

  test('behind `=>`', () => {
    expect(told(`${sections}=> a, b # two\n`, 'c')).toMatchObject([
      { code: 'missing-section', at: 'software.cfg:9:4 "a,"', hint: 'names are separated by blanks, without commas' },
      { code: 'missing-section', at: 'software.cfg:9:9 "# two"' },
    ]);
  });

  test('brought by a reference', () => {
    expect(told('[a]\nrecipe = r\n[l]\nparts = a nope\n', 'a ${l:parts}')).toMatchObject([
      { code: 'missing-section', at: 'software.cfg:2:11 "${l:parts}"' },
    ]);
  });
});

test('a misspelt `recipe`', () => {
  expect(told('[a]\nrecpie = r\n')).toEqual([
    {
      code: 'part-without-recipe',
      message: 'part `a` has no recipe: `a:recipe` is not set',
      at: 'software.cfg:2:9 "a"',
      notes: ['`recpie` stands here: software.cfg:4:1 "recpie"'],
      hint: 'did you mean `recipe`?',
    },
  ]);
});

test('a section that nothing is like', () => {
  expect(told('[a]\nrecipe = r\n', 'a nginx-conf')).toEqual([
    {
      code: 'missing-section',
      message: 'there is no section `nginx-conf`',
      at: 'software.cfg:2:11 "nginx-conf"',
      hint: 'no profile that was read has it: is its profile in `extends`?',
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

describe('no parts at all', () => {
  test.each([
    ['# nothing\n', 'software.cfg:1:1 ""', 'for this run: `slapbuild software.cfg parts=NAME`'],
    ['[a]\nrecipe = r\n', 'software.cfg:1:1 "[a]"', 'for this run: `slapbuild software.cfg parts=a`'],
    [
      '# x\n[a]\nrecipe = r\n[b]\nrecipe = r\n',
      'software.cfg:2:1 "[a]"',
      'for this run: `slapbuild software.cfg parts=NAME`',
    ],
    ['[buildout]\nx = 1\n', 'software.cfg:1:1 "[buildout]"', 'for this run: `slapbuild software.cfg parts=NAME`'],
    ['[buildout]\npart = a\n', 'software.cfg:2:1 "part"', 'did you mean `parts`?'],
    ['[Buildout]\nparts = a\n', 'software.cfg:1:1 "[Buildout]"', 'names are case-sensitive: write `[buildout]`'],
    ['[buildot]\nparts = a\n', 'software.cfg:1:1 "[buildot]"', 'did you mean `[buildout]`?'],
  ])('%j', (text, at, hint) => {
    expect(mistakes(resolve(text))).toEqual([
      { code: 'missing-option', message: 'nothing says what to build: `buildout:parts` is not set', at, hint },
    ]);
  });

  test('`[buildout]` of another profile is not the place', () => {
    const files = { 'software.cfg': '[buildout]\nextends = a.cfg\n', 'a.cfg': '[buildout]\nx = 1\n' };
    expect(mistakes(resolve(files))).toMatchObject([{ at: 'software.cfg:1:1 "[buildout]"' }]);
  });
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

describe('options of [buildout] that cannot be used', () => {
  test.each([
    ['offline = True', 'invalid-boolean', 'must be `true` or `false`, not `True`', 'write `true`'],
    ['newest = no', 'invalid-boolean', 'must be `true` or `false`, not `no`', 'write `false`'],
    ['offline = perhaps', 'invalid-boolean', 'must be `true` or `false`, not `perhaps`', undefined],
    [
      'log-level = LOUD',
      'invalid-log-level',
      'must be `DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL` or a number, not `LOUD`',
      undefined,
    ],
    [
      'log-level = info',
      'invalid-log-level',
      'must be `DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL` or a number, not `info`',
      'write `INFO`',
    ],
    ['verbosity = x', 'invalid-verbosity', 'must be a whole number, not `x`', undefined],
    ['versions = pin', 'key-error', 'names the section `pin`, which does not exist', 'did you mean `pins`?'],
    ['versions = other', 'key-error', 'names the section `other`, which does not exist', undefined],
  ])('%s', (line, code, problem, hint) => {
    const [option = '', value = ''] = line.split(' = ');
    expect(mistakes(resolve(`[buildout]\nparts =\n${line}\n[pins]\n`))).toEqual([
      {
        code,
        message: `\`buildout:${option}\` ${problem}`,
        at: `software.cfg:3:${String(option.length + 4)} ${JSON.stringify(value)}`,
        ...(hint !== undefined && { hint }),
      },
    ]);
  });

  test('two that exclude each other', () => {
    const text = '[buildout]\nparts =\ninstall-from-cache = true\noffline = true\n';
    expect(mistakes(resolve(text))).toEqual([
      {
        code: 'option-conflict',
        message: '`install-from-cache` and `offline` cannot both be true',
        at: 'software.cfg:3:22 "true"',
        notes: ['`offline` is set here: software.cfg:4:11 "true"'],
      },
    ]);
  });
});

test('an assignment that is wrong points to the command line', () => {
  const text = '[buildout]\nparts = a\n[a]\nrecipe = r\n';
  expect(mistakes(resolve(text, { assignments: ['a:x=1\n2', 'a:b:c=2', 'plain', ':=3'] }))).toEqual([
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `a:b:c=2` has more than one colon before `=`',
      at: '<command line>:1:9 "a:b:c=2"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `plain` has no `=`',
      at: '<command line>:1:17 "plain"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `:=3` has no option name',
      at: '<command line>:1:23 ":=3"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
  ]);
  expect(mistakes(resolve(text, { assignments: ['a:w=1', 'a:x=1\n${b:y}'] }))).toMatchObject([
    { code: 'missing-section', at: '<command line>:1:13 "${b:y}"' },
  ]);
});
