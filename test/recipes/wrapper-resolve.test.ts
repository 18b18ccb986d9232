import { describe, expect, test } from 'vitest';
import { wrapper } from '../../src/recipes/wrapper/index.js';
import { failureOf, makeRelease, md5, valueOf } from './release.js';

const BASE = { 'command-line': '/bin/true a', 'wrapper-path': 'w' };

describe('what is refused while the graph is made', () => {
  test.each<[Record<string, string>, string, string]>([
    [{ 'command-line': "x 'a" }, 'command-line', "`command-line` has no closing `'`"],
    [{ environment: 'A' }, 'environment', '`A` in `environment` is not `NAME=value`'],
    [{ environment: 'a.b=1' }, 'environment', '`a.b` in `environment` cannot be the name of a variable'],
    [{ environment: '=1' }, 'environment', '`` in `environment` cannot be the name of a variable'],
    [{ 'private-tmpfs': '/t' }, 'private-tmpfs', '`/t` in `private-tmpfs` is not `size path`'],
    [{ 'private-tmpfs': 'big /t' }, 'private-tmpfs', '`big` in `private-tmpfs` is no size; write `64m` or `1g`'],
    ...['SIGUSR1', 'NOPE', 'USR1+x', 'usr1', '_DFL', 'RTMAX+1', 'RTMIN+1+1', '10'].map(
      (name): [Record<string, string>, string, string] => [
        { 'sig-ign': name },
        'sig-ign',
        `option \`sig-ign\`: \`${name}\` is no signal; write its name without \`SIG\`, as in \`USR1\` or \`RTMIN+1\``,
      ],
    ),
    [{ 'sig-ign': 'KILL' }, 'sig-ign', 'option `sig-ign`: signal `KILL` cannot be caught or ignored'],
    [{ 'redirect-signal': 'HUP' }, 'redirect-signal', '`redirect-signal` needs `redirect-stdout` or `redirect-stderr`'],
    [
      { 'redirect-stderr': 'e' },
      'redirect-stderr',
      'redirected output needs `redirect-signal`, the signal the program gets when its logs were reopened',
    ],
  ])('%j', async (options, option, message) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(wrapper, { options: { ...BASE, ...options } }));
    expect(failure).toMatchObject({ kind: 'recipe-error', option, message });
  });

  test('of an option with several lines one is to blame', async () => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(wrapper, { options: { ...BASE, environment: 'A=1\nB' } }));
    expect(failure).toMatchObject({ option: 'environment', text: 'B' });
  });

  test.each(['command-line', 'wrapper-path'])('%s is needed', async (name) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(wrapper, { options: { ...BASE, [name]: ' ' } }));
    expect(failure).toMatchObject({ kind: 'bad-option', option: name, message: 'must not be empty' });
  });

  test('a missing file of hash-existing-files', async () => {
    const { bench, at } = makeRelease();
    const options = { ...BASE, 'hash-existing-files': 'x' };
    expect(failureOf(await bench.resolve(wrapper, { options }))).toMatchObject({
      kind: 'source-not-found',
      path: at('x'),
      option: 'hash-existing-files',
    });
  });
});

describe('names from contents', () => {
  const name = async (options: Record<string, string>, files: Record<string, string>): Promise<string> => {
    const { bench, write } = makeRelease();
    for (const [path, text] of Object.entries(files)) write(path, text);
    const { paths } = valueOf(await bench.install(wrapper, { options: { ...BASE, ...options } }));
    return paths.join();
  };
  const files = { g: 'one', h: 'two', x: 'ex' };

  test.each<[Record<string, string>, string]>([
    [{ 'hash-files': 'g' }, 'w-529960531d36e27f781f9ac0a5ac54a6'],
    [{ 'hash-files': 'g\n  h' }, 'w-89884e14b74565e2701d257297efb785'],
    [{ 'hash-files': 'h g' }, 'w-404c965ea949573c8851adddcaf095f8'],
    [{ 'hash-existing-files': 'g' }, 'w-529960531d36e27f781f9ac0a5ac54a6'],
    [{ 'hash-files': 'g', 'hash-existing-files': 'x' }, `w-${md5('3\none2\nex')}`],
    [{ 'hash-files': '', 'hash-existing-files': '' }, 'w'],
  ])('%j gives %s', async (options, expected) => {
    expect(await name(options, files)).toBe(expected);
  });

  test('lengths are of bytes', async () => {
    expect(await name({ 'hash-files': 'g' }, { g: 'é\r\n' })).toBe(`w-${md5('4\né\r\n')}`);
  });

  test('existing files are hashed while the graph is made, and exported', async () => {
    const { bench, write, at } = makeRelease();
    write('x', 'é\r\n');
    const part = { options: { ...BASE, 'hash-existing-files': 'x' } };
    const digest = md5('4\né\r\n');
    expect(valueOf(await bench.resolve(wrapper, part))).toMatchObject({
      exports: { __hash_files__: digest },
      outputs: [at(`w-${digest}`)],
      updates: false,
    });
  });

  test('a generated file that changed although no option did fails the update', async () => {
    const { bench, write, at, tree } = makeRelease();
    write('g', 'one');
    const part = { options: { ...BASE, 'hash-files': 'g' } };
    expect(valueOf(await bench.resolve(wrapper, part))).toMatchObject({
      updates: true,
      watched: { content: [at('g')] },
      outputs: [at('w')],
    });
    valueOf(await bench.install(wrapper, part));
    valueOf(await bench.update(wrapper, part));
    write('g', 'two');
    expect(failureOf(await bench.update(wrapper, part))).toMatchObject({ kind: 'recipe-error', option: 'hash-files' });
    valueOf(await bench.install(wrapper, part));
    expect(tree()).toEqual(['g', `w-${md5('3\ntwo')}`]);
  });

  test('files from outside the release are not generated ones', async () => {
    const { bench, tree } = makeRelease();
    const failure = failureOf(await bench.install(wrapper, { options: { ...BASE, 'hash-files': '/etc/passwd' } }));
    expect(failure).toEqual({
      kind: 'recipe-error',
      option: 'hash-files',
      message: '`hash-files` lists files that parts of this release make, and `/etc/passwd` lies outside the release',
      hint: 'list it in `hash-existing-files`',
    });
    expect(tree()).toEqual([]);
  });
});
