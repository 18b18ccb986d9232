import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineRecipe, succeed } from '../../src/engine/recipe/index.js';
import { makeDesk, type Desk, type Ended } from '../cli/program.js';
import { makeWorld, type Ran, type World } from '../engine/world.js';
import { flipped, serve, shown, sum, type Remote } from './support.js';

const BASE = '[hello]\nrecipe = download\nfilename = hello\n';
const CONTENT = 'the content of a file';
const md5 = sum(CONTENT, 'md5');

interface Site {
  readonly desk: Desk;
  readonly remote: Remote;
  /** Runs a command; the server reads `SERVER` in its texts. */
  run(...words: readonly string[]): Promise<Omit<Ended, 'signal'>>;
  /** As on another machine: nothing that was fetched is there. */
  forget(): void;
  /** Everything below the desk and the home, caches left out. */
  tree(): readonly string[];
}

/** What was asked for besides the profile that the lock names. */
function downloadsOf({ asked }: Remote): readonly string[] {
  return asked.filter((path) => path !== '/base.cfg');
}

/** A locked release: a remote profile, a download with an MD5, one without any sum, and a template from the server. */
async function locked(): Promise<Site> {
  const remote = await serve({ '/base.cfg': BASE, '/hello': CONTENT, '/free': 'free', '/t.in': 'text\n' });
  const desk = makeDesk();
  desk.write(
    'software.cfg',
    `[buildout]
extends = local.cfg ${remote.url}/base.cfg
parts = hello free text
[hello]
url = ${remote.url}/hello
md5sum = ${md5}
[free]
recipe = download
url = ${remote.url}/free
[text]
recipe = template
output = \${buildout:directory}/text
url = ${remote.url}/t.in
`,
  );
  desk.write('local.cfg', '[buildout]\n');
  const site: Site = {
    desk,
    remote,
    async run(...words) {
      const { code, stdout, stderr } = await desk.run(words);
      const hide = (text: string): string => text.replaceAll(remote.host, 'SERVER');
      return { code, stdout: hide(stdout), stderr: hide(stderr) };
    },
    forget: () => rmSync(join(desk.root, 'home/.cache'), { recursive: true, force: true }),
    tree: () =>
      readdirSync(desk.root, { recursive: true, encoding: 'utf8' }).filter((path) => !path.includes('.cache')),
  };
  expect(await site.run('lock', '-q')).toMatchObject({ code: 0, stderr: '' });
  return site;
}

describe('one flipped byte', () => {
  test('of a served profile: nothing is touched, and both digests are told', async () => {
    const { run, remote, forget, tree } = await locked();
    const served = flipped(BASE, 2);
    remote.content.set('/base.cfg', served);
    forget();
    const before = tree();
    expect(await run('--frozen')).toEqual({
      code: 2,
      stdout: expect.stringMatching(/^1 error, nothing was touched; .* s\n$/u) as string,
      stderr: `error[lock-mismatch]: the profile \`http://SERVER/base.cfg\` is not the one in \`software.cfg.lock\`
 --> software.cfg:2:21
  |
2 | extends = local.cfg http://SERVER/base.cfg
  |                     ${'^'.repeat(remote.url.length + 9)}
note: the lock has sha256 ${sum(BASE)}
note: its content has ${sum(served)}
hint: if the change is meant, make the lock anew: \`slapbuild lock\`
`,
    });
    expect(tree()).toEqual(before);
    remote.content.set('/base.cfg', BASE);
    expect(await run('--frozen')).toMatchObject({ code: 0, stderr: '' });
  });

  test('of a served profile does nothing where the right one is kept and the server is not asked', async () => {
    const { run, remote } = await locked();
    remote.content.set('/base.cfg', flipped(BASE, 2));
    const before = remote.connections();
    expect(await run('plan', '--frozen', '-N')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('plan', '--frozen', '-o')).toMatchObject({ code: 0, stderr: '' });
    expect(remote.connections()).toBe(before);
    expect((await run('plan', '--frozen')).stderr).toContain('error[lock-mismatch]');
    await remote.close();
    expect(await run('plan', '--frozen')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['/hello', 'hello', CONTENT, 5],
    ['/free', 'free', 'free', 9],
  ])('of the served file %s', async (path, part, content, line) => {
    const { run, remote, forget, desk } = await locked();
    const served = flipped(content, 1);
    remote.content.set(path, served);
    forget();
    expect(await run('--frozen', '-qq')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error[checksum-mismatch]: part \`${part}\`: \`http://SERVER${path}\` does not have the expected content
 --> software.cfg:${String(line)}:7
  |
${String(line)} | url = http://SERVER${path}
  |       ${'^'.repeat(remote.url.length + path.length)}
note: expected sha256 ${sum(content)}
note: got      sha256 ${sum(served)}
hint: the file may have been replaced: find out why
`,
    });
    expect(existsSync(join(desk.directory, 'parts', part))).toBe(false);
  });

  test('of a served template: the parts cannot be told, and nothing is touched', async () => {
    const { run, remote, forget, tree } = await locked();
    remote.content.set('/t.in', flipped('text\n', 0));
    forget();
    const before = tree();
    expect(await run('--frozen', '-qq')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error\[checksum-mismatch\]: part `text`: /u) as string,
    });
    expect(tree()).toEqual(before);
  });
});

describe('with everything in the caches', () => {
  test('no connection is made: offline, by a build, by one with nothing to do, and by one into a new directory', async () => {
    const { run, remote } = await locked();
    const before = remote.connections();
    expect(await run('--frozen', '-o', '-q')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('--frozen', '-o', '-q')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('--frozen', '-o', '-q', '-d', 'other', '--store', 'none')).toMatchObject({ code: 0, stderr: '' });
    expect(remote.connections()).toBe(before);
    await remote.close();
    expect(await run('--frozen', '-q', '-d', 'third')).toMatchObject({ code: 0, stderr: '' });
  });

  test('no connection is made offline without a lock either, where every download has a sum', async () => {
    const { run, remote, desk } = await locked();
    const words = ['-o', '-q', 'buildout:parts=hello'];
    rmSync(join(desk.directory, 'software.cfg.lock'));
    const before = remote.connections();
    expect(await run(...words)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(...words)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(...words, '-d', 'other', '--store', 'none')).toMatchObject({ code: 0, stderr: '' });
    expect(remote.connections()).toBe(before);
  });
});

describe('the lock itself', () => {
  test('must be there', async () => {
    const { run, desk } = await locked();
    rmSync(join(desk.directory, 'software.cfg.lock'));
    expect(await run('plan', '--frozen')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error[lock-not-found]: there is no lock `software.cfg.lock`\nhint: make it: `slapbuild lock`\n',
    });
  });

  test('must be one', async () => {
    const { run, desk } = await locked();
    desk.write('software.cfg.lock', '{"version": 1, "profiles": {}, "downloads": {"x": {}}}\n');
    expect(await run('-c', 'software.cfg', 'install', 'hello', '--frozen', '-qq')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error[lock-unreadable]: the lock \`software.cfg.lock\` cannot be read: the entry of \`x\` has no \`sha256\`
 --> software.cfg.lock:1:46
  |
1 | {"version": 1, "profiles": {}, "downloads": {"x": {}}}
  |                                              ^^^
hint: make the lock anew: \`slapbuild lock\`
`,
    });
    rmSync(join(desk.directory, 'software.cfg.lock'));
    desk.write('software.cfg.lock/x', '');
    expect(await run('--frozen', '-qq')).toMatchObject({
      stderr: `error[lock-unreadable]: the lock \`software.cfg.lock\` cannot be read: it is a directory
hint: make the lock anew: \`slapbuild lock\`
`,
    });
  });

  test('may have more than is used', async () => {
    const { run } = await locked();
    expect(await run('--frozen', '-q', 'buildout:parts=free')).toMatchObject({ code: 0, stderr: '' });
  });
});

test('every profile that differs is told, and what is not in the lock is not asked for', async () => {
  const { run, remote, desk } = await locked();
  const main = readFileSync(join(desk.directory, 'software.cfg'), 'utf8');
  const changed = main.replace('local.cfg', `local.cfg more.cfg ${remote.url}/new.cfg`);
  desk.write('local.cfg', '[buildout]\nx = 1\n');
  desk.write('more.cfg', '[buildout]\noptional-extends = absent.cfg\n');
  const before = downloadsOf(remote);
  const { code, stderr } = await run('plan', '--frozen', 'buildout:extends=more.cfg');
  expect([code, stderr.match(/^error.*$/gmu)]).toEqual([
    2,
    [
      'error[lock-mismatch]: the profile `/somewhere/desk/local.cfg` is not the one in `software.cfg.lock`',
      'error[not-locked]: the profile `/somewhere/desk/more.cfg` is not in `software.cfg.lock`',
    ],
  ]);
  desk.write('local.cfg', `[buildout]\nextends = ${remote.url}/new.cfg\n`);
  desk.write('software.cfg.lock', lockWith(desk, { 'local.cfg': readFileSync(join(desk.directory, 'local.cfg')) }));
  expect(await run('plan', '--frozen')).toEqual({
    code: 2,
    stdout: '',
    stderr: `error[not-locked]: the profile \`http://SERVER/new.cfg\` is not in \`software.cfg.lock\`
 --> local.cfg:2:11
  |
2 | extends = http://SERVER/new.cfg
  |           ${'^'.repeat(remote.url.length + 8)}
note: the profile is extended here
  --> software.cfg:2:11
hint: if the change is meant, make the lock anew: \`slapbuild lock\`
`,
  });
  desk.write('software.cfg', changed);
  expect((await run('plan', '--frozen')).stderr.match(/^error.*$/gmu)).toEqual([
    'error[lock-mismatch]: the profile `/somewhere/desk/software.cfg` is not the one in `software.cfg.lock`',
  ]);
  expect(downloadsOf(remote)).toEqual(before);
});

/** The lock with other content for some profiles. */
function lockWith(desk: Desk, contents: Readonly<Record<string, Buffer>>): string {
  const lock = JSON.parse(readFileSync(join(desk.directory, 'software.cfg.lock'), 'utf8')) as {
    profiles: Record<string, object>;
  };
  for (const [name, content] of Object.entries(contents)) lock.profiles[name] = { sha256: sum(content) };
  return JSON.stringify(lock);
}

describe('downloads that are not as the lock says', () => {
  const other = sum('other', 'md5');
  const mismatch = (remote: Remote): string =>
    `error[download-lock-mismatch]: part \`hello\`: \`http://SERVER/hello\` is expected to be another file than the one in \`software.cfg.lock\`
 --> software.cfg:5:7
  |
5 | url = http://SERVER/hello
  |       ${'^'.repeat(remote.url.length + 6)}
note: the lock has md5 ${md5}
note: the profile has md5 ${other}
hint: if the change is meant, make the lock anew: \`slapbuild lock\`
`;
  const assignment = `hello:md5sum=${other}`;
  const notLocked = (part: string, url: string): string => {
    const before = `${assignment} ${part}:url=`;
    return `error[download-not-locked]: part \`${part}\`: \`${url}\` is not in \`software.cfg.lock\`
 --> <command line>:1:${String(before.length + 1)}
  |
1 | ${before}${url} buildout:verbosity=…
  | ${' '.repeat(before.length)}${'^'.repeat(url.length)}
hint: if the change is meant, make the lock anew: \`slapbuild lock\`
`;
  };

  test('are all told before anything is fetched or touched', async () => {
    const { run, remote, tree } = await locked();
    const before = [downloadsOf(remote), tree()];
    const words = ['--frozen', '-qq', assignment, 'free:url=http://127.0.0.1:1/x'];
    expect(await run('plan', ...words)).toEqual({
      code: 2,
      stdout: '',
      stderr: mismatch(remote) + notLocked('free', 'http://127.0.0.1:1/x'),
    });
    expect([downloadsOf(remote), tree()]).toEqual(before);
  });

  test('are told as far as can be told, when the parts depend on one of them', async () => {
    const { run, remote, tree } = await locked();
    const before = [downloadsOf(remote), tree()];
    const words = ['--frozen', '-qq', assignment, 'text:url=http://127.0.0.1:1/t'];
    expect(await run(...words)).toEqual({
      code: 2,
      stdout: '',
      stderr: notLocked('text', 'http://127.0.0.1:1/t') + mismatch(remote),
    });
    expect([downloadsOf(remote), tree()]).toEqual(before);
  });
});

describe('in the library', () => {
  const request = (world: World): { readonly frozen: string } => ({
    frozen: join(world.root, 'release/software.cfg.lock'),
  });
  const tell = (world: World, { diagnostics }: Ran): string => shown(diagnostics, world.root);

  /** Writes the lock of a world's own profile, with these downloads. */
  function lock(world: World, downloads: Readonly<Record<string, object>>): void {
    const profiles = { 'software.cfg': { sha256: sum(world.read('release/software.cfg')) } };
    world.write('release/software.cfg.lock', JSON.stringify({ version: 1, profiles, downloads }));
  }

  test('a frozen run and another one share the store: the lock is no part of a signature', async () => {
    const remote = await serve({ '/a': CONTENT });
    const part = `[a]\nrecipe = download\nshared = true\nurl = ${remote.url}/a\nmd5sum = ${md5}\n`;
    const world = makeWorld(`[buildout]\nparts = a\n${part}`);
    lock(world, { [`${remote.url}/a`]: { sha256: sum(CONTENT), md5 } });
    const free = await world.run();
    expect(free.steps).toEqual(['started a', 'installed a']);
    const frozen = await world.run({ ...request(world), assignments: [`buildout:directory=${world.root}/other`] });
    expect([frozen.outcome, frozen.steps]).toEqual(['done', ['substituted a']]);
    const signatures = [free, frozen].map(({ plan }) => plan?.parts.map(({ part: { signature } }) => signature));
    expect(signatures[0]).toEqual(signatures[1]);
  });

  test('what a recipe fetches without having said so is refused', async () => {
    const remote = await serve({ '/a': CONTENT });
    const sly = defineRecipe({
      name: 'sly',
      version: 1,
      options: {},
      async install(_, context) {
        const fetched = await context.fetch({ url: `${remote.url}/a` });
        return fetched.ok ? succeed({ paths: [] }) : fetched;
      },
    });
    const world = makeWorld('[buildout]\nparts = a\n[a]\nrecipe = sly\n', [sly]);
    lock(world, {});
    const ran = await world.run(request(world));
    expect([ran.outcome, tell(world, ran)]).toEqual([
      'failed',
      `error[download-failed]: part \`a\`: cannot download \`${remote.url}/a\`: it is not in \`release/software.cfg.lock\` with this content
 --> release/software.cfg:3:1
  |
3 | [a]
  | ^^^
hint: correct the URL
`,
    ]);
    expect(remote.connections()).toBe(0);
  });

  test('what was made of other content than the lock names does not count, where the profile has no sum', async () => {
    const remote = await serve({ '/a': 'one' });
    const url = `${remote.url}/a`;
    const keeper = defineRecipe({
      name: 'keeper',
      version: 1,
      options: {},
      resolve: ({ location }) => succeed({ location: 'own', exports: { location }, sources: [{ url }] }),
      async install({ location }, context) {
        const fetched = await context.fetch({ url });
        if (!fetched.ok) return fetched;
        const copied = await context.files.write(`${location}/a`, readFileSync(fetched.value.path), { mode: 0o644 });
        return copied.ok ? succeed({ paths: [] }) : copied;
      },
    });
    const world = makeWorld('[buildout]\nparts = a\n[a]\nrecipe = keeper\n', [keeper]);
    await world.run();
    remote.content.set('/a', 'two');
    lock(world, { [url]: { sha256: sum('two') } });
    expect((await world.run(request(world))).steps).toContain('installed a');
    expect(world.read('release/parts/a/a')).toBe('two');
    expect((await world.run(request(world))).outcome).toBe('unchanged');
  });

  test('a profile that the lock names must be there, though it is optional', async () => {
    const world = makeWorld('[buildout]\noptional-extends = more.cfg\nparts =\n');
    const profiles = {
      'software.cfg': { sha256: sum(world.read('release/software.cfg')) },
      'more.cfg': { sha256: sum('[buildout]\n') },
    };
    world.write('release/software.cfg.lock', JSON.stringify({ version: 1, profiles, downloads: {} }));
    const ran = await world.run(request(world));
    expect([ran.outcome, tell(world, ran)]).toEqual([
      'invalid',
      `error[profile-unreadable]: cannot read the profile \`${world.root}/release/more.cfg\`: it is not there, and \`release/software.cfg.lock\` has it
 --> release/software.cfg:2:20
  |
2 | optional-extends = more.cfg
  |                    ^^^^^^^^
`,
    ]);
  });

  test('a changed lock is seen although nothing else has changed', async () => {
    const world = makeWorld(
      '[buildout]\nparts = a\n[a]\nrecipe = download\nurl = ${buildout:directory}/software.cfg\n',
    );
    lock(world, {});
    const remembered = join(world.root, 'release/.slapbuild/last-run.json');
    // A run right after a file was written is not remembered: the file could change within the same tick.
    do await world.run(request(world));
    while (!existsSync(remembered));
    expect(readFileSync(remembered, 'utf8')).toContain('software.cfg.lock');
    const quick = await world.run(request(world));
    expect([quick.outcome, quick.plan]).toEqual(['unchanged', undefined]);
    world.write('release/software.cfg.lock', JSON.stringify({ version: 1, profiles: {}, downloads: {} }));
    const refused = await world.run(request(world));
    expect([refused.outcome, refused.diagnostics.map(({ code }) => code)]).toEqual(['invalid', ['not-locked']]);
    rmSync(join(world.root, 'release/software.cfg.lock'));
    expect((await world.run(request(world))).diagnostics.map(({ code }) => code)).toEqual(['lock-not-found']);
    expect((await world.run()).outcome).toBe('unchanged');
  });

  test('an optional profile that was not there when the lock was made must not come in', async () => {
    const world = makeWorld('[buildout]\noptional-extends = more.cfg\nparts =\n');
    lock(world, {});
    const before = await world.run(request(world));
    expect([before.outcome, before.diagnostics.map(({ code }) => code)]).toEqual([
      'unchanged',
      ['optional-extends-absent'],
    ]);
    world.write('release/more.cfg', '[buildout]\n');
    const after = await world.run(request(world));
    expect([after.outcome, after.diagnostics.map(({ code }) => code)]).toEqual(['invalid', ['not-locked']]);
  });

  test('a lock that lies elsewhere names profiles from there', async () => {
    const world = makeWorld('[buildout]\nparts =\n');
    const sha256 = sum(world.read('release/software.cfg'));
    const profiles = { '../../release/software.cfg': { sha256 } };
    world.write('locks/today/x.lock', JSON.stringify({ version: 1, profiles, downloads: {} }));
    const ran = await world.run({ frozen: join(world.root, 'locks/today/x.lock') });
    expect([ran.outcome, tell(world, ran)]).toEqual(['unchanged', '']);
  });
});
