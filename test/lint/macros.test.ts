import { describe, expect, test } from 'vitest';
import { lint, outline, PART } from './site.js';

describe('hidden-macro-value', () => {
  const base = `${PART}<= m\n[m]\nlocation = one\n`;

  test('an operator in another file', async () => {
    const files = { 'base.cfg': base, 'software.cfg': '[buildout]\nextends = base.cfg\n[a]\nlocation += two\n' };
    expect(await lint(files)).toEqual([
      {
        code: 'hidden-macro-value',
        message: '`+=` does not change what a macro says about `a:location`, it hides it',
        at: 'software.cfg:4:1 "location"',
        notes: ['`m` says it here: base.cfg:8:1 "location"'],
        hint: 'write the whole value with `=`, or the operator in the file that lists the macros',
      },
    ]);
  });

  test('an operator in a profile below the one with the macros', async () => {
    const files = {
      'early.cfg': '[a]\nlocation += two\n',
      'software.cfg': base.replace('parts', 'extends = early.cfg\nparts'),
    };
    expect(await outline(files)).toEqual(['warning[hidden-macro-value] early.cfg:2:1 "location"']);
  });

  test.each([
    ['an operator beside the macros', '', base.replace('<= m', '<= m\nlocation += two')],
    ['an assignment', '[a]\nlocation = two\n', base],
    ['an operator on what an assignment says', '[a]\nlocation += 2\n', base.replace('<= m', '<= m\nlocation = 1')],
    ['what no macro says', '[a]\nupdate-command += 2\n', base],
  ])('is not told of %s', async (_about, own, below) => {
    const files = { 'base.cfg': below, 'software.cfg': `[buildout]\nextends = base.cfg\n${own}` };
    expect(await outline(files)).toEqual([]);
  });

  test('is not told of an operator that an assignment follows', async () => {
    const files = {
      'base.cfg': base,
      'more.cfg': '[buildout]\nextends = base.cfg\n[a]\nlocation += two\n',
      'software.cfg': '[buildout]\nextends = more.cfg\n[a]\nlocation = three\n',
    };
    expect(await outline(files)).toEqual([]);
  });
});

describe('ignored-macros', () => {
  test('an operator beside the list', async () => {
    expect(await lint(`${PART}<= m\n< += n\n[m]\nlocation = one\n[n]\n`)).toEqual([
      {
        code: 'ignored-macros',
        message: '`< +=` does not change the macros of `a`, which this file lists too',
        at: 'software.cfg:7:1 "<"',
        hint: 'write one list, one macro on each line',
      },
    ]);
  });

  test('macros of [buildout]', async () => {
    expect(await lint(PART.replace('parts', '<= m\nparts'))).toEqual([
      {
        code: 'ignored-macros',
        message: '`[buildout]` takes no macros',
        at: 'software.cfg:2:1 "<"',
        hint: 'write the options themselves',
      },
    ]);
  });

  test('another file adds macros', async () => {
    const files = {
      'base.cfg': `${PART}<= m\n[m]\nlocation = \${:place}\n`,
      'software.cfg': '[buildout]\nextends = base.cfg\n[a]\n< += n\n[n]\nplace = here\n',
    };
    expect(await outline(files)).toEqual([]);
  });
});

describe('macro-undone', () => {
  const macros =
    '[base]\nlocation = one\nstop-on-error = true\n[m]\n<= base\nlocation = two\n[n]\n<= base\nupdate-command = true\n';

  test('the second macro brings back what the first changes', async () => {
    expect(await lint(`${PART}<=\n  m\n  n\n${macros}`)).toEqual([
      {
        code: 'macro-undone',
        message: 'macro `n` brings back the `location` that `m` changes',
        at: 'software.cfg:8:3 "n"',
        notes: ['this change is undone: software.cfg:14:1 "location"'],
        hint: 'list `m` after `n`, or set `location` here',
      },
    ]);
  });

  test.each([
    ['the other order', `<=\n  n\n  m\n${macros}`],
    ['an option that the section sets', `<=\n  m\n  n\nlocation = three\n${macros}`],
    ['macros that each set it', `<=\n  m\n  n\n${macros.replace('[n]\n', '[n]\nlocation = three\n')}`],
  ])('is not told of %s', async (_about, text) => {
    expect(await outline(PART + text)).toEqual([]);
  });
});
