import { describe, expect, test } from 'vitest';
import { readBuildoutArguments, type BuildoutArguments } from '../../src/cli/buildout-arguments.js';
import { told } from './site.js';

const NOTHING: BuildoutArguments = {
  profile: undefined,
  assignments: [],
  userDefaults: true,
  verbosity: 0,
  debug: false,
  show: undefined,
  command: undefined,
  commandArguments: [],
};

describe('arguments that are good', () => {
  test.each<[readonly string[], Partial<BuildoutArguments>]>([
    [[], {}],
    [['-c', 'a.cfg'], { profile: 'a.cfg' }],
    [['-ca.cfg'], { profile: 'a.cfg' }],
    [
      ['-Uvoc', 'a.cfg'],
      {
        profile: 'a.cfg',
        userDefaults: false,
        verbosity: 10,
        assignments: ['buildout:offline=true', 'buildout:verbosity=10'],
      },
    ],
    [['-N', 'a:x=1', '-n'], { assignments: ['buildout:newest=false', 'a:x=1', 'buildout:newest=true'] }],
    [['-vq'], {}],
    [['-qq'], { verbosity: -20, assignments: ['buildout:verbosity=-20'] }],
    [['-t', '30'], { assignments: ['buildout:socket-timeout=30'] }],
    [
      ['a:x+=k=v:w', 'install', 'a', 'b:y=1', '-o'],
      { assignments: ['a:x+=k=v:w'], command: 'install', commandArguments: ['a', 'b:y=1', '-o'] },
    ],
    [['-D', 'annotate'], { debug: true, command: 'annotate' }],
    [['-h'], { show: 'help' }],
    [['--version'], { show: 'version' }],
  ])('%j', (args, expected) => {
    expect(readBuildoutArguments(args)).toEqual({ ok: true, value: { ...NOTHING, ...expected } });
  });
});

test('every mistake is told where it stands', () => {
  const read = readBuildoutArguments(['-vx', 'a:b:c=1', '-t', 'soon', 'fly']);
  expect(read.ok ? [] : read.failures.map(told)).toEqual([
    {
      code: 'cli-invalid-option',
      message: 'there is no option `-x`',
      at: '<command line>:1:1 "-vx"',
      hint: '`slapbuild --help` lists the options',
    },
    {
      code: 'cli-invalid-assignment',
      message: 'the assignment `a:b:c=1` has more than one colon before `=`',
      at: '<command line>:1:5 "a:b:c=1"',
      hint: 'write `section:option=value`, or `option=value` for `[buildout]`',
    },
    {
      code: 'cli-invalid-argument',
      message: 'the option `-t` needs a number of seconds, not `soon`',
      at: '<command line>:1:13 "-t"',
    },
    { code: 'cli-invalid-command', message: 'there is no command `fly`', at: '<command line>:1:21 "fly"' },
  ]);
});

test.each([
  [['-t'], 'the option `-t` needs a number of seconds'],
  [['-vc'], 'the option `-vc` needs a profile'],
])('%j lacks its value', (args, message) => {
  const read = readBuildoutArguments(args);
  expect(read.ok ? [] : read.failures.map(told)).toMatchObject([{ code: 'cli-missing-argument', message }]);
});
