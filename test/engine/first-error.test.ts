import { describe, expect, test } from 'vitest';
import { makeWorld } from './world.js';

/** Runs a shell text as the command of a part, beside `files`; answers the notes of its failure but the command itself. */
async function notesOf(command: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const text = command.replaceAll('\n', '\n  ').replaceAll('$', '$$');
  const world = makeWorld(`[buildout]
parts = broken
[broken]
recipe = command
stop-on-error = true
command =
  ${text}
`);
  for (const [path, content] of Object.entries(files)) world.write(`release/${path}`, content);
  const { outcome, diagnostics } = await world.run();
  expect(outcome).toBe('failed');
  const notes = diagnostics[0]?.notes.map(({ message }) => message.replaceAll(world.root, '/somewhere')) ?? [];
  return notes.slice(1);
}

/** What the notes say to be the first error. */
async function errorOf(command: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const note = (await notesOf(command, files)).find((text) => text.startsWith('the first error'));
  return note?.split('\n').slice(1) ?? [];
}

const SIX_LINES = Array.from({ length: 6 }, (_, at) => `last ${String(at)}`);

describe('the first error of a compiler', () => {
  test('a missing header, with the file that asks for it', async () => {
    const error = await errorOf('gcc -c main.c', {
      'main.c': '#include "own.h"\nint main(void) { return 0; }\n',
      'own.h': '#include <no/such/header.h>\n',
    });
    expect(error.slice(0, 2)).toEqual([
      'In file included from main.c:1:',
      'own.h:1:10: fatal error: no/such/header.h: No such file or directory',
    ]);
    expect(error.at(-1)).toBe('compilation terminated.');
  });

  test('a mistake in a function, with its line', async () => {
    const files = { 'main.c': 'int f(void) {\n  return missing;\n}\n' };
    const error = await errorOf('gcc -c main.c; seq 300; exit 1', files);
    expect(error.slice(0, 3)).toEqual([
      'main.c: In function ‘f’:',
      'main.c:2:10: error: ‘missing’ undeclared (first use in this function)',
      '    2 |   return missing;',
    ]);
  });

  test('an undefined reference at link, and where', async () => {
    const files = { 'main.c': 'int gone(void);\nint main(void) { return gone(); }\n' };
    const error = await errorOf('gcc main.c -o main; echo more; echo more; exit 1', files);
    expect(error).toEqual([
      expect.stringMatching(/ld: .*: in function `main':$/u),
      expect.stringMatching(/undefined reference to `gone'$/u),
      'collect2: error: ld returned 1 exit status',
    ]);
  });

  test('a library that is not there', async () => {
    const error = await errorOf('gcc main.c -lno-such', { 'main.c': 'int main(void) { return 0; }\n' });
    expect(error[0]).toMatch(/ld: cannot find -lno-such/u);
  });

  test('no warning, whatever words are in it', async () => {
    const main = '#warning "error: not at all: error: 5"\nint f(int error) { int unused_error; return error; }\n';
    const files = { 'main.c': main, 'bad.c': 'int x = y;\n' };
    const error = await errorOf('gcc -Wall -c main.c; gcc -Wall -c bad.c', files);
    expect(error[0]).toMatch(/^bad\.c:1:9: error: /u);
    const [only, ...more] = await notesOf('gcc -Wall -c main.c; exit 3', files);
    expect(more).toEqual([]);
    expect(only).toMatch(/^last lines of its output:\n/u);
  });

  test('a warning that counts as an error', async () => {
    const files = { 'main.c': 'int f(void) { int unused; return 1; }\n' };
    expect((await errorOf('gcc -Wall -Werror -c main.c', files))[1]).toMatch(/error: unused .*\[-Werror=unused/u);
  });
});

describe('the first error of make', () => {
  test('of eight at once, with 300 lines after it', async () => {
    const makefile = `all: bad.o ${Array.from({ length: 8 }, (_, at) => `noise${String(at)}`).join(' ')}
bad.o: bad.c
\tgcc -c bad.c; seq 8 >&9; exit 1
noise%:
\t@read go <&9; seq -f 'compiling $@ file %g' 40
`;
    const notes = await notesOf('mkfifo gate; exec 9<>gate; make -k -j8', {
      Makefile: makefile,
      'bad.c': 'int x = y;\n',
    });
    expect(notes[0]).toMatch(/^the first error in its output:\nbad\.c:1:9: error: /u);
    expect(notes[1]?.split('\n').length).toBeLessThanOrEqual(1 + SIX_LINES.length);
  });

  test('no rule', async () => {
    const makefile = 'all: thing\nthing: missing.c\n\ttouch thing\n';
    expect(await errorOf('make; seq -f "last %g" 0 5; exit 2', { Makefile: makefile })).toEqual([
      "make: *** No rule to make target 'missing.c', needed by 'thing'.  Stop.",
    ]);
  });

  test('a failed test of a suite', async () => {
    const makefile = 'check:\n\t@echo PASS: one; echo FAIL: two; echo PASS: three; exit 1\n';
    expect(await errorOf('make check', { Makefile: makefile })).toEqual(['FAIL: two']);
  });

  test('only what make says, when nothing else is said', async () => {
    expect((await errorOf('make', { Makefile: 'all:\n\t@false\n' }))[0]).toMatch(/^make: \*\*\* \[Makefile:2: all\] /u);
  });
});

describe('the first error of configure', () => {
  /** A `configure` that checks as autoconf's do, with the real compiler. */
  const CONFIGURE = `#!/bin/sh
exec 5>config.log
{ echo 'This file contains any messages produced by compilers.'; echo; } >&5
echo 'int main(void) { return 0; }' >conftest.c
echo 'configure:10: checking for gcc' >&5; echo 'configure:12: result: gcc' >&5; echo 'checking for gcc... gcc'
echo 'configure:20: checking whether the C compiler works' >&5
echo "configure:21: gcc $LDFLAGS conftest.c -o conftest >&5" >&5
if gcc $LDFLAGS conftest.c -o conftest 2>&5; then echo 'configure:25: $? = 0' >&5; exit 0; fi
echo 'configure:25: $? = 1' >&5
echo 'configure:26: result: no' >&5
echo 'checking whether the C compiler works... no'
{ echo 'configure: failed program was:'; echo '| int main(void) { return 0; }'; } >&5
{ echo "configure:30: error: in \\\`$PWD':"; echo 'configure:31: error: C compiler cannot create executables'; } >&5
echo "configure: error: in \\\`$PWD':" >&2
echo 'configure: error: C compiler cannot create executables' >&2
echo "See \\\`config.log' for more details" >&2
echo "ac_cv_objext='configure:99: error: no'" >&5
exit 77
`;

  test('comes with the reason, from its config.log', async () => {
    const notes = await notesOf('LDFLAGS=-lno-such sh ./configure', { configure: CONFIGURE });
    expect(notes[0]?.split('\n').slice(0, 3)).toEqual([
      'the first error in its output:',
      "configure: error: in `/somewhere/release':",
      'configure: error: C compiler cannot create executables',
    ]);
    expect(notes[1]?.split('\n')).toEqual([
      '`/somewhere/release/config.log` says:',
      'checking whether the C compiler works',
      '$ gcc -lno-such conftest.c -o conftest',
      expect.stringMatching(/ld: cannot find -lno-such/u),
      'collect2: error: ld returned 1 exit status',
    ]);
  });

  test('in a directory of its own', async () => {
    const notes = await notesOf('mkdir b; cd b; LDFLAGS=-lno-such sh ../configure', { configure: CONFIGURE });
    expect(notes[1]?.split('\n')[0]).toBe('`/somewhere/release/b/config.log` says:');
  });

  test('a config.log elsewhere is nobody’s business', async () => {
    const lines = ['echo "configure: error: in \\`/etc\':"', 'exit 1'];
    expect(await notesOf(lines.join('\n'))).toEqual(["the first error in its output:\nconfigure: error: in `/etc':"]);
  });
});

describe('the first error of other programs', () => {
  test('python: how the traceback ends', async () => {
    const error = await errorOf('python3 -c "import json\njson.loads(chr(123))"');
    expect(error[0]).toBe('Traceback (most recent call last):');
    expect(error.at(-1)).toMatch(/^json\.decoder\.JSONDecodeError: /u);
  });

  test('cmake: the whole message', async () => {
    const lists = 'cmake_minimum_required(VERSION 3.5)\nproject(x NONE)\nmessage(FATAL_ERROR "no\n such thing")\n';
    const error = await errorOf('cmake .', { 'CMakeLists.txt': lists });
    expect(error[0]).toBe('CMake Error at CMakeLists.txt:3 (message):');
    expect(error.join(' ')).toMatch(/no\s+such thing/u);
  });

  test('a program that is not there', async () => {
    expect(await errorOf('seq -f "line %g" 20; slapbuild-no-such-program')).toEqual([
      '/bin/sh: 1: slapbuild-no-such-program: not found',
    ]);
  });
});

describe('the last lines', () => {
  test('are fewer beside an error, and none of them twice', async () => {
    const notes = await notesOf('seq -f "line %g" 30; echo "x.c:3: error: bad"; echo one; echo two; exit 1');
    expect(notes).toEqual([
      'the first error in its output:\nx.c:3: error: bad',
      'last lines of its output:\nline 28\nline 29\nline 30\none\ntwo',
    ]);
  });

  test('are all there is without one', async () => {
    const [only = '', ...more] = await notesOf('seq -f "line %g" 30; exit 1');
    expect(more).toEqual([]);
    expect(only.split('\n')).toHaveLength(16);
  });

  test('an error far back is found, one of an earlier command is not told again', async () => {
    const early = await errorOf('echo "a.c:1: error: far back"; seq 100000; exit 1');
    expect(early).toEqual(['a.c:1: error: far back']);
  });
});
