import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeDesk, type Desk } from '../cli/program.js';

const CLEAN = `[buildout]
extends = more.cfg
parts = hello

[hello]
recipe = command
command = echo \${settings:word} >said
location = said
`;

function deskWith(profile: string): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  desk.write('more.cfg', '[settings]\nword = hi\n');
  return desk;
}

test('no mistakes: code 0, and nothing is touched', async () => {
  const desk = deskWith(CLEAN);
  expect(await desk.run(['check'])).toEqual({
    code: 0,
    signal: null,
    stdout: 'no mistakes: 3 sections in 2 profiles\n',
    stderr: '',
  });
  expect(readdirSync(desk.directory).sort()).toEqual(['more.cfg', 'software.cfg']);
});

test('only warnings: code 1', async () => {
  const desk = deskWith(CLEAN);
  expect(await desk.run(['check', 'software.cfg', 'settings:wrod=ho'])).toEqual({
    code: 1,
    signal: null,
    stdout: '1 warning\n',
    stderr: `warning[assignment-unused]: section \`settings\` has no option \`wrod\`, and nothing reads it
 --> <command line>:1:10
  |
1 | settings:wrod=ho
  |          ^^^^
hint: did you mean \`word\`?
`,
  });
});

test('errors: code 2; what is found is told by place, at every level of -q', async () => {
  const desk = deskWith(`${CLEAN}color = blue\nlocation = \${setting:word}\n[unused]\nx = 1\nx = 2\n`);
  const errors = `error[missing-section]: there is no section \`setting\`
  --> software.cfg:10:12
   |
10 | location = \${setting:word}
   |            ^^^^^^^^^^^^^^^
hint: did you mean \`settings\`?
`;
  const duplicate = `warning[duplicate-option]: \`unused:x\` is set twice in this file, and only the last counts
  --> software.cfg:13:1
   |
13 | x = 2
   | ^
note: what this says is lost
  --> software.cfg:12:1
hint: take one of them out, or write \`+=\`
`;
  const location = `warning[duplicate-option]: \`hello:location\` is set twice in this file, and only the last counts
  --> software.cfg:10:1
   |
10 | location = \${setting:word}
   | ^^^^^^^^
note: what this says is lost
  --> software.cfg:8:1
hint: take one of them out, or write \`+=\`
`;
  const whole = { code: 2, signal: null, stdout: '1 error, 2 warnings\n', stderr: location + errors + duplicate };
  expect(await desk.run(['check'])).toEqual(whole);
  expect(await desk.run(['check', '-q'])).toEqual(whole);
  expect(await desk.run(['check', '-qq'])).toEqual({ ...whole, stdout: '', stderr: errors });
});

test('a profile that cannot be read: code 2', async () => {
  const desk = deskWith('[buildout]\nparts = a\nnothing\n');
  const { code, stdout, stderr } = await desk.run(['check']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '1 error\n' });
  expect(stderr).toContain('error[syntax-error]');
});

test('--json: one object for each, and nothing else', async () => {
  const desk = deskWith(`${CLEAN}color = blue\n`);
  const { code, stdout, stderr } = await desk.run(['check', '--json', 'b:x=1']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    {
      type: 'diagnostic',
      diagnostic: {
        code: 'option-never-read',
        severity: 'warning',
        message: 'nothing reads `hello:color`: recipe `command` has no such option',
        at: { path: 'software.cfg', line: 9, column: 1 },
        notes: [],
        hint: 'take it out, or begin its name with `_`',
      },
    },
    {
      type: 'diagnostic',
      diagnostic: {
        code: 'assignment-unused',
        severity: 'warning',
        message: 'there is no section `b`, and nothing reads it',
        at: { path: '<command line>', line: 1, column: 1 },
        notes: [],
        hint: 'take it out',
      },
    },
  ]);
});
