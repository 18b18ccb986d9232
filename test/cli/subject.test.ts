import { describe, expect, test } from 'vitest';
import { makeCommandLine } from '../../src/cli/command-line.js';
import { readSubject } from '../../src/cli/subject.js';
import { makeDesk } from './program.js';

function read(text: string, section?: string): unknown {
  const line = makeCommandLine(['why', text]);
  const rules = { command: 'why', ...(section !== undefined && { section }) } as const;
  const asked = readSubject(line, [{ text, index: 1 }], rules);
  if (!asked.ok) return asked.failures.map(({ code, message, hint }) => [code, message, hint]);
  return [asked.value.section, asked.value.option];
}

describe('one option', () => {
  test.each([
    ['zlib:url', undefined, ['zlib', 'url']],
    ['${zlib:url}', undefined, ['zlib', 'url']],
    ['$<zlib:url>', undefined, ['zlib', 'url']],
    ['url', 'buildout', ['buildout', 'url']],
    ['${url}', 'buildout', ['buildout', 'url']],
  ])('%s', (text, section, expected) => {
    expect(read(text, section)).toEqual(expected);
  });

  test('with a dot for the colon', () => {
    expect(read('zlib.url')).toEqual([
      ['cli-invalid-argument', '`zlib.url` is no `section:option`', 'did you mean `zlib:url`?'],
    ]);
  });
});

test('a question with more than one object, or with a dot for the colon', async () => {
  const desk = makeDesk();
  desk.write('software.cfg', '[buildout]\nparts =\n[zlib]\nurl = x\n');
  const told: string[] = [];
  for (const words of [
    ['query', 'zlib:url', 'zlib:x'],
    ['query', 'zlib.url'],
    ['query', 'libpng.url'],
  ]) {
    const { code, stderr } = await desk.run(words);
    expect(code).toBe(2);
    told.push(stderr);
  }
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "error[cli-invalid-argument]: \`zlib:x\` is one word too many: \`query\` tells of one option
     --> <command line>:1:26
      |
    1 | slapbuild query zlib:url zlib:x
      |                          ^^^^^^
    hint: write \`slapbuild query section:option\`, or \`option\` alone for \`[buildout]\`

    error[query-key-not-found]: section \`buildout\` has no option \`zlib.url\`
     --> <command line>:1:17
      |
    1 | slapbuild query zlib.url
      |                 ^^^^^^^^
    hint: did you mean \`zlib:url\`?

    error[query-key-not-found]: section \`buildout\` has no option \`libpng.url\`
     --> <command line>:1:17
      |
    1 | slapbuild query libpng.url
      |                 ^^^^^^^^^^
    "
  `);
  expect((await desk.run(['query', '${zlib:url}'])).stdout).toBe('x\n');
});
