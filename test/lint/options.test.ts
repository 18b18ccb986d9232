import { describe, expect, test } from 'vitest';
import { lint, outline, PART } from './site.js';

describe('duplicate-option', () => {
  test('the same name twice, below one header or two', async () => {
    expect(await lint(`${PART}location = one\n[b]\n[a]\nlocation = two\n`)).toEqual([
      {
        code: 'duplicate-option',
        message: '`a:location` is set twice in this file, and only the last counts',
        at: 'software.cfg:9:1 "location"',
        notes: ['what this says is lost: software.cfg:6:1 "location"'],
        hint: 'take one of them out, or write `+=`',
      },
    ]);
  });

  test('an assignment below an operator', async () => {
    expect(await lint(`${PART}location += one\nlocation = two\n`)).toEqual([
      {
        code: 'duplicate-option',
        message: 'this sets `a:location` anew, whatever `+=` says above',
        at: 'software.cfg:7:1 "location"',
        notes: ['what this says is lost: software.cfg:6:1 "location"'],
        hint: 'write `+=` below it',
      },
    ]);
  });

  test('what has a condition is lost below it', async () => {
    expect(await outline(`${PART}[a:linux]\nlocation = one\n[a]\nlocation = two\n`)).toEqual([
      'warning[duplicate-option] software.cfg:9:1 "location"',
    ]);
  });

  test('below one and the same condition, true or not', async () => {
    const section = '[a: windows]\nlocation = one\n[a:windows ]\nlocation = two\n';
    expect(await outline(PART + section)).toEqual(['warning[duplicate-option] software.cfg:9:1 "location"']);
  });

  test.each([
    ['operators', 'location = one\nlocation += two\nlocation += three\nlocation -= one\n'],
    ['an override under a condition', 'location = one\n[a:linux]\nlocation = two\n[a:bits64]\nlocation = three\n'],
    ['other sections', 'location = one\n[b]\nlocation = two\n'],
  ])('is not told of %s', async (_about, text) => {
    expect(await outline(PART + text)).toEqual([]);
  });

  test('another file may set an option anew', async () => {
    const base = `${PART}location = one\n`;
    expect(
      await outline({ 'base.cfg': base, 'software.cfg': '[buildout]\nextends = base.cfg\n[a]\nlocation = x\n' }),
    ).toEqual([]);
  });
});

test('repeated-macros', async () => {
  expect(await lint(`${PART}<= m\n<= n\n[m]\nlocation = one\n[n]\nlocation = two\n`)).toEqual([
    {
      code: 'repeated-macros',
      message: 'section `a` gets two lists of macros, and only the last counts',
      at: 'software.cfg:7:1 "<"',
      notes: ['what this says is lost: software.cfg:6:1 "<"'],
      hint: 'write one list, one macro on each line',
    },
  ]);
});

test('extends-operator', async () => {
  const files = {
    'base.cfg': PART,
    'software.cfg': '[buildout]\nextends = base.cfg\nextends += lost.cfg\n[b]\nextends += text\n',
  };
  expect(await lint(files)).toEqual([
    {
      code: 'extends-operator',
      message: '`extends +=` has no effect',
      at: 'software.cfg:3:1 "extends +="',
      hint: 'list every profile in one `extends =`',
    },
  ]);
});

describe('removes-nothing', () => {
  const message = '`two` is no line of `a:location`, so `-=` does not remove it';
  const at = 'software.cfg:4:13 "two"';

  test.each([
    ['nothing like it', 'location =\n  one\n  three\n', 'correct the line, or take it out'],
    ['a word', 'location = one two\n', 'only whole lines are removed, and there it stands on one line with others'],
    ['indentation', 'location =\n  one\n   two\n', 'the blanks before a line count: write it as it stands there'],
  ])('%s', async (_about, base, hint) => {
    const files = {
      'base.cfg': PART + base,
      'software.cfg': '[buildout]\nextends = base.cfg\n[a]\nlocation -= two\n',
    };
    expect(await lint(files)).toEqual([{ code: 'removes-nothing', message, at, hint }]);
  });

  test('from what a macro says, in the macro and in its user', async () => {
    const text = '<= m\nlocation -=\n  one\n  two\n[m]\nlocation =\n  one\nlocation -=\n  three\n';
    const told = await lint(PART + text);
    expect(told.map((each) => each.message)).toEqual([
      '`two` is no line of `a:location`, so `-=` does not remove it',
      '`three` is no line of `m:location`, so `-=` does not remove it',
    ]);
  });

  test.each([
    ['what is there', 'location =\n  one\n  two\n', '[a]\nlocation -=\n  two\n\n  one\n'],
    ['a section with conditions', '[a:windows]\nlocation = two\n', '[a]\nlocation -= two\n'],
  ])('is not told of %s', async (_about, base, own) => {
    const files = { 'base.cfg': PART + base, 'software.cfg': `[buildout]\nextends = base.cfg\n${own}` };
    expect(await outline(files)).toEqual([]);
  });

  test('a profile that dialect zc merges twice removes once', async () => {
    const files = {
      'base.cfg': `${PART}location =\n  one\n  two\n`,
      'less.cfg': '[a]\nlocation -= two\n',
      'left.cfg': '[buildout]\nextends = base.cfg less.cfg\n',
      'software.cfg': '[buildout]\nextends = left.cfg less.cfg\n',
    };
    expect(await outline(files, { dialect: 'zc' })).toEqual([]);
  });
});
