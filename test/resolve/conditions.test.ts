import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '../../src/engine/profile/index.js';
import { mistakes, option, resolve } from './site.js';

const BOARD = `open('/proc/device-tree/model').read() == 'OLinuXino'`;

function profile(parts: string): string {
  return `[buildout]\nparts = ${parts}\n[gcc]\nrecipe = r\nflags =\n[gcc:${BOARD}]\nflags = -mfpu=vfp\n[zlib]\nrecipe = r\n`;
}

test('a condition that cannot be decided is no mistake while nobody uses its section', () => {
  const result = resolve(profile('zlib'));
  expect(mistakes(result)).toEqual([]);
  expect(option(result, 'zlib', 'recipe')).toBe('r');
});

test('whoever uses the section is told', () => {
  const used = `${profile('a')}[a]\nrecipe = r\nx = \${gcc:location}\n`;
  expect(mistakes(resolve(used))).toEqual([
    {
      code: 'condition-error',
      message: `cannot decide the condition \`${BOARD}\` of section \`gcc\`: \`open\` is not known in a condition`,
      at: 'software.cfg:6:6 "open"',
      notes: [
        'no code is run for conditions; they can use flags such as `linux` and `python3`, PEP 508 markers,\n' +
          '`sys.version_info`, `sys.platform`, `os.name`, `os.environ.get`, `platform.machine()`, `.system()` and `.release()`',
      ],
      hint: "decide it yourself: `--condition '[gcc]=false'`, or `=true`",
    },
  ]);
});

test('through a macro, from another profile, with the way to it', () => {
  const files = {
    'software.cfg': '[buildout]\nextends = gcc.cfg\nparts = a\n[a]\n<= gcc\n',
    'gcc.cfg': `[gcc:${BOARD}]\nrecipe = r\n`,
  };
  const [mistake] = mistakes(resolve(files));
  expect(mistake).toMatchObject({ code: 'condition-error', at: 'gcc.cfg:1:6 "open"' });
  expect(mistake?.notes?.at(-1)).toBe('the profile is extended here: software.cfg:2:11 "gcc.cfg"');
});

test('`[buildout]` is always used', () => {
  expect(mistakes(resolve(`[buildout]\nparts =\n[buildout:${BOARD}]\nparts = a\n`))).toMatchObject([
    { code: 'condition-error' },
  ]);
});

test.each([
  [true, '-mfpu=vfp'],
  [false, ''],
])('the caller decides: %s', (holds, flags) => {
  const conditions = { ...DEFAULT_ENVIRONMENT, assumed: new Map([['gcc', holds]]) };
  expect(option(resolve(profile('gcc'), { conditions }), 'gcc', 'flags')).toBe(flags);
});

test('an answer of the caller changes nothing where the condition can be decided', () => {
  const conditions = { ...DEFAULT_ENVIRONMENT, assumed: new Map([['a', true]]) };
  const text = '[buildout]\nparts = a\n[a]\nrecipe = r\nx = 1\n[a:windows]\nx = 2\n';
  expect(option(resolve(text, { conditions }), 'a', 'x')).toBe('1');
});
