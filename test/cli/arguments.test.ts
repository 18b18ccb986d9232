import { describe, expect, test } from 'vitest';
import { readArguments, type Invocation, type RunInvocation } from '../../src/cli/arguments.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';

function read(line: string): Invocation {
  const result = readArguments(split(line));
  if (!result.ok) throw new Error(result.failures.map(({ message }) => message).join('\n'));
  return result.value;
}

function run(line: string): RunInvocation {
  const invocation = read(line);
  if (invocation.kind !== 'run') throw new Error(invocation.kind);
  return invocation;
}

function refused(line: string): string {
  const result = readArguments(split(line));
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`);
  return result.failures
    .map((failure) => diagnosticText(failure, { color: false, directory: '/', columns: 100 }))
    .join('');
}

function split(line: string): readonly string[] {
  return line === '' ? [] : line.split(' ');
}

function target(line: string): unknown {
  const { command, profile, parts } = run(line);
  return [command, profile?.text, parts];
}

describe('command, profile and parts', () => {
  test.each([
    ['', ['build', undefined, undefined]],
    ['build', ['build', undefined, undefined]],
    ['a.cfg', ['build', 'a.cfg', undefined]],
    ['build a.cfg', ['build', 'a.cfg', undefined]],
    ['plan', ['plan', undefined, undefined]],
    ['plan a.cfg', ['plan', 'a.cfg', undefined]],
    ['-c a.cfg', ['build', 'a.cfg', undefined]],
    ['-ca.cfg plan', ['plan', 'a.cfg', undefined]],
    ['-Uvc a.cfg', ['build', 'a.cfg', undefined]],
    ['plan -c a.cfg -v', ['plan', 'a.cfg', undefined]],
    ['install', ['install', undefined, undefined]],
    ['install a b', ['install', undefined, ['a', 'b']]],
    ['-c x/y.cfg install a -v b', ['install', 'x/y.cfg', ['a', 'b']]],
    ['./plan', ['build', './plan', undefined]],
    ['https://host/a.cfg?x=1', ['build', 'https://host/a.cfg?x=1', undefined]],
    ['/a=b/c.cfg x:y=z', ['build', '/a=b/c.cfg', undefined]],
    ['a:b=c a.cfg', ['build', 'a.cfg', undefined]],
  ])('%s', (line, expected) => {
    expect(target(line)).toEqual(expected);
  });
});

test('assignments and letters may stand anywhere', () => {
  const { assignments, verbosity, userDefaults } = run('-oN a:b=c plan -v p.cfg x+=2 -U -t 5 -q -q url=https://host/');
  expect({ assignments, verbosity, userDefaults }).toEqual({
    assignments: [
      'buildout:offline=true',
      'buildout:newest=false',
      'a:b=c',
      'x+=2',
      'buildout:socket-timeout=5',
      'url=https://host/',
      'buildout:verbosity=-10',
    ],
    verbosity: -1,
    userDefaults: false,
  });
});

test('settings', () => {
  const { json, color, dialect, directory, jobs, stores, passed } = run(
    '--json --color=never --dialect zc -d out -j4 --store one --store=two --pass-env CC --pass-env CXX',
  );
  expect({ json, color, dialect, directory, jobs, stores, passed: passed.map(({ value }) => value) }).toEqual({
    json: true,
    color: 'never',
    dialect: 'zc',
    directory: 'out',
    jobs: 4,
    stores: ['one', 'two'],
    passed: ['CC', 'CXX'],
  });
  expect(run('--jobs 2 --jobs=8').jobs).toBe(8);
  expect([run('-vvj3').jobs, run('-vvj3').verbosity]).toEqual([3, 2]);
  expect([run('-qd out').directory, run('-qd out').verbosity]).toEqual(['out', -1]);
  expect(run('-dout').directory).toBe('out');
  expect(run('--store none').stores).toBe('none');
});

test.each([
  ['--help', 'help'],
  ['-h', 'help'],
  ['-vh', 'help'],
  ['plan nothing.cfg --help --nonsense', 'help'],
  ['--version', 'version'],
  ['-W', 'help'],
])('%s asks for %s', (line, kind) => {
  expect(read(line).kind).toBe(kind);
});

test('what is wrong is told with its word', () => {
  const lines = [
    '--jbos 3',
    '--nonsense',
    '-x',
    '-vxq plan',
    '-D',
    '--jobs',
    '--directory=',
    '--jobs -v',
    '--jobs 0',
    '-j two',
    '--json=yes',
    '--color sometimes --dialect slapo',
    '--pass-env CC=gcc',
    '--store none --store /s',
    '-t soon',
    'plan -c',
    'a:b:c=d',
    'a.cfg b.cfg',
    '-c a.cfg b.cfg',
    'bootstrap',
    'install a.cfg libevent',
    '--jobs zero plan a.cfg b.cfg -x --nonsense',
  ];
  expect(lines.map(refused).join('\n')).toMatchInlineSnapshot(`
    "error[cli-invalid-option]: there is no option \`--jbos\`
     --> <command line>:1:11
      |
    1 | slapbuild --jbos 3
      |           ^^^^^^
    hint: did you mean \`--jobs\`?

    error[cli-invalid-option]: there is no option \`--nonsense\`
     --> <command line>:1:11
      |
    1 | slapbuild --nonsense
      |           ^^^^^^^^^^
    hint: \`slapbuild --help\` lists the options

    error[cli-invalid-option]: there is no option \`-x\`
     --> <command line>:1:11
      |
    1 | slapbuild -x
      |           ^^
    hint: \`slapbuild --help\` lists the options

    error[cli-invalid-option]: there is no option \`-x\`
     --> <command line>:1:11
      |
    1 | slapbuild -vxq plan
      |           ^^^^
    hint: \`slapbuild --help\` lists the options

    error[cli-invalid-option]: the option \`-D\` starts a debugger of Python, which slapbuild does not run
     --> <command line>:1:11
      |
    1 | slapbuild -D
      |           ^^
    hint: \`-v\` shows what commands print

    error[cli-missing-argument]: the option \`--jobs\` needs a value: \`--jobs N\`
     --> <command line>:1:11
      |
    1 | slapbuild --jobs
      |           ^^^^^^

    error[cli-missing-argument]: the option \`--directory\` needs a value: \`--directory DIR\`
     --> <command line>:1:11
      |
    1 | slapbuild --directory=
      |           ^^^^^^^^^^^^

    error[cli-missing-argument]: the option \`--jobs\` needs a value: \`--jobs N\`
     --> <command line>:1:11
      |
    1 | slapbuild --jobs -v
      |           ^^^^^^

    error[cli-invalid-argument]: the option \`--jobs\` takes a number from 1 to 9999, not \`0\`
     --> <command line>:1:18
      |
    1 | slapbuild --jobs 0
      |                  ^

    error[cli-invalid-argument]: the option \`--jobs\` takes a number from 1 to 9999, not \`two\`
     --> <command line>:1:14
      |
    1 | slapbuild -j two
      |              ^^^

    error[cli-invalid-argument]: the option \`--json\` takes no value
     --> <command line>:1:11
      |
    1 | slapbuild --json=yes
      |           ^^^^^^^^^^

    error[cli-invalid-argument]: the option \`--color\` takes \`auto\`, \`always\` or \`never\`, not \`sometimes\`
     --> <command line>:1:19
      |
    1 | slapbuild --color sometimes --dialect slapo
      |                   ^^^^^^^^^
    error[cli-invalid-argument]: the option \`--dialect\` takes \`slapos\` or \`zc\`, not \`slapo\`
     --> <command line>:1:39
      |
    1 | slapbuild --color sometimes --dialect slapo
      |                                       ^^^^^
    hint: did you mean \`slapos\`?

    error[cli-invalid-argument]: the option \`--pass-env\` takes the name of a variable, not \`CC=gcc\`
     --> <command line>:1:22
      |
    1 | slapbuild --pass-env CC=gcc
      |                      ^^^^^^
    hint: its value is taken from the environment: write \`CC=gcc slapbuild --pass-env CC …\`

    error[cli-invalid-argument]: \`--store none\` cannot be joined with other stores
     --> <command line>:1:19
      |
    1 | slapbuild --store none --store /s
      |                   ^^^^

    error[cli-invalid-argument]: the option \`-t\` needs a number of seconds, not \`soon\`
     --> <command line>:1:11
      |
    1 | slapbuild -t soon
      |           ^^

    error[cli-missing-argument]: the option \`-c\` needs a profile
     --> <command line>:1:16
      |
    1 | slapbuild plan -c
      |                ^^

    error[cli-invalid-assignment]: the assignment \`a:b:c=d\` has more than one colon before \`=\`
     --> <command line>:1:11
      |
    1 | slapbuild a:b:c=d
      |           ^^^^^^^
    hint: write \`section:option=value\`, or \`option=value\` for \`[buildout]\`

    error[cli-invalid-argument]: \`b.cfg\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg b.cfg
      |                 ^^^^^
    hint: one run builds one profile

    error[cli-invalid-argument]: \`b.cfg\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:20
      |
    1 | slapbuild -c a.cfg b.cfg
      |                    ^^^^^
    hint: one run builds one profile

    error[cli-invalid-command]: slapbuild does not have buildout's command \`bootstrap\`
     --> <command line>:1:11
      |
    1 | slapbuild bootstrap
      |           ^^^^^^^^^
    hint: it has \`build\`, \`plan\`, \`install\`, \`check\`, \`lock\`, \`resolve\`, \`why\`, \`annotate\`, \`query\`, \`env\`, \`log\`, \`shell\`, \`fmt\`, \`update-hash\`

    error[cli-invalid-part]: \`install\` takes the names of parts, and \`a.cfg\` looks like a profile
     --> <command line>:1:19
      |
    1 | slapbuild install a.cfg libevent
      |                   ^^^^^
    hint: write \`slapbuild -c a.cfg install libevent\`

    error[cli-invalid-argument]: the option \`--jobs\` takes a number from 1 to 9999, not \`zero\`
     --> <command line>:1:18
      |
    1 | slapbuild --jobs zero plan a.cfg b.cfg -x --nonsense
      |                  ^^^^
    error[cli-invalid-argument]: \`b.cfg\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:34
      |
    1 | slapbuild --jobs zero plan a.cfg b.cfg -x --nonsense
      |                                  ^^^^^
    hint: one run builds one profile
    error[cli-invalid-option]: there is no option \`-x\`
     --> <command line>:1:40
      |
    1 | slapbuild --jobs zero plan a.cfg b.cfg -x --nonsense
      |                                        ^^
    hint: \`slapbuild --help\` lists the options
    error[cli-invalid-option]: there is no option \`--nonsense\`
     --> <command line>:1:43
      |
    1 | slapbuild --jobs zero plan a.cfg b.cfg -x --nonsense
      |                                           ^^^^^^^^^^
    hint: \`slapbuild --help\` lists the options
    "
  `);
});

test('words in the wrong place are told with where they belong', () => {
  const lines = [
    'instal directory',
    'uninstall zlib',
    'help plan',
    '-c a.cfg instal zlib',
    'zlib libpng',
    '-c a.cfg zlib libpng',
    'a.cfg install zlib libpng',
    'a.cfg plan',
    'a.cfg why zlib:url',
    'a.cfg query url',
    'a.cfg fmt',
    'a.cfg zlib:url',
    'plan a.cfg zlib',
    'why a.cfg zlib:url x',
  ];
  expect(lines.map(refused).join('\n')).toMatchInlineSnapshot(`
    "error[cli-invalid-command]: \`instal\` is no command
     --> <command line>:1:11
      |
    1 | slapbuild instal directory
      |           ^^^^^^
    hint: did you mean \`install\`?

    error[cli-invalid-command]: \`uninstall\` is no command
     --> <command line>:1:11
      |
    1 | slapbuild uninstall zlib
      |           ^^^^^^^^^
    hint: take the part out of \`parts\`: the next run removes it

    error[cli-invalid-command]: \`help\` is no command
     --> <command line>:1:11
      |
    1 | slapbuild help plan
      |           ^^^^
    hint: \`slapbuild --help\` tells the commands and options

    error[cli-invalid-command]: \`instal\` is no command
     --> <command line>:1:20
      |
    1 | slapbuild -c a.cfg instal zlib
      |                    ^^^^^^
    hint: did you mean \`install\`?

    error[cli-invalid-command]: \`zlib\` is no command
     --> <command line>:1:11
      |
    1 | slapbuild zlib libpng
      |           ^^^^
    hint: for parts, write \`slapbuild install zlib libpng\`

    error[cli-invalid-argument]: \`zlib\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:20
      |
    1 | slapbuild -c a.cfg zlib libpng
      |                    ^^^^
    hint: for parts, write \`slapbuild -c a.cfg install libpng\`

    error[cli-invalid-argument]: \`install\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg install zlib libpng
      |                 ^^^^^^^
    hint: write \`slapbuild -c a.cfg install zlib libpng\`

    error[cli-invalid-argument]: \`plan\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg plan
      |                 ^^^^
    hint: write \`slapbuild plan a.cfg\`

    error[cli-invalid-argument]: \`why\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg why zlib:url
      |                 ^^^
    hint: write \`slapbuild why a.cfg zlib:url\`

    error[cli-invalid-argument]: \`query\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg query url
      |                 ^^^^^
    hint: write \`slapbuild -c a.cfg query url\`

    error[cli-invalid-argument]: \`fmt\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg fmt
      |                 ^^^
    hint: write \`slapbuild fmt a.cfg\`

    error[cli-invalid-argument]: \`zlib:url\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg zlib:url
      |                 ^^^^^^^^
    hint: \`zlib:url=VALUE\` sets a value

    error[cli-invalid-argument]: \`zlib\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:22
      |
    1 | slapbuild plan a.cfg zlib
      |                      ^^^^
    hint: for parts, write \`slapbuild -c a.cfg install zlib\`

    error[cli-invalid-argument]: \`x\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:30
      |
    1 | slapbuild why a.cfg zlib:url x
      |                              ^
    "
  `);
});

test('an assignment with blanks is one mistake', () => {
  const lines = [
    'parts = zlib',
    'a.cfg parts += zlib libpng',
    'a.cfg buildout:directory =/srv/x -v',
    'flags = -O2 -v',
    'directory = /srv/x a.cfg b:c=d',
    'a.cfg = x',
  ];
  expect(lines.map(refused).join('\n')).toMatchInlineSnapshot(`
    "error[cli-invalid-assignment]: the assignment \`parts = zlib\` stands in several words
     --> <command line>:1:11
      |
    1 | slapbuild parts = zlib
      |           ^^^^^^^^^^^^
    hint: write it without blanks: \`parts=zlib\`

    error[cli-invalid-assignment]: the assignment \`parts += zlib libpng\` stands in several words
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg parts += zlib libpng
      |                 ^^^^^^^^^^^^^^^^^^^^
    hint: write it without blanks: \`'parts+=zlib libpng'\`

    error[cli-invalid-assignment]: the assignment \`buildout:directory =/srv/x\` stands in several words
     --> <command line>:1:17
      |
    1 | slapbuild a.cfg buildout:directory =/srv/x -v
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
    hint: write it without blanks: \`buildout:directory=/srv/x\`

    error[cli-invalid-assignment]: the assignment \`flags = -O2\` stands in several words
     --> <command line>:1:11
      |
    1 | slapbuild flags = -O2 -v
      |           ^^^^^^^^^^^
    hint: write it without blanks: \`flags=-O2\`

    error[cli-invalid-assignment]: the assignment \`directory = /srv/x\` stands in several words
     --> <command line>:1:11
      |
    1 | slapbuild directory = /srv/x a.cfg b:c=d
      |           ^^^^^^^^^^^^^^^^^^
    hint: write it without blanks: \`directory=/srv/x\`

    error[cli-invalid-argument]: \`x\` is one word too many: the profile is \`a.cfg\`
     --> <command line>:1:19
      |
    1 | slapbuild a.cfg = x
      |                   ^
    hint: for parts, write \`slapbuild -c a.cfg install x\`
    "
  `);
});

test('a word with blanks and line breaks is shown as it would be typed', () => {
  const result = readArguments(['a:b=1 2\n3', "it's", '--nonsense']);
  const [failure] = result.ok ? [] : result.failures;
  expect(failure?.at?.source.text).toBe(String.raw`slapbuild 'a:b=1 2⏎3' 'it'\''s' --nonsense`);
  expect(failure?.at?.source.text.slice(failure.at.start, failure.at.end)).toBe('--nonsense');
});
