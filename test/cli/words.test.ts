import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDesk } from './program.js';

test('--help tells commands, options and exit codes', async () => {
  const { code, stdout, stderr } = await makeDesk().run(['--help'], { COLUMNS: '100' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "Usage: slapbuild [build] [PROFILE] [section:option=value ...] [options]

    Builds a Buildout profile: what is missing, in parallel; shared parts come from the store.
    PROFILE is a file or a URL; without it software.cfg, else buildout.cfg, of the current directory.

    Commands:
      build [PROFILE] [section:option=value ...]  build the release; may be left out
      plan [PROFILE] [section:option=value ...]   say what build would do, and why
      install [PART ...]                          build these parts, and what they need; -c names the
                                                  profile
      check [PROFILE]                             tell every mistake and doubt of a profile
      lock [PROFILE]                              write PROFILE.lock: what every profile and download is
      resolve [PROFILE]                           print every section with its values
      why [PROFILE] section:option                tell how a value is made
      annotate [SECTION ...]                      print where values come from, as buildout does
      query [section:]option                      print a value without substitution, as buildout does
      env [PROFILE] PART                          print what the commands of a part have as environment
      log [PROFILE] PART                          print the log of the last run of a part
      shell [PROFILE] PART [-- COMMAND ...]       open a shell, or run a command, where a part failed
      fmt [FILE ...]                              lay profiles out in one style; meaning stays
      update-hash [FILE ...]                      keep the sums of buildout.hash.cfg files right

    Options:
      -d, --directory DIR         make the release in DIR, as buildout:directory=DIR does
      -j, --jobs N                cores to use, shared with the \`make\` inside parts; 1: in the order of
                                  buildout
          --parts N               parts built at once; default: as many as cores are used
      -k, --keep-going            after a failure, build all that does not need it
          --fail-fast             after a failure, stop the parts that run
          --keep-failed           leave the tree of a failed part where it is
          --timeout TIME          end the run after this time: 90, 90s, 15m, 2h
          --part-timeout TIME     end a part after this time
          --command-timeout TIME  end a command after this time
          --silence-timeout TIME  end a command that prints nothing for this time
          --no-jobserver          one core for each command, whatever is free
          --no-probe-cache        let every \`configure\` find out everything itself
          --trace FILE            write a trace of the run, for Perfetto or chrome://tracing
          --store DIR             store of shared parts, may be repeated; none: build them into the
                                  release
          --pass-env NAME         pass this variable to the commands of parts, may be repeated
          --condition NAME=VALUE  answer that conditions of sections get, may be repeated
          --frozen                refuse whatever is not as PROFILE.lock says
          --stage NAME            merged, expanded or resolved (default)
          --check                 change nothing; exit code 1 if something would change
          --dialect NAME          rules of the profile language: slapos (default) or zc
          --json                  print events, one JSON object a line; of other commands their answer,
                                  as JSON
          --color WHEN            auto (default), always or never
          --version               print the version
      -h, --help                  print this

    Buildout's options:
      -c FILE                     the profile
      -o, -O                      offline, or not
      -n, -N                      fetch remote profiles again that extends-cache has, or not
      -U                          without the defaults of ~/.buildout/default.cfg
      -t SECONDS                  sets buildout:socket-timeout
      -v, -q                      tell more: what commands print; tell less. May be repeated

    Exit codes: 0 done; 1 a part failed, or a check found something; 2 the profile or the command line is wrong; 4 interrupted.
    "
  `);
});

test('--help fits a narrow terminal', async () => {
  const { stdout } = await makeDesk().run(['--help'], { COLUMNS: '90' });
  const [, lists = ''] = stdout.split('Commands:');
  expect(
    Math.max(
      ...(lists
        .split('\nExit')[0]
        ?.split('\n')
        .map((line) => line.length) ?? []),
    ),
  ).toBeLessThanOrEqual(90);
});

test('--version tells the version alone', async () => {
  const { code, stdout } = await makeDesk().run(['--version']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

test('without a profile it says what was looked for', async () => {
  const desk = makeDesk();
  const { code, stdout, stderr } = await desk.run([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatchInlineSnapshot(`
    "error[cli-no-profile]: no profile is named, and the current directory has none of the usual names
    note: looked for /somewhere/desk/software.cfg
    note: looked for /somewhere/desk/buildout.cfg
    hint: name one: \`slapbuild PROFILE\`; \`slapbuild --help\` tells more
    "
  `);
});

test('software.cfg comes before buildout.cfg', async () => {
  const desk = makeDesk();
  desk.write('buildout.cfg', '[buildout]\nparts =\nmarker = ${no:buildout}\n');
  expect((await desk.run(['plan'])).stderr).toContain('${no:buildout}');
  desk.write('software.cfg', '[buildout]\nparts =\nmarker = ${no:software}\n');
  expect((await desk.run(['plan'])).stderr).toContain('${no:software}');
});

test('words that are no command and no profile', async () => {
  const desk = makeDesk();
  desk.write('software.cfg', '[buildout]\nparts =\n');
  desk.write('stack/lamp.cfg', '[buildout]\nparts =\n');
  desk.write('release/software.cfg', '[buildout]\nparts =\n');
  mkdirSync(join(desk.directory, 'empty'));
  const lines = [['biuld'], ['libevent'], ['softwar.cfg'], ['plan', 'stack/lam.cfg'], ['release'], ['plan', 'empty']];
  const told: string[] = [];
  for (const words of lines) {
    const { code, stdout, stderr } = await desk.run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    told.push(stderr);
  }
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "error[cli-invalid-command]: \`biuld\` is neither a command nor a profile
     --> <command line>:1:11
      |
    1 | slapbuild biuld
      |           ^^^^^
    hint: did you mean \`build\`?

    error[cli-invalid-command]: \`libevent\` is neither a command nor a profile
     --> <command line>:1:11
      |
    1 | slapbuild libevent
      |           ^^^^^^^^
    hint: for a part, write \`slapbuild install libevent\`

    error[cli-profile-not-found]: the profile \`softwar.cfg\` does not exist
     --> <command line>:1:11
      |
    1 | slapbuild softwar.cfg
      |           ^^^^^^^^^^^
    hint: did you mean \`software.cfg\`?

    error[cli-profile-not-found]: the profile \`stack/lam.cfg\` does not exist
     --> <command line>:1:16
      |
    1 | slapbuild plan stack/lam.cfg
      |                ^^^^^^^^^^^^^
    hint: did you mean \`stack/lamp.cfg\`?

    error[cli-profile-not-found]: \`release\` is a directory, not a profile
     --> <command line>:1:11
      |
    1 | slapbuild release
      |           ^^^^^^^
    hint: did you mean \`release/software.cfg\`?

    error[cli-profile-not-found]: \`empty\` is a directory, not a profile
     --> <command line>:1:16
      |
    1 | slapbuild plan empty
      |                ^^^^^
    hint: there is no profile in \`/somewhere/desk/empty\`
    "
  `);
});

test('--json tells mistakes of the command line as events too', async () => {
  const { code, stdout, stderr } = await makeDesk().run(['--json', '--jbos=3']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    type: 'diagnostic',
    diagnostic: {
      severity: 'error',
      code: 'cli-invalid-option',
      message: 'there is no option `--jbos`',
      at: { path: '<command line>', line: 1, column: 18 },
      notes: [],
      hint: 'did you mean `--jobs`?',
    },
  });
});

test('colours come when asked for', async () => {
  const desk = makeDesk();
  expect((await desk.run(['--jbos'])).stderr).not.toContain('\u001B');
  desk.write('software.cfg', '[buildout]\nparts = ${a:b}\n');
  expect((await desk.run(['--color', 'always'], { NO_COLOR: '1' })).stderr).toContain('\u001B[31m');
  expect((await desk.run(['--color', 'never'])).stderr).not.toContain('\u001B');
});
