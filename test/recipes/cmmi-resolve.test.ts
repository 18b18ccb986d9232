import { describe, expect, test } from 'vitest';
import type { OptionTypes, ResolvingPart } from '../../src/engine/recipe/index.js';
import { buildCommands, type BuildCommands } from '../../src/recipes/cmmi/commands.js';
import { cmmi } from '../../src/recipes/cmmi/index.js';
import type { Options } from '../../src/recipes/cmmi/options.js';
import { failureOf, makeRelease, md5, valueOf } from './release.js';

const URL_ONLY = { url: 'a.tar.gz' };

/** The commands as the recipe puts them together, caught where it decodes its options. */
async function commandsOf(options: Readonly<Record<string, string>>): Promise<BuildCommands> {
  const { bench } = makeRelease();
  const caught: ResolvingPart<OptionTypes>[] = [];
  const spy = {
    ...cmmi,
    resolve: (part: ResolvingPart<Options>, context: Parameters<NonNullable<typeof cmmi.resolve>>[1]) => {
      caught.push(part);
      return cmmi.resolve?.(part, context) ?? { ok: true as const, value: { location: 'own' as const } };
    },
  };
  valueOf(await bench.resolve(spy, { options: { ...URL_ONLY, ...options } }, '/l'));
  // The spy is the recipe itself with the same options.
  return valueOf(buildCommands(caught[0] as ResolvingPart<Options>));
}

describe('the commands', () => {
  test.each<[Record<string, string>, Partial<BuildCommands>]>([
    [{}, { configure: './configure --prefix="/l"', make: 'make ', install: 'make  install' }],
    [{ 'configure-command': ' \n' }, { configure: './configure --prefix="/l"' }],
    [{ prefix: '/l/usr' }, { configure: './configure --prefix="/l/usr"' }],
    [{ 'configure-options': '--a\n  --b="c   d"' }, { configure: './configure --prefix="/l" --a --b="c d"' }],
    [{ 'configure-options': '--prefix-dir=x' }, { configure: './configure --prefix-dir=x' }],
    [{ 'configure-options': '--exec-prefix=x' }, { configure: './configure --prefix="/l" --exec-prefix=x' }],
    [
      { 'configure-command': './configure --alt', 'configure-options': '--x' },
      { configure: './configure --alt --x', make: 'make ', install: 'make  install prefix="/l"' },
    ],
    [{ 'configure-command': 'true', 'make-binary': '\n make ' }, { install: 'make  install prefix="/l"' }],
    [{ 'configure-command': 'true', 'make-binary': './make' }, { install: './make  install' }],
    [{ 'configure-command': 'true', 'make-targets': 'check\ninstall' }, { install: 'make  check install' }],
    [{ 'make-options': ' -j1\n X=1 ' }, { make: 'make -j1 X=1', install: 'make -j1 X=1 install' }],
    [{ 'make-targets': '' }, { make: 'make ', install: 'make  ' }],
    [{ 'make-binary': '' }, { make: ' ', install: '  install' }],
    [{ own: '%(x)s', 'configure-options': '%(own)s 1%%' }, { configure: './configure --prefix="/l" %(x)s 1%' }],
    [{ prefix: '%(location)s/usr' }, { configure: './configure --prefix="/l/usr"' }],
  ])('%j', async (options, expected) => {
    expect(await commandsOf(options)).toMatchObject(expected);
  });

  test('steps are formatted too', async () => {
    const { steps } = await commandsOf({
      'pre-configure': ' a %(location)s\nb ',
      'post-install': '%(compile-directory)s %(prefix)s %(recipe)s',
    });
    expect(steps).toEqual({
      'pre-configure': 'a /l\nb',
      'pre-build': '',
      'pre-install': '',
      'post-install': '/l/.build /l cmmi',
    });
  });
});

describe('exports', () => {
  test.each<[Record<string, string>, Record<string, string>]>([
    [URL_ONLY, { location: '@@LOCATION@@', prefix: '@@LOCATION@@', 'compile-directory': '@@LOCATION@@/.build' }],
    [{ ...URL_ONLY, prefix: 'as/written' }, { prefix: 'as/written' }],
    [{ path: 'src' }, { 'compile-directory': 'src' }],
  ])('%j', async (options, exports) => {
    const { bench } = makeRelease();
    const resolution = valueOf(await bench.resolve(cmmi, { options }));
    expect(resolution).toMatchObject({ location: 'own', shared: false, exports });
    expect(resolution.updates ?? false).toBe(false);
  });

  test('the sources are told, local patches inside the archive are not among them', async () => {
    const { bench } = makeRelease();
    const sum = md5('');
    const options = {
      url: 'http://127.0.0.1/a.tar.gz',
      md5sum: sum,
      'alternate-url': 'http://127.0.0.1/b.tar.gz',
      offline: 'false',
      patches: `/p/a.patch#${sum} debian/b.patch http://127.0.0.1/c.patch#${'0'.repeat(64)}\n/p/d.patch#`,
    };
    expect(valueOf(await bench.resolve(cmmi, { options })).sources).toEqual([
      {
        url: 'http://127.0.0.1/a.tar.gz',
        md5: sum,
        alternates: ['http://127.0.0.1/b.tar.gz'],
        offline: false,
        option: 'url',
      },
      { url: '/p/a.patch', md5: sum, option: 'patches' },
      { url: 'http://127.0.0.1/c.patch', sha256: '0'.repeat(64), option: 'patches' },
      { url: '/p/d.patch', option: 'patches' },
    ]);
    expect(valueOf(await bench.resolve(cmmi, { options: { path: 'src' } })).sources).toEqual([]);
  });

  test('a named environment section is read, so that it makes an edge', async () => {
    const { bench } = makeRelease({ sections: { variables: { FOO: '1' } } });
    valueOf(await bench.resolve(cmmi, { options: { ...URL_ONLY, environment: 'variables' } }));
    expect(bench.calls).toEqual([{ kind: 'read-section', section: 'variables' }]);
  });

  test('[buildout] keep-compile-dir holds where the part says nothing', async () => {
    const { bench } = makeRelease({ sections: { buildout: { 'keep-compile-dir': 'true' } } });
    const keep = async (options: Record<string, string>): Promise<string | undefined> =>
      valueOf(await bench.resolve(cmmi, { options: { ...URL_ONLY, ...options } })).carried?.['keep'];
    expect(await keep({})).toBe('true');
    expect(await keep({ 'keep-compile-dir': '' })).toBe('true');
    expect(await keep({ 'keep-compile-dir': 'false' })).toBe('false');
  });
});

describe('what is refused while the graph is made', () => {
  test.each<[Record<string, string>, string | undefined, string]>([
    [{}, undefined, 'one of `url` and `path` is needed'],
    [{ url: '' }, undefined, 'one of `url` and `path` is needed'],
    [{ url: 'u', path: 'p' }, 'path', '`url` and `path` cannot both be set'],
    [{ ...URL_ONLY, location: '/opt/x' }, 'location', '`location` is `/opt/x`, but the location of a part is computed'],
    [{ ...URL_ONLY, location: '' }, 'location', '`location` is ``, but the location of a part is computed'],
    [
      { ...URL_ONLY, shared: 'true', prefix: '/inst' },
      'prefix',
      'the `prefix` of a shared part must lie in its location, and `/inst` does not',
    ],
    [
      { ...URL_ONLY, shared: 'true', prefix: '@@LOCATION@@-x' },
      'prefix',
      'the `prefix` of a shared part must lie in its location, and `@@LOCATION@@-x` does not',
    ],
    [
      { ...URL_ONLY, shared: 'true', prefix: '@@LOCATION@@/../x' },
      'prefix',
      'the `prefix` of a shared part must lie in its location, and `@@LOCATION@@/../x` does not',
    ],
    [
      { ...URL_ONLY, 'post-make-hook': 'h.py:f' },
      'post-make-hook',
      '`post-make-hook` is a Python hook, and Python hooks are not supported',
    ],
    [
      { ...URL_ONLY, 'configure-options': '--x=100%' },
      'configure-options',
      'stray percent sign in `configure-options`, at `%`',
    ],
    [
      { ...URL_ONLY, 'make-options': '%(nope)s' },
      'make-options',
      '`%(nope)s` in `make-options` names no option of this part',
    ],
    [{ ...URL_ONLY, 'pre-build': 'date +%s' }, 'pre-build', 'stray percent sign in `pre-build`, at `%s`'],
    [{ ...URL_ONLY, patches: 'a#zz' }, 'patches', '`zz` behind `a#` is no MD5, SHA-256 or SHA-512'],
    [{ ...URL_ONLY, environment: 'A=1\nBAR' }, 'environment', '`BAR` in `environment` is not `NAME=value`'],
    [{ ...URL_ONLY, environment: 'A=1\nA =2' }, 'environment', '`environment` sets `A` twice'],
  ])('%j', async (options, option, message) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(cmmi, { options }));
    expect(failure).toMatchObject({ kind: 'recipe-error', message, ...(option !== undefined && { option }) });
  });

  test('an empty hook is none', async () => {
    const { bench } = makeRelease();
    valueOf(await bench.resolve(cmmi, { options: { ...URL_ONLY, 'pre-make-hook': ' ' } }));
  });

  test('patches and programs of patches are not formatted', async () => {
    const { bench } = makeRelease();
    const options = { ...URL_ONLY, 'patch-binary': './p "50%"', 'patch-options': '50%% %d', promises: '100%' };
    valueOf(await bench.resolve(cmmi, { options }));
  });

  test('every percent mistake is told at once', async () => {
    const { bench } = makeRelease();
    const options = { ...URL_ONLY, 'make-options': '%a', 'post-install': '%b' };
    const result = await bench.resolve(cmmi, { options });
    expect(result).toMatchObject({ ok: false, failures: [{ option: 'make-options' }, { option: 'post-install' }] });
  });

  test('a missing environment section', async () => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(cmmi, { options: { ...URL_ONLY, environment: 'env other' } }));
    expect(failure).toMatchObject({ kind: 'reference-failed' });
  });

  test.each([
    ['shared', 'yes', 'write `true`'],
    ['shared', '', undefined],
    ['keep-compile-dir', '1', 'write `true`'],
    ['strip-top-level-dir', 'no', 'write `false`'],
  ])('%s = %j', async (option, value, hint) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(cmmi, { options: { ...URL_ONLY, [option]: value } }));
    const message = 'must be `true` or `false`';
    expect(failure).toEqual({ kind: 'bad-option', option, value, message, ...(hint !== undefined && { hint }) });
  });
});
