import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CHEAP, packageOf, profileOf, TOOL } from './packages.js';
import { dropScripts, HAS_AUTOCONF, headerOf, makeSite, type Site, type Sources } from './site.js';

afterAll(dropScripts);

/** A site with sources in `../pkg`, built once: nothing was known, so nothing was answered. */
async function builtOnce(sources: Sources = packageOf(CHEAP)): Promise<Site> {
  const site = makeSite();
  site.sources('pkg', sources);
  await site.build(profileOf());
  expect(site.answered('pkg')).toBe(0);
  return site;
}

describe.skipIf(!HAS_AUTOCONF)('a script that ran before', () => {
  test('is answered, and makes the same config.h, Makefile and programs as without', async () => {
    const site = await builtOnce(TOOL);
    const [first, header] = [site.content(), headerOf(site)];
    expect(header).toContain('#define HAVE_EPOLL_CREATE 1\n');
    expect(header).toContain('/* #undef HAVE_NOWHERE_H */\n');
    expect(header).toContain(`#define QUOTED /* it's "so" $here; */\n`);
    await site.build(profileOf());
    expect(site.answered('pkg')).toBeGreaterThan(15);
    expect(site.log('pkg')).toMatch(/checking for epoll_create\.\.\. \(cached\) yes/u);
    expect(site.content()).toEqual(first);
    await site.build(profileOf(), ['--no-probe-cache']);
    expect(site.answered('pkg')).toBe(0);
    expect(site.content()).toEqual(first);
    expect(headerOf(site)).toBe(header);
  });

  test('is answered in another store, with other steps behind it, under another signature', async () => {
    const site = await builtOnce(TOOL);
    const profile = profileOf(['post-install = touch %(location)s/more', 'make-options = CFLAGS=-O1']);
    await site.build(profile, ['--store', join(site.root, 'another/store')]);
    expect(site.answered('pkg')).toBeGreaterThan(15);
    await site.build(profile);
    expect(site.answered('pkg')).toBeGreaterThan(15);
    const answered = site.content();
    expect(Object.keys(answered).some((path) => path.endsWith('/more'))).toBe(true);
    await site.build(profile, ['--no-probe-cache']);
    expect(site.content()).toEqual(answered);
  });

  test('is answered in a part of the release', async () => {
    const site = makeSite();
    site.sources('pkg', packageOf(CHEAP));
    const profile = profileOf().replace('shared = true', 'shared = false');
    await site.build(profile);
    const first = site.content();
    await site.build(profile);
    expect(site.answered('pkg')).toBeGreaterThan(0);
    expect(site.content()).toEqual(first);
  });

  test('is answered together with the scripts below it, each for itself', async () => {
    const site = makeSite();
    const who = (name: string): string => `AC_CACHE_CHECK([who], [my_cv_who], [my_cv_who=${name}])
AC_DEFINE_UNQUOTED([SECRET], ["$my_cv_who"], [who])`;
    site.sources('pkg', {
      ...packageOf(`${who('above')}\nAC_CONFIG_SUBDIRS([below])`),
      'below/configure.ac': `AC_INIT([below], [1])\n${who('below')}\nAC_CONFIG_HEADERS([below.h])\nAC_OUTPUT\n`,
      'below/below.h.in': '#undef SECRET\n',
    });
    const profile = profileOf(['post-install = cp below/below.h %(location)s/include/']);
    await site.build(profile);
    const first = site.content();
    await site.build(profile);
    expect(site.log('pkg').match(/^checking who\.\.\. \(cached\) \w+$/gmu)).toEqual([
      'checking who... (cached) above',
      'checking who... (cached) below',
    ]);
    expect(site.content()).toEqual(first);
  });
});

describe.skipIf(!HAS_AUTOCONF)('a script is not answered', () => {
  test.each<[string, string]>([
    ['another value of a variable', 'environment = CHEAP=no'],
    ['another option', 'configure-options = --enable-something'],
    ['another step before it', 'pre-configure = echo x > new'],
    ['a site file of its own', 'environment = CONFIG_SITE=/nonexistent/site'],
    ['a cache of its own', 'configure-options = -C'],
    [
      'a command that makes the script',
      'configure-command = touch configure.ac && autoconf && ./configure --prefix=%(location)s',
    ],
    ['a patch', 'patches = fix.patch'],
  ])('after %s', async (_what, option) => {
    const site = makeSite();
    site.sources('pkg', {
      ...packageOf(CHEAP),
      'fix.patch': '--- readme\n+++ readme\n@@ -1 +1 @@\n-a\n+b\n',
      readme: 'a\n',
    });
    await site.build(profileOf());
    await site.build(profileOf());
    expect(site.answered('pkg')).toBeGreaterThan(0);
    await site.build(profileOf([option]));
    expect(site.answered('pkg')).toBe(0);
    expect(headerOf(site)).toContain(`#define SECRET "${option.endsWith('CHEAP=no') ? 'no' : 'yes'}"\n`);
  });

  test('when a needed part is another', async () => {
    const site = makeSite();
    site.sources('pkg', packageOf('AC_PROG_CC\nAC_CHECK_HEADERS([foo.h])'));
    site.sources('foo', { readme: '' });
    const steps = ['configure-command = true', 'make-binary = true'];
    const profile = (made: string): string => {
      const foo = [
        'recipe = cmmi',
        'shared = true',
        'url = ../foo',
        ...steps,
        `post-install = touch %(location)s/${made}`,
      ];
      return `${profileOf(['environment = CPPFLAGS=-I${foo:location}'])}[foo]\n${foo.join('\n')}\n`;
    };
    await site.build(profile('foo.h'));
    await site.build(profile('foo.h'));
    expect(site.answered('pkg')).toBeGreaterThan(5);
    expect(headerOf(site)).toContain('#define HAVE_FOO_H 1\n');
    await site.build(profile('other.h'));
    expect(site.answered('pkg')).toBe(0);
    expect(headerOf(site)).toContain('/* #undef HAVE_FOO_H */\n');
  });

  test('when a directory outside that it is told of has changed', async () => {
    const site = makeSite();
    site.sources('pkg', packageOf('AC_PROG_CC\nAC_CHECK_HEADERS([foo.h])'));
    const headers = join(site.root, 'headers');
    mkdirSync(headers);
    const profile = profileOf([`environment = CPPFLAGS=-I${headers}`]);
    await site.build(profile);
    await site.build(profile);
    expect(site.answered('pkg')).toBeGreaterThan(5);
    expect(headerOf(site)).toContain('/* #undef HAVE_FOO_H */\n');
    writeFileSync(join(headers, 'foo.h'), '');
    await site.build(profile);
    expect(site.answered('pkg')).toBe(0);
    expect(headerOf(site)).toContain('#define HAVE_FOO_H 1\n');
  });

  test.each(['-I../../../../..', '-I.. -I../../../../../usr'])('when it is told of a place like %s', async (flags) => {
    const site = makeSite();
    site.sources('pkg', packageOf(CHEAP));
    await site.build(profileOf([`environment = CPPFLAGS=${flags}`]));
    expect(site.entries()).toEqual([]);
  });

  test('with the cache switched off, which keeps nothing either', async () => {
    const site = makeSite();
    site.sources('pkg', packageOf(CHEAP));
    await site.build(profileOf(), ['--no-probe-cache']);
    expect(site.entries()).toEqual([]);
    await site.build(profileOf());
    expect(site.entries()).toHaveLength(1);
  });

  test('when it is not of autoconf', async () => {
    const site = makeSite();
    site.sources('pkg', { Makefile: 'all install:\n', configure: '#!/bin/sh\necho a_cv_x=1 > config.log\n' });
    chmodSync(join(site.root, 'pkg/configure'), 0o755);
    await site.build(profileOf());
    expect(site.entries()).toEqual([]);
  });
});

/** Scripts that break the rule of autoconf, that a check does nothing but set its variable. */
const UNFIT: readonly (readonly [string, string])[] = [
  ['defines something only when it asks', 'AC_CACHE_CHECK([x], [my_cv_x], [my_cv_x=1; AC_DEFINE([SITE], [1], [x])])'],
  ['fails when it does not ask', 'AC_CACHE_CHECK([x], [my_cv_x], [my_cv_x=1; asked=1])\ntest "$asked" || exit 1'],
  ['tells the site file', 'AC_DEFINE_UNQUOTED([SITE], ["$CONFIG_SITE"], [x])'],
  ['leaves a file when it asks', 'AC_CACHE_CHECK([x], [my_cv_x], [my_cv_x=1; echo > left])'],
];

describe.skipIf(!HAS_AUTOCONF)('a script that does not bear answers', () => {
  test.each(UNFIT)('because it %s is run again without, and never answered again', async (_what, questions) => {
    const site = makeSite();
    site.sources('pkg', packageOf(`${CHEAP}\n${questions}`));
    // A step that cannot be done twice in one place: the second time has to begin from nothing.
    const profile = profileOf(['pre-configure = mkdir %(location)s/once']);
    await site.build(profile);
    const first = site.content();
    await site.build(profile);
    expect(site.log('pkg')).toMatch(/^configure: with answers it does not do what it does without \(.+\)/mu);
    expect(site.log('pkg')).toContain('\nstarting over\n');
    expect(site.content()).toEqual(first);
    await site.build(profile);
    expect(site.answered('pkg')).toBe(0);
    expect(site.content()).toEqual(first);
  });
});

describe.skipIf(!HAS_AUTOCONF)('an entry', () => {
  test.each<[string, (text: string) => string]>([
    ['with a wrong answer', (text) => text.replace('"my_cv_cheap":"yes"', '"my_cv_cheap":"no"')],
    ['with another variable', (text) => text.replace('"my_cv_cheap":"yes"', '"PATH":"/nonexistent"')],
    ['with a command', (text) => text.replace('"my_cv_cheap"', '"my_cv_cheap=1; exit 1; x_cv"')],
    ['of half a text', (text) => text.slice(0, 100)],
    ['of nothing', () => ''],
  ])('%s changes nothing', async (_what, spoil) => {
    const site = await builtOnce();
    const first = site.content();
    const [entry = ''] = site.entries();
    const text = readFileSync(entry, 'utf8');
    expect(spoil(text)).not.toBe(text);
    writeFileSync(entry, spoil(text));
    await site.build(profileOf());
    expect(site.content()).toEqual(first);
  });
});
