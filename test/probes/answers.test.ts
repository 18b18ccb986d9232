import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isAnswer, readAnswers, siteScript } from '../../src/engine/execute/probes/answers.js';
import { decodeEntry, encodeEntry } from '../../src/engine/execute/probes/entry.js';

function logOf(lines: readonly string[]): string {
  return `x\n## ---- ##\n## Cache variables. ##\n## ---- ##\n\n${lines.join('\n')}\n\n## ---- ##\n## Output variables. ##\n`;
}

/** What a shell prints of its variables, which is what ends in `config.log`. */
function printedBy(shell: string, assignments: string): readonly string[] {
  return execFileSync(shell, ['-c', `${assignments}\nset`], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^\w+_cv_\w+=/u.test(line));
}

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-answers-')));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const shells = ['/bin/sh', '/bin/bash'];
const HARD = ` '"\`$\\;&|<>(){}#*?!~=ab1/.-`.split('');
const VALUES = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,4}_cv_[A-Za-z0-9_]{1,8}$/u).filter((name) => isAnswer(name, '')),
  fc.string({ unit: fc.constantFrom(...HARD) }),
  { minKeys: 1 },
);

describe('answers', () => {
  test.each(shells)('go through %s and back as they are', (shell) => {
    const directory = folder();
    const site = join(directory, 'config.site');
    fc.assert(
      fc.property(VALUES, (values) => {
        writeFileSync(site, siteScript(new Map([[directory, values]])));
        const printed = execFileSync(shell, ['-c', `prefix=NONE ac_default_prefix=/nonexistent; . "$0"; set`, site], {
          encoding: 'utf8',
          cwd: directory,
        });
        expect(readAnswers(logOf(printed.split('\n').filter((line) => /^\w+_cv_/u.test(line))))).toEqual(values);
      }),
      { numRuns: 25, examples: [[{ a_cv_x: '-#', a_cv_y: 'a~', a_cv_z: '#', b_cv_x: '~/a', b_cv_y: 'a=~:~' }]] },
    );
  });

  test('are for the script of one directory', () => {
    const [one, other] = [folder(), folder()];
    const site = join(one, 'config.site');
    writeFileSync(
      site,
      siteScript(
        new Map([
          [one, { a_cv_x: '1' }],
          [other, { a_cv_x: '2', b_cv_y: '3' }],
        ]),
      ),
    );
    const seen = (cwd: string): string =>
      execFileSync('/bin/sh', ['-c', 'prefix=NONE; . "$0"; echo "$a_cv_x $b_cv_y"', site], { encoding: 'utf8', cwd });
    expect([seen(one), seen(other), seen('/')]).toEqual(['1 \n', '2 3\n', ' \n']);
  });

  test('give way to what is set already, and to the site files that scripts read anyway', () => {
    const directory = folder();
    writeFileSync(
      join(directory, 'site'),
      siteScript(new Map([[directory, { a_cv_x: '1', a_cv_y: '1', a_cv_z: '1' }]])),
    );
    execFileSync('mkdir', ['-p', join(directory, 'share')]);
    writeFileSync(join(directory, 'share/config.site'), 'a_cv_y=2\n');
    const text = execFileSync('/bin/sh', ['-c', '. ./site; echo $a_cv_x $a_cv_y $a_cv_z'], {
      encoding: 'utf8',
      cwd: directory,
      env: { prefix: directory, a_cv_x: '3' },
    });
    expect(text).toBe('3 2 1\n');
  });

  test('leave out settings, files, values of several lines and names of others', () => {
    const lines = printedBy(
      '/bin/sh',
      'a_cv_ok=yes; ac_cv_env_CC_set=set; ac_cv_file__etc_passwd=yes; lt_cv_sys_max_cmd_len=9',
    );
    expect(
      readAnswers(logOf([...lines, 'PATH=/x', 'a_cv_sub=$(id)', "a_cv_open='x", 'a_cv_bell=\u0007', '=x'])),
    ).toEqual({
      a_cv_ok: 'yes',
    });
  });

  test('of a log that was cut off count for nothing', () => {
    expect(readAnswers(logOf(['a_cv_x=1']).split('## Output')[0] ?? '')).toEqual({});
    expect(readAnswers('')).toEqual({});
  });
});

describe('an entry', () => {
  const good = { answers: new Map([['.build/x', { a_cv_x: 'yes' }]]), outputs: new Map([['config.h', 'file 644 x']]) };

  test('is read as it was written', () => {
    expect(decodeEntry(encodeEntry(good))).toEqual(good);
  });

  test.each([
    ['', 'no text'],
    ['{"answers":{"d":{"a_cv_x":"yes"}},"outputs":{', 'half a text'],
    ['{"answers":{"d":{"PATH":"/evil"}},"outputs":{}}', 'another variable'],
    ['{"answers":{"d":{"a_cv_x;id":"yes"}},"outputs":{}}', 'a name that is none'],
    ['{"answers":{"d":{"a_cv_x":"a\\nb"}},"outputs":{}}', 'several lines'],
    ['{"answers":{"d":{"a_cv_x":1}},"outputs":{}}', 'a number'],
    ['{"answers":{"d\\n":{"a_cv_x":"1"}},"outputs":{}}', 'a directory of several lines'],
    ['{"answers":{"d":{}},"outputs":{"x":1}}', 'no digest'],
    ['[]', 'a list'],
  ])('is refused: %s (%s)', (text) => {
    expect(decodeEntry(text)).toBeUndefined();
  });
});
