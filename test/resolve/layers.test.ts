import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveSections } from '../../src/engine/resolve/index.js';
import { load, locations, makeSite, mistakes, option, resolve } from './site.js';

const diamond = {
  'software.cfg': '[buildout]\nextends = left.cfg right.cfg\nparts = a\n',
  'left.cfg': '[buildout]\nextends = base.cfg\n[a]\nx += left\nv = left\n',
  'right.cfg': '[buildout]\nextends = base.cfg\n[a]\nx += right\n',
  'base.cfg': '[a]\nrecipe = r\nx = base\nv = base\n',
};

describe('a base that two profiles extend', () => {
  test('is merged once', () => {
    const result = resolve(diamond);
    expect(option(result, 'a', 'x')).toBe('base\nleft\nright');
    expect(option(result, 'a', 'v')).toBe('left');
    expect(result.ok && result.value.layers.map(({ source }) => source.path)).toEqual([
      'base.cfg',
      'left.cfg',
      'right.cfg',
      'software.cfg',
    ]);
  });

  test('is merged again in dialect zc', () => {
    const result = resolve(diamond, { dialect: 'zc' });
    expect(option(result, 'a', 'x')).toBe('base\nright');
    expect(option(result, 'a', 'v')).toBe('base');
  });

  test('is the same profile under every name it is reached by', () => {
    const site = makeSite({
      'software.cfg': '[buildout]\nextends = one/../c/b.cfg ./c/b.cfg link/b.cfg\nparts = a\n[a]\nrecipe = r\n',
      'one/x': '',
      'c/b.cfg': '[a]\nx += 1\n',
    });
    symlinkSync('c', join(site, 'link'));
    const merged = load(site);
    const result = merged.ok ? resolveSections(merged.value, locations) : merged;
    expect(option(result, 'a', 'x')).toBe('1');
  });
});

test('a name with `..` behind a symbolic link means what the system means by it', () => {
  const site = makeSite({
    'software.cfg': '[buildout]\nextends = link/b.cfg\nparts = a\n[a]\nrecipe = r\n',
    'deep/er/b.cfg': '[buildout]\nextends = ../c.cfg\n',
    'deep/c.cfg': '[a]\nx = deep\n',
    'c.cfg': '[a]\nx = top\n',
  });
  symlinkSync('deep/er', join(site, 'link'));
  const merged = load(site);
  expect(option(merged.ok ? resolveSections(merged.value, locations) : merged, 'a', 'x')).toBe('deep');
});

describe('precedence', () => {
  const files = {
    'software.cfg': '[buildout]\nextends = base.cfg\nparts = a\nallow-hosts += main\n[a]\nrecipe = r\nx += main\n',
    'base.cfg': '[a]\nx += base\n',
    'home/default.cfg': '[buildout]\nextends = more.cfg\n[a]\nx = home\n',
    'home/more.cfg': '[a]\nx = more\ny = more\n',
    'over.cfg': '[a]\nx += over\ny = over\n',
  };

  test('built-in, user defaults, bases, main, command line profiles, assignments', () => {
    const site = makeSite(files);
    const more = { userDefaults: join(site, 'home/default.cfg'), assignments: ['extends=over.cfg', 'a:x += last'] };
    const merged = load(site, more);
    const result = merged.ok ? resolveSections(merged.value, locations) : merged;
    expect(option(result, 'a', 'x')).toBe('home\nbase\nmain\nover\nlast');
    expect(option(result, 'a', 'y')).toBe('over');
    expect(option(result, 'buildout', 'allow-hosts')).toBe('*\nmain');
    expect(option(result, 'buildout', 'extends')).toBeUndefined();
  });

  test('a defaults file that is not there is left out', () => {
    expect(mistakes(resolve(files, { userDefaults: '/nowhere/default.cfg' }))).toEqual([]);
  });

  test('assignments count in the order given; dialect zc sorts them', () => {
    const text = '[buildout]\nparts = a\n[a]\nrecipe = r\ny = 0\n';
    const assignments = ['a:x=2', 'a:x=1', 'a:y+=1', 'a:y+=2'];
    expect(option(resolve(text, { assignments }), 'a', 'x')).toBe('1');
    expect(option(resolve(text, { assignments }), 'a', 'y')).toBe('0\n1\n2');
    expect(option(resolve(text, { assignments, dialect: 'zc' }), 'a', 'x')).toBe('2');
    expect(option(resolve(text, { assignments, dialect: 'zc' }), 'a', 'y')).toBe('0\n2');
  });

  test('options of the run are options of [buildout]; assignments beat them', () => {
    const text = '[buildout]\nparts = a\noffline = false\n[a]\nrecipe = r\n';
    const result = resolve(text, {
      options: { offline: true, newest: false, verbosity: 10 },
      assignments: ['newest=true'],
    });
    expect(['offline', 'newest', 'verbosity'].map((name) => option(result, 'buildout', name))).toEqual([
      'true',
      'true',
      '10',
    ]);
  });
});

describe('extends that lead nowhere', () => {
  test('a cycle through `../` is told whole', () => {
    const files = {
      'software.cfg': '[buildout]\nextends = c/a/x.cfg\nparts =\n',
      'c/a/x.cfg': '[buildout]\nextends =\n  ../b/y.cfg\n',
      'c/b/y.cfg': '[buildout]\nextends = ../../c/a/../a/x.cfg\n',
    };
    expect(mistakes(resolve(files))).toEqual([
      {
        code: 'extends-cycle',
        message: 'profile extends itself: `c/a/x.cfg` → `c/b/y.cfg` → `c/a/x.cfg`',
        at: 'c/a/x.cfg:3:3 "../b/y.cfg"',
        notes: ['which extends `../../c/a/../a/x.cfg` here: c/b/y.cfg:2:11 "../../c/a/../a/x.cfg"'],
      },
    ]);
  });

  test('missing profiles are all told, with the way to them', () => {
    const files = {
      'software.cfg': '[buildout]\nextends = c/x.cfg ${:name} missing.cfg\nparts =\n',
      'c/x.cfg': '[buildout]\nextends = nope.cfg\n',
    };
    const site = makeSite(files);
    expect(mistakes(load(site))).toEqual([
      {
        code: 'extends-not-found',
        message: `there is no profile \`nope.cfg\`: looked for \`${site}/c/nope.cfg\``,
        at: 'c/x.cfg:2:11 "nope.cfg"',
        notes: ['the profile is extended here: software.cfg:2:11 "c/x.cfg"'],
      },
      {
        code: 'extends-not-found',
        message: `there is no profile \`\${:name}\`: looked for \`${site}/\${:name}\``,
        at: 'software.cfg:2:19 "${:name}"',
        hint: 'names in `extends` are taken as they are, without substitution',
      },
      {
        code: 'extends-not-found',
        message: `there is no profile \`missing.cfg\`: looked for \`${site}/missing.cfg\``,
        at: 'software.cfg:2:28 "missing.cfg"',
      },
    ]);
  });

  test('no main profile', () => {
    const site = makeSite({});
    expect(mistakes(load(site))).toEqual([
      {
        code: 'profile-not-found',
        message: `there is no profile \`${site}/software.cfg\``,
        at: '<command line>:1:1 "software.cfg"',
      },
    ]);
  });

  test('a directory, and text that is not UTF-8', () => {
    const site = makeSite({
      'software.cfg': '[buildout]\nextends = c latin.cfg\nparts =\n',
      'c/x': '',
      'latin.cfg': Buffer.from('[a]\nx = caf\xe9\n', 'latin1'),
    });
    expect(mistakes(load(site)).map(({ code, message }) => [code, message.replace(site, '@')])).toEqual([
      ['profile-unreadable', 'cannot read the profile `@/c`: it is a directory'],
      ['encoding-error', 'the profile `@/latin.cfg` is not UTF-8 text: byte 11 is not UTF-8'],
    ]);
  });

  test('mistakes of all profiles are told, with the way to them', () => {
    const files = {
      'software.cfg': '[buildout]\nextends = b.cfg\nextended-by = x\nparts =\nbad\n',
      'b.cfg': '[a\n',
    };
    expect(mistakes(resolve(files)).map(({ code, at }) => [code, at])).toEqual([
      ['syntax-error', 'software.cfg:5:1 "bad"'],
    ]);
    expect(mistakes(resolve({ ...files, 'software.cfg': files['software.cfg'].replace('bad\n', '') }))).toMatchObject([
      { code: 'extended-by', at: 'software.cfg:3:1 "extended-by"' },
      {
        code: 'missing-section-header',
        at: 'b.cfg:1:1 "[a"',
        notes: ['the profile is extended here: software.cfg:2:11 "b.cfg"'],
      },
    ]);
  });
});

test('optional-extends: beside the profile that says it; absent ones are left out with a warning', () => {
  const files = {
    'software.cfg': '[buildout]\nextends = c/x.cfg\nparts = a\n[a]\nrecipe = r\n',
    'c/x.cfg': '[buildout]\noptional-extends = y.cfg z.cfg\n[a]\nv = x\n',
    'c/y.cfg': '[a]\nv = y\nw = y\n',
  };
  const result = resolve(files);
  expect([option(result, 'a', 'v'), option(result, 'a', 'w')]).toEqual(['x', 'y']);
  expect(result.ok && result.value.warnings.map(({ code }) => code)).toEqual(['optional-extends-absent']);
});

test('directories: of [buildout], of caches, and the one that is assigned', () => {
  const files = {
    'software.cfg': '[buildout]\nextends = c/x.cfg\nparts =\nname = s\nbin-directory = ${:name}bin\ndirectory = out\n',
    'c/x.cfg': '[buildout]\ndownload-cache = ../dl\nparts-directory = ./p\n',
  };
  const site = makeSite(files);
  const merged = load(site);
  const names = ['directory', 'bin-directory', 'parts-directory', 'download-cache', 'installed', 'eggs-directory'];
  const found = merged.ok ? names.map((name) => merged.value.buildout(name)?.replace(site, '@')) : [];
  expect(found).toEqual(['@/out', '@/out/sbin', '@/out/./p', '@/dl', '@/out/.installed.cfg', '@/out/eggs']);
  expect(merged.ok && merged.value.directory).toBe(`${site}/out`);
});

test('a directory that needs itself is told, not followed for ever', () => {
  const text = '[buildout]\nparts =\ndirectory = ${:bin-directory}\nbin-directory = ${:directory}/bin\n';
  expect(mistakes(resolve(text))).toMatchObject([{ code: 'circular-reference' }]);
});
