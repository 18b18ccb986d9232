import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { lintProfile } from '../../src/engine/lint/index.js';
import { told } from '../resolve/site.js';
import { examineFile, outline } from './site.js';

test('profiles in merge order, then the command line; errors and doubts by place', async () => {
  const files = {
    'one.cfg': '[b]\nx = 1\nx = 2\n',
    'two.cfg': '[b]\ny = ${zlib:location}\ny = ${zlib:location}\n',
    'software.cfg':
      '[buildout]\nextends = one.cfg two.cfg\nparts = a nothing\n[a]\nrecipe = command\ncolor = blue\ncommand = ${b:y} ${c:}\n',
  };
  expect(await outline(files, { assignments: ['z:z=1'] })).toEqual([
    'warning[duplicate-option] one.cfg:3:1 "x"',
    'warning[duplicate-option] two.cfg:3:1 "y"',
    'error[missing-section] two.cfg:3:5 "${zlib:location}"',
    'error[missing-section] software.cfg:3:11 "nothing"',
    'error[substitution-bad-option] software.cfg:7:18 "${c:}"',
    'warning[assignment-unused] <command line>:1:1 "z"',
  ]);
});

test('what several parts have from one macro is told once', async () => {
  const macro = '[m]\nrecipe = download\nurl = https://example.org/a\n';
  expect(await outline(`[buildout]\nparts = a b\n[a]\n<= m\n[b]\n<= m\n${macro}`)).toEqual([
    'warning[missing-checksum] software.cfg:9:7 "https://example.org/a"',
  ]);
});

test('an input that cannot be had is told once, and what its part may read is not told', async () => {
  const part = '[a]\nrecipe = template\nurl = http://127.0.0.1:9/a.in\noutput = a\ncolor = blue\n';
  expect(await outline(`[buildout]\nparts = a\n${part}`, { offline: true })).toEqual([
    'error[offline-download] software.cfg:5:7 "http://127.0.0.1:9/a.in"',
  ]);
});

test.each(['quickstart', 'software/memcached'])('nothing is to be said about %s', async (name) => {
  const profile = fileURLToPath(new URL(`../../profiles/${name}/software.cfg`, import.meta.url));
  expect(lintProfile(await examineFile(profile)).map(told)).toEqual([]);
});
