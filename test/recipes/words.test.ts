import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { splitWords } from '../../src/recipes/wrapper/words.js';

describe('splitting a command line', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    [' \t\n ', []],
    ['a b', ['a', 'b']],
    ['  a\n\n b\t', ['a', 'b']],
    [`'a  b'`, ['a  b']],
    [`''`, ['']],
    [`'' ""`, ['', '']],
    [`a''b`, ['ab']],
    [`g'h'"i"`, ['ghi']],
    [String.raw`e\ f`, ['e f']],
    [String.raw`\'`, [`'`]],
    [String.raw`"q\"r\$s\n\\"`, [String.raw`q"r\$s\n` + '\\']],
    [`'a\\'`, ['a\\']],
    [`"two\n words"`, ['two\n words']],
    ['# x $HOME ~ * `ls` $(ls) ; | & > <', ['#', 'x', '$HOME', '~', '*', '`ls`', '$(ls)', ';', '|', '&', '>', '<']],
    ['é', ['é']],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual({ ok: true, value: words });
  });

  test.each([
    [`'a`, "has no closing `'`"],
    [`a "b`, 'has no closing `"`'],
    [`"b\\`, 'has no closing `"`'],
    ['a \\', 'ends with a backslash'],
  ])('%j is a mistake', (text, message) => {
    expect(splitWords(text)).toEqual({ ok: false, failures: [message] });
  });

  test('a shell splits quoted words the same way', () => {
    const text = `a 'b  c' "d 'e'" f\\ g '' h"i"'j' "k\\\\l\\"m" \\\\`;
    const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
    expect(splitWords(text)).toEqual({ ok: true, value: printed.split('\0').slice(0, -1) });
  });
});
