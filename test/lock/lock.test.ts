import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk, type Ended } from '../cli/program.js';
import { serve, sum, type Remote } from './support.js';

/** Runs a command; the server reads `SERVER` in its texts. */
async function run(desk: Desk, remote: Remote, ...words: readonly string[]): Promise<Omit<Ended, 'signal'>> {
  const { code, stdout, stderr } = await desk.run(words);
  const hide = (text: string): string => text.replaceAll(remote.host, 'SERVER');
  return { code, stdout: hide(stdout), stderr: hide(stderr) };
}

function lockOf(desk: Desk, remote: Remote, path = 'software.cfg.lock'): string {
  return readFileSync(join(desk.directory, path), 'utf8').replaceAll(remote.host, 'SERVER');
}

/** Parts that download one URL each, named a, b, c. */
function profile(remote: Remote, ...parts: readonly string[]): string {
  const names = parts.map((_, index) => String.fromCharCode('a'.charCodeAt(0) + index));
  const sections = parts.map(
    (text, index) => `[${names[index] ?? ''}]\nrecipe = download\nurl = ${remote.url}${text}\n`,
  );
  return `[buildout]\nparts = ${names.join(' ')}\n${sections.join('')}`;
}

const CONTENT = 'the content of a file';

describe('a lock', () => {
  test('has every profile and every download, and the same bytes wherever its tree lies', async () => {
    const remote = await serve({
      '/base.cfg': '[buildout]\nextends = more/more.cfg\n',
      '/more/more.cfg': '[c]\nrecipe = template\noutput = ${buildout:directory}/c\nurl = ${buildout:server}/c.in\n',
      '/a.tar': CONTENT,
      '/c.in': 'text\n',
    });
    const desk = makeDesk();
    const main = [
      '[buildout]',
      `server = ${remote.url}`,
      `extends = ../common.cfg ${remote.url}/base.cfg`,
      'parts = a b c d',
      '[a]',
      'recipe = download',
      'url = ${buildout:server}/a.tar',
      `md5sum = ${sum(CONTENT, 'md5').toUpperCase()}`,
      '[b]',
      'recipe = download',
      'url = ${buildout:server}/b.tar',
      `sha256 = ${sum('b')}`,
      `md5sum = ${sum('b', 'md5')}`,
      '[d]',
      'recipe = download',
      'url = ${buildout:directory}/software.cfg',
      '[unused]',
      'recipe = download',
      'url = ${buildout:server}/unused.tar',
      '',
    ].join('\n');
    for (const place of ['one', 'two/and/deeper']) {
      desk.write(`${place}/release/software.cfg`, main);
      desk.write(`${place}/common.cfg`, '[buildout]\nx = 1\n');
    }
    expect(await run(desk, remote, 'lock', 'one/release/software.cfg')).toEqual({
      code: 0,
      stdout: `fetching http://SERVER/c.in
fetching http://SERVER/a.tar
wrote one/release/software.cfg.lock: 4 profiles, 3 downloads
`,
      stderr: '',
    });
    const text = lockOf(desk, remote, 'one/release/software.cfg.lock');
    expect(text).toBe(`{
  "downloads": {
    "http://SERVER/a.tar": {
      "md5": "${sum(CONTENT, 'md5')}",
      "sha256": "${sum(CONTENT)}"
    },
    "http://SERVER/b.tar": {
      "md5": "${sum('b', 'md5')}",
      "sha256": "${sum('b')}"
    },
    "http://SERVER/c.in": {
      "sha256": "${sum('text\n')}"
    }
  },
  "profiles": {
    "../common.cfg": {
      "sha256": "${sum('[buildout]\nx = 1\n')}"
    },
    "http://SERVER/base.cfg": {
      "sha256": "${sum('[buildout]\nextends = more/more.cfg\n')}"
    },
    "http://SERVER/more/more.cfg": {
      "sha256": "${sum(String(remote.content.get('/more/more.cfg')))}"
    },
    "software.cfg": {
      "sha256": "${sum(main)}"
    }
  },
  "version": 1
}
`);
    expect((await run(desk, remote, 'lock', 'two/and/deeper/release/software.cfg')).code).toBe(0);
    expect(lockOf(desk, remote, 'two/and/deeper/release/software.cfg.lock')).toBe(text);
    // What has a sum is fetched once for both; b.tar and what no part uses never.
    expect(remote.asked.toSorted()).toEqual(
      ['/a.tar', ...['/base.cfg', '/c.in', '/more/more.cfg'].flatMap((path) => [path, path])].toSorted(),
    );
  });

  test('that would not change is not written again', async () => {
    const remote = await serve({ '/a': CONTENT });
    const desk = makeDesk();
    desk.write('software.cfg', profile(remote, '/a'));
    await run(desk, remote, 'lock');
    const path = join(desk.directory, 'software.cfg.lock');
    const { ino, mtimeMs } = statSync(path);
    expect(await run(desk, remote, 'lock')).toEqual({
      code: 0,
      stdout: 'fetching http://SERVER/a\nsoftware.cfg.lock stays as it is: 1 profile, 1 download\n',
      stderr: '',
    });
    expect(statSync(path)).toMatchObject({ ino, mtimeMs });
    expect(readdirSync(desk.directory)).toEqual(['software.cfg', 'software.cfg.lock']);
  });

  test('says what became different', async () => {
    const remote = await serve({ '/a': '1', '/b': '2', '/c': '3', '/base.cfg': '' });
    const desk = makeDesk();
    desk.write('software.cfg', profile(remote, '/a', '/b'));
    await run(desk, remote, 'lock', '-q');
    remote.content.set('/b', '2!');
    desk.write('software.cfg', `${profile(remote, '/c', '/b')}[buildout]\nextends = ${remote.url}/base.cfg\n`);
    expect(await run(desk, remote, 'lock')).toEqual({
      code: 0,
      stdout: `fetching http://SERVER/c
fetching http://SERVER/b
added    profile   http://SERVER/base.cfg
changed  profile   software.cfg
removed  download  http://SERVER/a
changed  download  http://SERVER/b
added    download  http://SERVER/c
wrote software.cfg.lock: 2 profiles, 2 downloads; 2 added, 2 changed, 1 removed
`,
      stderr: '',
    });
  });

  test('of a URL lies in the current directory, and its own address is no local path', async () => {
    const remote = await serve({ '/d/release.cfg': '[buildout]\nparts =\n' });
    const desk = makeDesk();
    expect(await run(desk, remote, 'lock', `${remote.url}/d/release.cfg`)).toMatchObject({
      stdout: 'wrote release.cfg.lock: 1 profile, 0 downloads\n',
    });
    expect(lockOf(desk, remote, 'release.cfg.lock')).toBe(`{
  "downloads": {},
  "profiles": {
    "http://SERVER/d/release.cfg": {
      "sha256": "${sum('[buildout]\nparts =\n')}"
    }
  },
  "version": 1
}
`);
  });

  test('leaves the defaults of the user out', async () => {
    const remote = await serve({});
    const desk = makeDesk();
    desk.write('software.cfg', '[buildout]\nparts =\n');
    desk.write('../home/.buildout/default.cfg', '[buildout]\nx = 1\n');
    await run(desk, remote, 'lock');
    expect(lockOf(desk, remote)).not.toContain('default.cfg');
    expect(await run(desk, remote, '--frozen')).toMatchObject({ code: 0, stderr: '' });
  });

  test('holds no name and password, and neither does what is printed', async () => {
    const remote = await serve({ '/base.cfg': '', '/a': CONTENT });
    const desk = makeDesk();
    const url = `http://anna:secret@${remote.host}`;
    desk.write('software.cfg', profile(remote, '/a').replace(remote.url, url));
    desk.write('main.cfg', `[buildout]\nextends = software.cfg ${url}/base.cfg ${url}/nope.cfg\n`);
    const failed = await run(desk, remote, 'lock', 'main.cfg');
    desk.write('main.cfg', `[buildout]\nextends = software.cfg ${url}/base.cfg\n`);
    const done = await run(desk, remote, 'lock', 'main.cfg', '--json');
    expect([failed.code, done.code]).toEqual([2, 0]);
    const text = lockOf(desk, remote, 'main.cfg.lock');
    expect(text.match(/http.*(?=": \{)/gu)).toEqual(['http://***@SERVER/a', 'http://***@SERVER/base.cfg']);
    expect(JSON.stringify([failed, done, text])).not.toContain('secret');
    expect((await run(desk, remote, '--frozen', 'main.cfg')).code).toBe(0);
  });

  test('as JSON: events, then what was written', async () => {
    const remote = await serve({ '/a': CONTENT });
    const desk = makeDesk();
    desk.write('software.cfg', profile(remote, '/a'));
    const { code, stdout, stderr } = await run(desk, remote, 'lock', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').map((line) => (line === '' ? '' : (JSON.parse(line) as unknown)))).toEqual([
      { type: 'run', state: 'fetching', url: 'http://SERVER/a' },
      {
        type: 'lock',
        path: '/somewhere/desk/software.cfg.lock',
        profiles: 1,
        downloads: 1,
        changes: [
          { change: 'added', kind: 'profile', key: 'software.cfg' },
          { change: 'added', kind: 'download', key: 'http://SERVER/a' },
        ],
      },
      '',
    ]);
  });
});

describe('no lock is written', () => {
  test('when a download fails; each is told with its part and option', async () => {
    const remote = await serve({ '/a': CONTENT, '/c': 'another content' });
    const desk = makeDesk();
    const wrong = `md5sum = ${sum(CONTENT, 'md5')}\n`;
    desk.write('software.cfg', `${profile(remote, '/a', '/b', '/c')}${wrong}`);
    expect(await run(desk, remote, 'lock')).toEqual({
      code: 1,
      stdout: 'fetching http://SERVER/a\nfetching http://SERVER/b\nfetching http://SERVER/c\n',
      stderr: `error[download-failed]: part \`b\`: cannot download \`http://SERVER/b\`: the server answers 404 Not Found
 --> software.cfg:8:7
  |
8 | url = http://SERVER/b
  |       ${'^'.repeat(remote.url.length + 2)}
hint: correct the URL
error[checksum-mismatch]: part \`c\`: \`http://SERVER/c\` does not have the expected content
  --> software.cfg:12:10
   |
12 | md5sum = ${sum(CONTENT, 'md5')}
   |          ${'^'.repeat(32)}
note: expected md5 ${sum(CONTENT, 'md5')}
note: got      md5 ${sum('another content', 'md5')}
hint: the file may have been replaced: find out why; if it is right, write \`md5sum = ${sum('another content', 'md5')}\`
`,
    });
    expect(readdirSync(desk.directory)).toEqual(['software.cfg']);
  });

  test('when an input that is needed to see the parts cannot be had', async () => {
    const remote = await serve({});
    const desk = makeDesk();
    const template = '[a]\nrecipe = template\noutput = ${buildout:directory}/a\n';
    desk.write('software.cfg', `[buildout]\nparts = a\n${template}url = ${remote.url}/a.in\n`);
    expect(await run(desk, remote, 'lock')).toMatchObject({
      code: 1,
      stderr: `error[download-failed]: part \`a\`: cannot download \`http://SERVER/a.in\`: the server answers 404 Not Found
 --> software.cfg:6:7
  |
6 | url = http://SERVER/a.in
  |       ${'^'.repeat(remote.url.length + 5)}
hint: correct the URL
`,
    });
    expect(readdirSync(desk.directory)).toEqual(['software.cfg']);
  });

  test('offline, when something would have to be fetched', async () => {
    const remote = await serve({ '/a': CONTENT });
    const desk = makeDesk();
    desk.write('software.cfg', profile(remote, '/a'));
    expect(await run(desk, remote, 'lock', '-o')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error\[offline-download\]: part `a`: `http:\/\/SERVER\/a` is not in/u) as string,
    });
    expect([existsSync(join(desk.directory, 'software.cfg.lock')), remote.connections()]).toEqual([false, 0]);
  });

  test('when the profile has mistakes; then nothing is fetched', async () => {
    const remote = await serve({ '/a': CONTENT });
    const desk = makeDesk();
    desk.write('software.cfg', `${profile(remote, '/a', '/b')}x = \${nope:x}\n`);
    expect(await run(desk, remote, 'lock')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error\[missing-section\]: there is no section `nope`\n/u) as string,
    });
    desk.write('software.cfg', '[buildout\n');
    expect(await run(desk, remote, 'lock')).toMatchObject({ code: 2, stdout: '' });
    expect([existsSync(join(desk.directory, 'software.cfg.lock')), remote.connections()]).toEqual([false, 0]);
  });

  test('when two parts expect different content of one URL', async () => {
    const remote = await serve({ '/a': CONTENT });
    const desk = makeDesk();
    const [first, second] = [sum(CONTENT), sum('another')];
    const parts = profile(remote, '/a', '/a').replace('[b]', `sha256 = ${first}\n[b]`);
    desk.write('software.cfg', `${parts}sha256 = ${second}\n`);
    expect(await run(desk, remote, 'lock')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error[download-conflict]: parts \`a\` and \`b\` expect different content of \`http://SERVER/a\`
 --> software.cfg:9:7
  |
9 | url = http://SERVER/a
  |       ${'^'.repeat(remote.url.length + 2)}
note: \`a\` expects sha256 ${first}
  --> software.cfg:5:7
note: \`b\` expects sha256 ${second}
hint: correct the sum that is wrong
`,
    });
    expect(remote.connections()).toBe(0);
  });

  test('when the run is interrupted', async () => {
    const remote = await serve({ '/a': () => undefined });
    const desk = makeDesk();
    desk.write('software.cfg', profile(remote, '/a'));
    const running = desk.start(['lock']);
    await running.printed(/fetching .*\n/u);
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 4, stderr: 'stopping; once more to stop at once\n' });
    expect(readdirSync(desk.directory)).toEqual(['software.cfg']);
  });
});

describe('a lock that is there already', () => {
  test('and is none is told of, and made anew', async () => {
    const remote = await serve({});
    const desk = makeDesk();
    desk.write('software.cfg', '[buildout]\nparts =\n');
    desk.write('software.cfg.lock', '{"version": 1,\n');
    expect(await run(desk, remote, 'lock')).toEqual({
      code: 0,
      stdout: 'wrote software.cfg.lock: 1 profile, 0 downloads\n',
      stderr: `warning[lock-unreadable]: the lock \`software.cfg.lock\` cannot be read: a name in quotes is missing
 --> software.cfg.lock:2:1
  |
2 |
  | ^
hint: it is made anew
`,
    });
    expect(await run(desk, remote, '--frozen')).toMatchObject({ code: 0 });
  });

  test('and that another version wrote is left as it is', async () => {
    const remote = await serve({});
    const desk = makeDesk();
    desk.write('software.cfg', '[buildout]\nparts =\n');
    desk.write('software.cfg.lock', '{"version": 2}');
    expect(await run(desk, remote, 'lock')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error\[lock-of-other-version\]: /u) as string,
    });
    expect(lockOf(desk, remote)).toBe('{"version": 2}');
  });

  test('and cannot be replaced stays', async () => {
    const remote = await serve({});
    const desk = makeDesk();
    desk.write('software.cfg', '[buildout]\nparts =\n');
    desk.write('software.cfg.lock/x', '');
    expect(await run(desk, remote, 'lock')).toMatchObject({
      code: 2,
      stderr: 'error[file-failed]: cannot read `/somewhere/desk/software.cfg.lock`: it is a directory\n',
    });
  });
});
