import { describe, expect, test } from 'vitest';
import { lint, outline, PART } from './site.js';

describe('unused-section-broken', () => {
  test('macros that do not exist or lead in a circle', async () => {
    expect(await lint(`${PART}[b]\n<= nothing\n[c]\n<= d\n[d]\n<= c\n[bb]\n`)).toEqual([
      {
        code: 'unused-section-broken',
        message: 'there is no section `nothing`, which `b` uses as a macro',
        at: 'software.cfg:7:4 "nothing"',
        hint: 'no profile that was read has it: is its profile in `extends`?',
      },
      {
        code: 'unused-section-broken',
        message: 'macros lead in a circle: `c` → `d` → `c`',
        at: 'software.cfg:9:4 "d"',
        notes: ['through this macro: software.cfg:11:4 "c"'],
      },
    ]);
  });

  test('a reference that is none', async () => {
    expect(await lint(`${PART}[b]\nx = \${y}\n`)).toEqual([
      {
        code: 'unused-section-broken',
        message: '`${y}` has no colon between section and option',
        at: 'software.cfg:7:5 "${y}"',
        hint: 'for text write `$${y}`',
      },
    ]);
  });

  test.each([
    ['references that only those can follow who use the section', '[b]\nx = ${:y} ${c:z} ${d:x}\n[d]\ny = 1\n'],
    ['recipes', '[b]\nrecipe = nothing\n[c]\nrecipe = cmmi\n'],
  ])('is not told of %s', async (_about, text) => {
    expect(await outline(PART + text)).toEqual([]);
  });

  test('a section in use is an error', async () => {
    expect(await outline(`${PART}location = \${b:x}\n[b]\nx = \${y}\n`)).toEqual([
      'error[substitution-no-colon] software.cfg:8:5 "${y}"',
    ]);
  });

  test('a profile without parts may be extended by one with the macros', async () => {
    expect(await outline('[b]\n<= nothing\n')).toEqual(['error[missing-option] software.cfg:1:1 "[b]"']);
  });
});

describe('blank-in-macro', () => {
  test('in a section that is not in use', async () => {
    expect(await lint(`${PART}[b]\n<= c d\n[c]\n[d]\n`)).toEqual([
      {
        code: 'blank-in-macro',
        message: 'there is no section `c d`, which `b` uses as a macro',
        at: 'software.cfg:7:4 "c d"',
        hint: 'write one macro on each line',
      },
    ]);
  });

  test('in a section in use it is an error', async () => {
    expect(await outline(`${PART}<= c d\n[c]\n[d]\n`)).toEqual(['error[macro-missing-section] software.cfg:6:4 "c d"']);
  });
});

describe('undecided-condition', () => {
  test('each header that cannot be decided', async () => {
    const told = await lint(`${PART}[b:maybe]\nx = 1\n[b:perhaps]\nx = 2\n`);
    expect(told.map(({ code, message, at, hint }) => ({ code, message, at, hint }))).toEqual([
      {
        code: 'undecided-condition',
        message: 'cannot decide the condition `maybe` of section `b`: `maybe` is not known in a condition',
        at: 'software.cfg:6:4 "maybe"',
        hint: "decide it yourself: `--condition '[b]=false'`, or `=true`",
      },
      {
        code: 'undecided-condition',
        message: 'cannot decide the condition `perhaps` of section `b`: `perhaps` is not known in a condition',
        at: 'software.cfg:8:4 "perhaps"',
        hint: "decide it yourself: `--condition '[b]=false'`, or `=true`",
      },
    ]);
  });

  test('in a section in use it is an error', async () => {
    expect(await outline(`${PART}location = \${b:x}\n[b:maybe]\nx = 1\n[b:perhaps]\n`)).toEqual([
      'error[condition-error] software.cfg:7:4 "maybe"',
    ]);
  });
});

test('empty-recipe', async () => {
  const text = '[buildout]\nparts = a b c\n[a]\nrecipe = command\ncommand = true\n';
  expect(await lint(`${text}[b]\n<= m\nx = 1\n[m]\nrecipe =\n[c]\n<= a\n[d]\nrecipe =\n`)).toEqual([
    {
      code: 'empty-recipe',
      message: '`b` is listed in `parts`, but its recipe is empty, so nothing is made of it',
      at: 'software.cfg:10:1 "recipe"',
      notes: ['it is listed here: software.cfg:2:11 "b"'],
      hint: 'give it a recipe, or take it out of `parts`',
    },
  ]);
});

describe('unclosed-reference', () => {
  test('the brace is forgotten', async () => {
    expect(await lint(`${PART}location = \${:command} \${:recipe\n`)).toEqual([
      {
        code: 'unclosed-reference',
        message: '`${:recipe` is text: it has no closing brace',
        at: 'software.cfg:6:24 "${:recipe"',
        hint: 'write `}` behind it, or `$${` to say that it is meant as text',
      },
    ]);
  });

  test('dollars are read in pairs', async () => {
    expect(await outline(`${PART}location = $\${:a $$\${:b $$$\${:c\n`)).toEqual([
      'warning[unclosed-reference] software.cfg:6:20 "${:b"',
    ]);
  });

  test('is not told of shell', async () => {
    expect(await outline(`${PART}update-command = echo \${ \${x \${x:\n`)).toEqual([]);
  });
});

describe('own-section-name', () => {
  test('of another section', async () => {
    expect(await lint(`${PART}location = \${b:_buildout_section_name_}\n[b]\nx = 1\n`)).toEqual([
      {
        code: 'own-section-name',
        message: '`${b:_buildout_section_name_}` is the name of the section that holds it, not `b`',
        at: 'software.cfg:6:12 "${b:_buildout_section_name_}"',
        hint: 'write `b`, or `${:_buildout_section_name_}`',
      },
    ]);
  });

  test.each([
    ['its own', 'location = ${:_buildout_section_name_}\n'],
    ['a real option', 'location = ${b:_buildout_section_name_}\n[b]\n_buildout_section_name_ = c\n'],
  ])('is not told of %s', async (_about, text) => {
    expect(await outline(PART + text)).toEqual([]);
  });
});
