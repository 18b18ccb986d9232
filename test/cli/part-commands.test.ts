import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** `tool` fails as long as `fail` is there; the other parts are sound. */
const PROFILE = `[buildout]
parts = tool said
[tool]
recipe = cmmi
shared = \${settings:shared}
url = \${:_profile_base_location_}/sources
environment =
  CFLAGS=-O1 -DNAME="it's"
  LONGPATH=%(PATH)s:/opt/bin
configure-command = true
make-binary = sh make.sh
post-install = echo made >%(location)s/made
[settings]
shared = false
[said]
recipe = command
command = echo said $CFLAGS
location = \${buildout:directory}/said
`;

const MAKE = `echo "CFLAGS=$CFLAGS"
echo half >half-made
if test -e DIRECTORY/fail; then echo "tool.c:7:3: error: as asked"; exit 4; fi
`;

function deskWith(profile = PROFILE): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  desk.write('sources/make.sh', MAKE.replace('DIRECTORY', desk.directory));
  desk.write('sources/README', 'two files, so that the build stays here\n');
  return desk;
}

/** A desk on which `tool` has failed and its tree was kept. */
async function deskWithFailure(...words: readonly string[]): Promise<{ desk: Desk; told: string }> {
  const desk = deskWith();
  desk.write('fail', '');
  const { code, stderr } = await desk.run(['-q', '--keep-failed', '-k', '--store', 'store', ...words]);
  expect(code).toBe(1);
  return { desk, told: stderr };
}

/** The program with its standard streams on a terminal; what it is told is typed. Answers what the terminal showed. */
function onTerminal(desk: Desk, words: readonly string[], typed: string): { code: number; shown: string } {
  const script = [
    'import json, os, pty, sys',
    'words, typed, directory = json.loads(sys.argv[1])',
    'pid, terminal = pty.fork()',
    'if pid == 0:',
    '    os.chdir(directory)',
    '    os.execve(words[0], words, {"PATH": os.environ["PATH"], "HOME": directory, "SHELL": "/bin/sh", "TERM": "dumb"})',
    'os.write(terminal, typed.encode())',
    'shown = b""',
    'while True:',
    '    try: chunk = os.read(terminal, 4096)',
    '    except OSError: break',
    '    if not chunk: break',
    '    shown += chunk',
    'print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()]))',
  ].join('\n');
  const told = JSON.stringify([[process.execPath, PROGRAM, ...words], typed, desk.directory]);
  const answer = execFileSync('python3', ['-c', script, told], { encoding: 'utf8' });
  // What the script above prints.
  const [code, shown] = JSON.parse(answer) as [number, string];
  return { code, shown: shown.replaceAll(desk.root, '/somewhere').replaceAll('\r', '') };
}

describe('env', () => {
  test('prints what a shell can read, whatever the values are, and touches nothing', async () => {
    const desk = deskWith();
    const { code, stdout, stderr } = await desk.run(['env', 'tool'], { CFLAGS: '-O9' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "export CFLAGS='-O1 -DNAME="it'\\''s"'
      export HOME='/somewhere/desk/.slapbuild/tmp/tool/home'
      export LANG='C.UTF-8'
      export LONGPATH='/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin'
      export PATH='/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
      export SOURCE_DATE_EPOCH='315532800'
      export TMPDIR='/somewhere/desk/.slapbuild/tmp/tool/tmp'
      export TZ='UTC'
      "
    `);
    const read = execFileSync('/bin/sh', ['-c', `${stdout} printf %s "$CFLAGS"`], { encoding: 'utf8' });
    expect(read).toBe(`-O1 -DNAME="it's"`);
    expect(existsSync(join(desk.directory, '.slapbuild'))).toBe(false);
  });

  test('is what the commands of the part get', async () => {
    const desk = deskWith(PROFILE.replace('make-binary = sh make.sh', 'make-binary = env >../environment; true'));
    const { stdout } = await desk.run(['env', 'tool']);
    expect(await desk.run(['-q', 'install', 'tool'])).toMatchObject({ code: 0 });
    const given = readFileSync(join(desk.directory, 'parts/tool/environment'), 'utf8').replaceAll(
      desk.root,
      '/somewhere',
    );
    const printed = execFileSync('env', ['-i', '/bin/sh', '-c', `${stdout} env`], { encoding: 'utf8' });
    const sorted = (text: string): readonly string[] =>
      text
        .split('\n')
        .filter((line) => !/^(?:PWD|_|MAKEFLAGS)=/u.test(line))
        .toSorted();
    expect(sorted(given)).toEqual(sorted(printed));
  });

  test('marks what was passed, and says where values come from with --json', async () => {
    const desk = deskWith();
    const words = ['env', 'software.cfg', 'said', '--pass-env', 'CFLAGS'];
    expect((await desk.run(words, { CFLAGS: '-O9' })).stdout).toContain(
      "export CFLAGS='-O9' # passed with --pass-env\n",
    );
    const { stdout } = await desk.run(['env', 'tool', '--json', '--pass-env', 'CC'], { CC: 'clang' });
    expect(JSON.parse(stdout)).toMatchObject({
      part: 'tool',
      directory: '/somewhere/desk',
      location: '/somewhere/desk/parts/tool',
      variables: {
        CC: { value: 'clang', from: 'passed' },
        CFLAGS: { from: 'part' },
        PATH: { from: 'engine' },
      },
    });
  });

  test('knows no variable of the caller, and says what there is', async () => {
    const desk = deskWith(PROFILE.replace('%(PATH)s:/opt/bin', '%(LDFLAGS)s'));
    const { code, stderr } = await desk.run(['env', 'tool'], { LDFLAGS: '-L/mine' });
    expect(code).toBe(2);
    expect(stderr).toContain('error[recipe-error]: part `tool`: `%(LDFLAGS)s` in `environment` names no variable\n');
    expect(stderr).toContain('hint: a value may use `HOME`, `LANG`, `PATH`, ');
    const passed = await desk.run(['env', 'tool', '--pass-env', 'LDFLAGS'], { LDFLAGS: '-L/mine' });
    expect(passed.stdout).toContain("export LONGPATH='-L/mine'\n");
  });

  test('says what was perhaps meant', async () => {
    const { code, stderr } = await deskWith().run(['env', 'tol']);
    expect(code).toBe(2);
    expect(stderr).toContain('hint: did you mean `tool`?');
    expect((await deskWith().run(['env', 'software.cfg'])).stderr).toContain(
      'hint: write `slapbuild env software.cfg PART`',
    );
  });
});

describe('log', () => {
  test('prints the log of the last run', async () => {
    const desk = deskWith();
    await desk.run(['-q']);
    const { code, stdout } = await desk.run(['log', 'software.cfg', 'said']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "$ /bin/sh -c 'echo said $CFLAGS'\nsaid\n" });
    expect(JSON.parse((await desk.run(['log', 'said', '--json'])).stdout)).toEqual({
      part: 'said',
      directory: '/somewhere/desk',
      path: '/somewhere/desk/.slapbuild/log/said.log',
    });
  });

  test('works when the profile is broken', async () => {
    const desk = deskWith();
    await desk.run(['-q']);
    desk.write('software.cfg', '[buildout\n');
    const { code, stdout, stderr } = await desk.run(['log', 'said']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "$ /bin/sh -c 'echo said $CFLAGS'\nsaid\n" });
    expect(stderr).toMatch(
      /^warning\[release-guessed\]: the profile cannot be read; looking into `\/somewhere\/desk`\n/u,
    );
  });

  test('says why there is none', async () => {
    const desk = deskWith();
    const shared = ['settings:shared=true', '--store', 'store'];
    expect((await desk.run(['log', 'tool'])).stderr).toContain(
      'error[log-not-found]: part `tool` has no log: it was never built in `/somewhere/desk`\n',
    );
    await desk.run(['-q', '-d', 'first', ...shared]);
    await desk.run(['-q', '-d', 'second', ...shared]);
    expect((await desk.run(['log', 'tool', '-d', 'first'])).code).toBe(0);
    expect((await desk.run(['log', 'tool', '-d', 'second'])).stderr).toContain('it was taken from the store\n');
    expect((await desk.run(['log', 'tol'])).stderr).toContain('hint: did you mean `tool`?');
  });

  test('tells a terminal no control sequences and no credentials', async () => {
    const command = String.raw`printf 'a\033]0;title\007b https://me:secret@host/x\n'`;
    const desk = deskWith(PROFILE.replace('echo said $CFLAGS', command));
    await desk.run(['-q', 'install', 'said']);
    expect(onTerminal(desk, ['log', 'said'], '').shown.split('\n').at(-2)).toBe('ab https://***@host/x');
    expect((await desk.run(['log', 'said'])).stdout).toContain('\u001b]0;title');
  });
});

describe('a failed part with --keep-failed', () => {
  test.each([
    ['of the release', [], 'desk/parts/tool'],
    ['of the store', ['settings:shared=true'], 'desk/store/tool'],
  ])('%s: its tree stays, and the next run makes it from scratch', async (_, words, place) => {
    const { desk, told } = await deskWithFailure(...words);
    const tree = /its tree is kept in `(.*)`: `slapbuild shell tool`, with .* enters it/u.exec(told)?.[1] ?? '';
    expect(tree.startsWith(`/somewhere/${place}`)).toBe(true);
    const here = tree.replace('/somewhere', desk.root);
    expect(readFileSync(join(here, '.build/half-made'), 'utf8')).toBe('half\n');
    expect(existsSync(join(here, '.slapbuild.json'))).toBe(false);
    const note = readFileSync(join(desk.directory, '.slapbuild/failed/tool.json'), 'utf8');
    expect(JSON.parse(note)).toMatchObject({ part: 'tool', location: here, command: { cwd: join(here, '.build') } });
    expect(note).not.toContain("it's");
    expect(existsSync(join(desk.directory, '.slapbuild/tmp/tool/home'))).toBe(true);
    rmSync(join(desk.directory, 'fail'));
    expect(await desk.run(['-q', '--store', 'store', ...words])).toMatchObject({ code: 0 });
    expect(readdirSync(here).filter((name) => !name.endsWith('.json'))).toEqual(['made']);
    expect(readdirSync(join(desk.directory, '.slapbuild/failed'))).toEqual([]);
    expect(existsSync(join(desk.directory, '.slapbuild/tmp/tool'))).toBe(false);
  });

  test('stays while runs are about other parts', async () => {
    const { desk } = await deskWithFailure();
    expect(await desk.run(['-q', 'install', 'said', '--store', 'store', 'said:command=echo more'])).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(desk.directory, 'parts/tool/.build/half-made'))).toBe(true);
    expect(existsSync(join(desk.directory, '.slapbuild/tmp/tool/home'))).toBe(true);
    expect(await desk.run(['-q', 'buildout:parts=said', '--store', 'store'])).toMatchObject({ code: 0 });
    expect(existsSync(join(desk.directory, 'parts/tool'))).toBe(false);
  });

  test('of the store goes away with its part', async () => {
    const { desk } = await deskWithFailure('settings:shared=true');
    const entries = (): readonly string[] =>
      readdirSync(join(desk.directory, 'store/tool')).filter((name) => !name.endsWith('.lock'));
    expect(entries()).toHaveLength(1);
    await desk.run(['-q', 'buildout:parts=said', '--store', 'store']);
    expect(entries()).toEqual([]);
  });

  test('leaves nothing without the option', async () => {
    const desk = deskWith();
    desk.write('fail', '');
    expect((await desk.run(['-q', '-k'])).stderr).not.toContain('is kept');
    expect(existsSync(join(desk.directory, 'parts/tool'))).toBe(false);
    expect(existsSync(join(desk.directory, '.slapbuild/failed'))).toBe(false);
  });
});

describe('shell', () => {
  test('runs a command where the part failed, with its environment', async () => {
    const { desk } = await deskWithFailure();
    const look = 'pwd; umask; echo "$CFLAGS"; echo "$HOME"; echo "${MINE-none}"; ls half-made; exit 7';
    const words = ['shell', 'tool', '--store', 'store', '--', 'sh', '-c', look];
    const { code, stdout, stderr } = await desk.run(words, { MINE: 'x', CFLAGS: 'y' });
    expect({ code, stderr }).toEqual({ code: 7, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      '/somewhere/desk/parts/tool/.build',
      '0022',
      `-O1 -DNAME="it's"`,
      '/somewhere/desk/.slapbuild/tmp/tool/home',
      'none',
      'half-made',
      '',
    ]);
    const killed = await desk.run(['shell', 'tool', '--store', 'store', '--', 'sh', '-c', 'kill -9 $$']);
    expect(killed.code).toBe(137);
  });

  test('has folders of its own in a part that stands, and removes them', async () => {
    const desk = deskWith();
    await desk.run(['-q']);
    const { stdout } = await desk.run([
      'shell',
      'software.cfg',
      'tool',
      '--',
      'sh',
      '-c',
      'pwd; echo $HOME; ls -d $TMPDIR',
    ]);
    const [cwd, home, tmp] = stdout.split('\n');
    expect(cwd).toBe('/somewhere/desk/parts/tool');
    expect(home).toMatch(/^\/somewhere\/desk\/\.slapbuild\/shell\/shell-\w+\/home$/u);
    expect(tmp).toBe(home?.replace(/home$/u, 'tmp'));
    expect(readdirSync(join(desk.directory, '.slapbuild/shell'))).toEqual([]);
  });

  test('says what to do when there is nothing', async () => {
    const desk = deskWith();
    await desk.run(['-q', 'install', 'said']);
    const { code, stderr } = await desk.run(['shell', 'tool', '--', 'true']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error[nothing-kept]: there is nothing of part `tool` to enter in `/somewhere/desk`\n' +
        'hint: `slapbuild install tool --keep-failed` leaves the tree of a failed part\n',
    });
    expect((await desk.run(['shell', 'tool', '--'])).stderr).toContain('no command stands behind `--`');
    expect((await desk.run(['plan', '--', 'x'])).stderr).toContain('`plan` takes nothing behind `--`');
  });

  test('opens on a terminal, tells the command that failed, and passes the exit code on', async () => {
    const { desk } = await deskWithFailure();
    const words = ['shell', 'tool', '--store', 'store'];
    const { code, shown } = onTerminal(desk, words, 'echo "in:$PWD" "$TERM"\nkill -INT $$\nexit 9\n');
    expect(code).toBe(9);
    expect(shown).toContain('part `tool`, in /somewhere/desk/parts/tool/.build; `exit` leaves\n');
    expect(shown).toContain("this command failed here:\n  /bin/sh -c 'set -e;sh make.sh ");
    expect(shown).toContain('(tool) $ ');
    expect(shown).toContain('in:/somewhere/desk/parts/tool/.build dumb\n');
  });
});
