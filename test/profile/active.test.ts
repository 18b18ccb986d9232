import { describe, expect, test } from 'vitest';
import {
  activeSections,
  DEFAULT_ENVIRONMENT,
  explain,
  makeConditions,
  parseTree,
} from '../../src/engine/profile/index.js';
import { told, type Told } from '../resolve/site.js';

const conditions = makeConditions(DEFAULT_ENVIRONMENT);

function mistakes(text: string): readonly Told[] {
  const active = activeSections(parseTree({ path: 'software.cfg', text }), conditions);
  const failures = active.ok ? active.value.undecided.map(({ mistake }) => mistake) : active.failures;
  return failures.map((failure) => told(explain(failure)));
}

function names(text: string): readonly string[] {
  const active = activeSections(parseTree({ path: 'software.cfg', text }), conditions);
  return active.ok ? active.value.active.map(({ name }) => name) : [];
}

test('sections with a false condition are left out', () => {
  expect(names('[a]\n[b:linux]\nx = 1\n[c:windows]\ny =\n  2\n[d:not windows]\n[a:python3]\n')).toEqual([
    'a',
    'b',
    'd',
    'a',
  ]);
});

test('every bad line is told, in ignored sections too', () => {
  expect(mistakes('[a]\n  x = 1\ny : 2\n[b] c\na b = 3\n[d:windows]\nnothing here\n# c\nz = 1\n')).toEqual([
    {
      code: 'syntax-error',
      message: 'cannot read the line `x = 1`',
      at: 'software.cfg:2:3 "x = 1"',
      hint: 'an indented line continues the option above it, and there is none: write the option in the first column',
    },
    {
      code: 'syntax-error',
      message: 'cannot read the line `y : 2`',
      at: 'software.cfg:3:1 "y : 2"',
      hint: 'only `=` separates an option and its value: write `name = value`',
    },
    {
      code: 'syntax-error',
      message: 'cannot read the line `[b] c`',
      at: 'software.cfg:4:1 "[b] c"',
      hint: 'a header is `[name]` or `[name:condition]`, with nothing after it but a comment',
    },
    {
      code: 'syntax-error',
      message: 'cannot read the line `a b = 3`',
      at: 'software.cfg:5:1 "a b = 3"',
      hint: 'an option name holds no blanks, braces, brackets, `:` or `=`, and an operator follows a name',
    },
    {
      code: 'syntax-error',
      message: 'cannot read the line `nothing here`',
      at: 'software.cfg:7:1 "nothing here"',
      hint: 'write `name = value`, or indent the line to continue the option above it',
    },
  ]);
});

test('a bad line inside a value is told', () => {
  expect(mistakes('[a]\nx =\n  1\nbad\n  2\n')).toMatchObject([{ code: 'syntax-error', at: 'software.cfg:4:1 "bad"' }]);
});

test('only the first line without a header is told', () => {
  expect(mistakes('\n<html>\n<body>\n[a]\n')).toEqual([
    {
      code: 'missing-section-header',
      message: 'the line `<html>` stands in no section',
      at: 'software.cfg:2:1 "<html>"',
      hint: 'begin the profile with a header such as `[buildout]`',
    },
  ]);
});

test('an option below a first header that does not hold stands in no section', () => {
  expect(mistakes('[x:1 == 2]\ny = 1\n  2\n[buildout]\n')).toEqual([
    {
      code: 'missing-section-header',
      message: 'the line `y = 1` stands in no section',
      at: 'software.cfg:2:1 "y = 1"',
      notes: ['the condition of this header is false, so it opens no section: software.cfg:1:1 "[x:1 == 2]"'],
      hint: 'begin the profile with a header such as `[buildout]`',
    },
  ]);
});

test('an indented line below an ignored header is dropped when there is an option before', () => {
  expect(mistakes('[a]\nx = 1\n[a:windows]\n  2\n')).toEqual([]);
  expect(mistakes('[a]\n[a:windows]\n  2\n')).toMatchObject([{ code: 'syntax-error', at: 'software.cfg:3:3 "2"' }]);
});

describe('conditions that cannot be decided point to what is wrong', () => {
  test.each([
    ['[a:open("/etc/passwd")]', 'software.cfg:1:4 "open"', '`open` is not known in a condition'],
    ['[a:linux and ]', 'software.cfg:1:14 ""', 'the condition ends too early'],
    ['[a:linux | posix]', 'software.cfg:1:10 "|"', '`|` is not understood in a condition'],
    ['[a:os.access("/")]', 'software.cfg:1:7 "access"', '`access` is not available in a condition'],
    ['[a:python_version >= 3]', 'software.cfg:1:4 "python_version"', '`python_version` is not known in a condition'],
    ['[a: ]', 'software.cfg:1:4 " "', 'the condition is empty'],
    ['[a:1 < "2"]', 'software.cfg:1:6 "<"', '`<` cannot compare these values'],
    [`[a:${'('.repeat(200)}]`, 'software.cfg:1:69 "("', 'the condition is nested too deeply'],
  ])('%s', (header, at, problem) => {
    const [mistake] = mistakes(`${header}\n`);
    expect(mistake).toMatchObject({ code: 'condition-error', at });
    expect(mistake?.message).toContain(problem);
  });
});
