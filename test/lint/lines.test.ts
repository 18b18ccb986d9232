import { describe, expect, test } from 'vitest';
import { lint, PART } from './site.js';

const START = 'write it at the start of the line';

describe('indented-header', () => {
  test('behind a value that began on the line of its option', async () => {
    expect(await lint(`${PART}stop-on-error = true\n [b:linux] # for later\n x = 1\n`)).toEqual([
      expect.objectContaining({ code: 'bad-option' }),
      {
        code: 'indented-header',
        message: '`[b:linux] # for later` is indented, so it is text of `a:stop-on-error` and opens no section',
        at: 'software.cfg:7:2 "[b:linux] # for later"',
        hint: START,
      },
    ]);
  });

  test('further left than the value it would belong to', async () => {
    expect(await lint(`${PART}location =\n    one\n  [b]\n`)).toEqual([
      {
        code: 'indented-header',
        message: '`[b]` is indented, so it is text of `a:location` and opens no section',
        at: 'software.cfg:8:3 "[b]"',
        hint: START,
      },
    ]);
  });

  test('of a section that something asks for', async () => {
    expect(await lint(`${PART}location =\n  one\n  [b]\n  x = 1\n[c]\ny = \${b:x}\n`)).toEqual([
      {
        code: 'indented-header',
        message: '`[b]` is indented, so it is text of `a:location` and opens no section',
        at: 'software.cfg:8:3 "[b]"',
        hint: START,
      },
    ]);
  });

  test.each([
    ['a file in a block', 'location =\n  [global]\n  x = 1\n    [deeper]\n'],
    ['a file behind a word that opens it', 'location = inline:\n  [environment]\n  x = 1\n'],
    ['shell', 'update-command = true\n  [ -e x ]\n  [ $y ] && z\n'],
    ['a section that is asked for and is there', 'location =\n  one\n  [buildout]\n'],
  ])('is not told of %s', async (_about, text) => {
    expect(await lint(PART + text)).toEqual([]);
  });
});

describe('indented-option', () => {
  test('an option that the recipe has', async () => {
    expect(await lint(`${PART}update-command = echo\n  stop-on-error = true\n`)).toEqual([
      {
        code: 'indented-option',
        message: '`stop-on-error =` is indented, so it is text of `a:update-command` and sets nothing',
        at: 'software.cfg:7:3 "stop-on-error"',
        hint: START,
      },
    ]);
  });

  test('an option that a reference asks for', async () => {
    const [first, second] = await lint(`${PART}update-command = echo \${b:y}\n[b]\nx = 1\n  y += 2\n`);
    expect(first?.code).toBe('missing-option');
    expect(second).toEqual({
      code: 'indented-option',
      message: '`y =` is indented, so it is text of `b:x` and sets nothing',
      at: 'software.cfg:9:3 "y"',
      hint: START,
    });
  });

  test.each([
    ['variables', 'update-command = A=1 env\n  location=x\n'],
    ['what no one knows', 'update-command = python -c "\n  x = 1"\n'],
    ['a block', 'update-command =\n  location = x\n'],
  ])('is not told of %s', async (_about, text) => {
    expect(await lint(PART + text)).toEqual([]);
  });
});

test('indented-comment', async () => {
  const part = '[buildout]\nparts =\n  a\n# off\n\n[a]\nrecipe = command\ncommand =\n  # shell\n  true\n';
  expect(await lint(`${part}[b]\nconfigure-options =\n  --one\n  #--two\n  ; three\n`)).toEqual([
    {
      code: 'indented-comment',
      message: '`#--two` is indented, so it is no comment: its words are part of `b:configure-options`',
      at: 'software.cfg:14:3 "#--two"',
      hint: START,
    },
  ]);
});
