import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotedWord, shellWord, shellWords } from '../../src/engine/diag/index.js';

test.each([
  ['make', 'make'],
  ['-j4', '-j4'],
  ['--prefix=/opt/a+b@1%,x:y', '--prefix=/opt/a+b@1%,x:y'],
  ['', "''"],
  ['two words', "'two words'"],
  ['$HOME', "'$HOME'"],
  ['~', "'~'"],
  ['a;b', "'a;b'"],
  ["it's", String.raw`'it'\''s'`],
  ['one\ntwo', "'one\ntwo'"],
  ['é', "'é'"],
])('%j is typed as %s', (word, typed) => {
  expect(shellWord(word)).toBe(typed);
});

test('quotes can be asked for', () => {
  expect(quotedWord('plain')).toBe("'plain'");
});

const CHARACTERS = 'ab \t\n\'"\\$`;&|<>(){}[]*?!#~=%é-'.split('');

test('a shell reads what was written', () => {
  const word = fc.string({ unit: fc.constantFrom(...CHARACTERS) });
  const lists = fc.sample(fc.array(word, { minLength: 1, maxLength: 5 }), 100);
  const script = lists.map((words) => `printf '%s\\0' ${shellWords(words)}`).join('\n');
  const read = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(lists.flat());
});
