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
      hint: 'an option name holds no blanks; to continue the option above it, indent the line',
    },
    {
      code: 'syntax-error',
      message: 'cannot read the line `nothing here`',
      at: 'software.cfg:7:1 "nothing here"',
      hint: 'write `name = value`, or indent the line to continue the option above it',
    },
  ]);
});

describe('what was meant by a line that cannot be read', () => {
  test.each([
    ['[zlib', 'the `]` is missing'],
    ['[zlib:linux # comment', 'the `]` is missing'],
    ['[my own zlib]', 'a section name holds no blanks: `[my-own-zlib]`'],
    ['[a < b]', 'write `<= b` below `[a]`'],
    ['[a <= b]', 'write `<= b` below `[a]`'],
    ['[zlib] shared', 'a header is `[name]` or `[name:condition]`, with nothing after it but a comment'],
    ['x + = 1', 'write `+=` without a blank between'],
    ['x - = 1', 'write `-=` without a blank between'],
    ['x := 1', 'write `=` instead of `:=`'],
    ['export CFLAGS=-O2', 'an option name holds no blanks; to continue the option above it, indent the line'],
    [
      'https://host/a?b=c',
      'an option name holds no blanks, braces, brackets, `:` or `=`, and an operator follows a name',
    ],
  ])('%s', (line, hint) => {
    expect(mistakes(`[s]\n${line}\n`)).toMatchObject([{ code: 'syntax-error', hint }]);
  });
});

test('a merge that was not finished is one mistake', () => {
  const hint = 'keep one of the two texts, and take the lines `<<<<<<<`, `=======` and `>>>>>>>` out';
  const marked = '<<<<<<< HEAD\nx = 1\n||||||| base\nx = 0\n=======\nx = 2\n>>>>>>> topic\n';
  const message = 'the line `<<<<<<< HEAD` is the mark of a merge that was not finished';
  const at = 'software.cfg:2:1 "<<<<<<< HEAD"';
  expect(mistakes(`[a]\n${marked}${marked}`)).toEqual([{ code: 'syntax-error', message, at, hint }]);
  expect(mistakes(`[a]\nx =\n  1\n${marked}`)).toMatchObject([{ message }]);
  expect(mistakes(`\n${marked}[a]\n${marked}`)).toEqual([{ code: 'missing-section-header', message, at, hint }]);
  expect(mistakes('[a]\nx = 1\n=======\n')).toMatchObject([{ message: 'cannot read the line `=======`' }]);
});

test.each(['<!DOCTYPE html>', '\ufeff<html lang="en">'])('a web page is one mistake: %s', (line) => {
  expect(mistakes(`\n${line}\n[a] b\nc d\n`)).toMatchObject([
    {
      code: 'missing-section-header',
      message: 'this is a web page, not a profile',
      hint: 'use the address of the raw file',
    },
  ]);
});

test('what cannot be seen in a line is told by its number', () => {
  expect(mistakes('\ufeff[a]\n')).toEqual([
    {
      code: 'missing-section-header',
      message: 'the line `<U+FEFF>[a]` stands in no section',
      at: 'software.cfg:1:1 "\ufeff[a]"',
      hint: 'the file begins with a byte order mark: save it as UTF-8 without one',
    },
  ]);
  expect(mistakes('[a]\nconfigure\u00a0options = 1\nx\u200b{} = 2\n').map(({ message }) => message)).toEqual([
    'cannot read the line `configure<U+00A0>options = 1`',
    'cannot read the line `x<U+200B>{} = 2`',
  ]);
});

test('a bad line inside a value is told', () => {
  expect(mistakes('[a]\nx =\n  1\nbad\n  2\n')).toMatchObject([{ code: 'syntax-error', at: 'software.cfg:4:1 "bad"' }]);
});

test('only the first line without a header is told', () => {
  expect(mistakes('\nx = 1\ny = 2\n[a]\n')).toEqual([
    {
      code: 'missing-section-header',
      message: 'the line `x = 1` stands in no section',
      at: 'software.cfg:2:1 "x = 1"',
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
      hint: 'put a section without a condition before it',
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

describe('what was meant by a condition', () => {
  test.each([
    ["platform.machine() = 'aarch64'", 'write `==`'],
    ['sys.version_info => (3, 8)', 'write `>=`'],
    ['linux && posix', 'write `and`'],
    ['linux || posix', 'write `or`'],
    ['!linux', 'write `not`'],
    ["environ.get('X')", 'write `os.environ`'],
    ['x86_64', "write `platform.machine() == 'x86_64'`"],
    ['linux and platform.machine() == x86_64', "write `'x86_64'`"],
    ["sys.version_info >= '3.8'", 'write `(3, 8)`'],
    ["sys.version_info < '3'", 'write `(3,)`'],
    [
      "linux and python_version >= '3.8'",
      '`python_version` is compared with a text in quotes, beside nothing but such markers',
    ],
    ['Linux', 'did you mean `linux`?'],
    ['window', 'did you mean `windows`?'],
  ])('%s', (condition, hint) => {
    const [mistake, ...more] = mistakes(`[a:${condition}]\n`);
    expect([mistake?.hint, mistake?.notes, more]).toEqual([hint, undefined, []]);
  });

  test.each(["open('x')", "sys.version_info.major > '3'", 'platform.linu()', "(1, 2) > '3.8'", 'python399', 'any(1)'])(
    'nothing is sure: %s',
    (condition) => {
      const [mistake] = mistakes(`[a:${condition}]\n`);
      expect(mistake?.hint).toBe("decide it yourself: `--condition '[a]=false'`, or `=true`");
      expect(mistake?.notes).toHaveLength(1);
    },
  );
});
