import { describe, expect, test } from 'vitest';
import { sureDoubts } from '../../src/engine/lint/lint.js';
import { resolveSections } from '../../src/engine/resolve/index.js';
import { load, locations, makeSite } from '../resolve/site.js';
import { lint, outline, PART } from './site.js';

describe('option-never-read', () => {
  test('an option of the main profile', async () => {
    expect(await lint(`${PART}color = blue\n`)).toEqual([
      {
        code: 'option-never-read',
        message: 'nothing reads `a:color`: recipe `command` has no such option',
        at: 'software.cfg:6:1 "color"',
        hint: 'take it out, or begin its name with `_`',
      },
    ]);
  });

  test('an option of any profile whose name is nearly known', async () => {
    const base = `${PART}update-on-error-command = true\nupdating-command = true\ncolor = blue\n`;
    expect(await lint({ 'base.cfg': base, 'software.cfg': '[buildout]\nextends = base.cfg\n' })).toEqual([
      {
        code: 'option-never-read',
        message: 'nothing reads `a:updating-command`: recipe `command` has no such option',
        at: 'base.cfg:7:1 "updating-command"',
        hint: 'did you mean `update-command`?',
      },
    ]);
  });

  test('what is an error is not told as a doubt too', async () => {
    expect(await outline(`${PART}update-comand = true\n`)).toEqual([
      'error[unknown-option] software.cfg:6:1 "update-comand"',
    ]);
  });

  test('an option that the macro used to read', async () => {
    const macro = '[m]\ncommand = echo ${:color}\ncolor = red\n';
    expect(await outline(`${PART.replace('command = true', '<= m\ncommand = true')}color = blue\n${macro}`)).toEqual([
      'warning[option-never-read] software.cfg:7:1 "color"',
    ]);
  });

  test.each([
    ['its own reference', 'color = blue\nlocation = ${:color}\n'],
    ['a reference of a section that is not in use', 'color = blue\n[b]\nx = ${a:color}\n'],
    ['a text that formats', 'color = blue\nupdate-command = echo %(color)s\n'],
    ['a dummy option', 'depends = ${b:x}\n[b]\nx = 1\n'],
    ['nothing', 'color =\n'],
    ['a private option', '_color = blue\n'],
    ['what describes a part', 'version = 1\nplace = @@LOCATION@@/bin\n'],
    ['an option of another recipe under a condition', 'color = blue\n[a:windows]\nrecipe = mkdirectory\n'],
    ['a section that is no part', 'location = ${b:x}\n[b]\nx = 1\ncolor = blue\n'],
    ['a part whose recipe takes any name', '[buildout]\nparts = b\n[b]\nrecipe = mkdirectory\ncolor = blue\n'],
  ])('is not told of %s', async (_about, text) => {
    expect((await outline(PART + text)).filter((line) => !line.includes('duplicate-option'))).toEqual([]);
  });

  test.each([
    ['a key of its own', 'context = key x :urls\nurls = 1\n'],
    ['its own section', 'context = section x a\nmodes = 1\n'],
    ['an import', 'import-list = file m :inlines\ninlines = m.in\n'],
  ])('nor that it is unknown, of what a template is given: %s', async (_about, text) => {
    const part = '[buildout]\nparts = a\n[a]\nrecipe = jinja2\ninline = x\noutput = out\n';
    expect(await outline(part + text)).toEqual([]);
  });

  test('nor of what the template of another part is given', async () => {
    const parts = '[buildout]\nparts = a b\n[a]\nrecipe = mkdirectory\nx = y\npath = 1\n';
    const template = '[b]\nrecipe = jinja2\ninline = x\noutput = out\n';
    const given = '[c]\nrecipe = jinja2\ninline = x\noutput = out2\nmodes = 1\n';
    expect(await outline(`${parts}${template}context = key y c:modes\n${given}`)).toEqual([]);
    expect(await outline(`${parts}${template}context = section y c\n${given}`)).toEqual([]);
  });

  test('is not told of what update-hash reads', async () => {
    const files = {
      'buildout.hash.cfg': '[a]\nfilename = a.in\nmd5sum = 0\n',
      'software.cfg': PART.replace('parts', 'extends = buildout.hash.cfg\nparts'),
    };
    expect(await outline(files)).toEqual([]);
  });

  test('is not told of a part that had another recipe', async () => {
    const files = {
      'base.cfg': `${PART}commands-lining = echo\n`,
      'software.cfg': '[buildout]\nextends = base.cfg\n[a]\nrecipe = wrapper\ncommand-line = x\nwrapper-path = y\n',
    };
    expect(await outline(files)).toEqual([]);
  });

  test('a recipe that is not known may read its own section, and those that it names', async () => {
    const text =
      '[buildout]\nparts = one two\n[one]\nrecipe = command\ncommand = true\ncolor = blue\n[two]\nrecipe = r\n';
    const assignments = ['two:color=blue'];
    const error = 'error[recipe-not-found] software.cfg:8:10 "r"';
    expect(await outline(`${text}context = section x one\n`, { assignments })).toEqual([error]);
    expect(await outline(text, { assignments })).toEqual([
      'warning[option-never-read] software.cfg:6:1 "color"',
      error,
    ]);
  });
});

describe('options of [buildout]', () => {
  test('nothing is known to read it', async () => {
    const options =
      'shared-parts = /opt/parts\ncolor = blue\n_mine = 1\nfind-links = x\nlist = ${buildout:parts}\nempty =\n';
    expect(await lint(PART.replace('parts = a\n', `parts = a\n${options}`))).toEqual([
      {
        code: 'option-never-read',
        message: 'nothing reads `buildout:shared-parts`',
        at: 'software.cfg:3:1 "shared-parts"',
        hint: 'did you mean `shared-part-list`?',
      },
      {
        code: 'option-never-read',
        message: 'nothing reads `buildout:color`',
        at: 'software.cfg:4:1 "color"',
        hint: 'take it out, or begin its name with `_`',
      },
    ]);
  });

  test('is not told of what a reference names', async () => {
    const text = PART.replace('parts = a\n', 'parts = ${:common}\ncommon = a\nmore = b\n');
    expect(await outline(`${text}location = \${buildout:more}\n`)).toEqual([]);
  });
});

test('unknown-extension: what else stands in [buildout] may be for it', async () => {
  const options = 'extensions =\n  slapos.rebootstrap\n  mr.developer\nsources = sources\n';
  expect(await lint(PART.replace('parts = a\n', `parts = a\n${options}`))).toEqual([
    {
      code: 'unknown-extension',
      message: 'slapbuild does not run extensions of buildout, so `mr.developer` does nothing',
      at: 'software.cfg:5:3 "mr.developer"',
      hint: 'take it out, or do what it does in a part',
    },
  ]);
});

describe('assignment-unused', () => {
  test('an unknown section, an unknown option, and one of [buildout]', async () => {
    const text = `${PART}location = \${settings:port}\n[settings]\nport = 1\n`;
    const assignments = ['setings:port=2', 'settings:prot=3', 'partz=b', 'a:color=blue', 'a:updating-command=true'];
    expect(await lint(text, { assignments })).toEqual([
      {
        code: 'assignment-unused',
        message: 'there is no section `setings`, and nothing reads it',
        at: '<command line>:1:1 "setings"',
        hint: 'did you mean `settings`?',
      },
      {
        code: 'assignment-unused',
        message: 'section `settings` has no option `prot`, and nothing reads it',
        at: '<command line>:1:25 "prot"',
        hint: 'did you mean `port`?',
      },
      {
        code: 'assignment-unused',
        message: 'section `buildout` has no option `partz`, and nothing reads it',
        at: '<command line>:1:32 "partz"',
        hint: 'did you mean `parts`?',
      },
      {
        code: 'assignment-unused',
        message: 'section `a` has no option `color`, and nothing reads it',
        at: '<command line>:1:42 "color"',
        hint: 'take it out',
      },
      {
        code: 'assignment-unused',
        message: 'section `a` has no option `updating-command`, and nothing reads it',
        at: '<command line>:1:55 "updating-command"',
        hint: 'did you mean `update-command`?',
      },
    ]);
  });

  test.each([
    ['an option that a profile has', 'a:command=false'],
    ['an option that the recipe has', 'a:update-command=true'],
    ['an option of [buildout] that is known', 'buildout:extends-cache='],
    ['a section that a reference names', 'b:x=1'],
    ['an option of a macro', 'c:color=1'],
    ['a private option', 'a:_color=1'],
    ['pins of eggs', 'versions:setuptools=1'],
    ['sections for the tools of SlapOS', 'networkcache:download-cache-url=http://127.0.0.1/'],
    ['a section that may be there', 'd:x=1'],
  ])('is not told of %s', async (_about, assignment) => {
    const more = 'location = ${b:x}\n[b]\nx = 0\n[c]\ntext = ${:color}\n[d:maybe]\ny = 1\n';
    const text = PART.replace('parts = a\n', 'parts = a\nnetworkcache-section = networkcache\n') + more;
    const told = await outline(text, { assignments: [assignment] });
    expect(told.filter((line) => !line.includes('undecided-condition'))).toEqual([]);
  });
});

describe('an ordinary run, which resolves only what is in use', () => {
  const text =
    '[buildout]\nparts =\nlist = ${b:x}\n[b]\nx = 1\n[c]\ny = ${:z} ${d:w}\n[d]\nx = 1\n[e]\n<= f\n[f]\nx = 1\n';

  function toldOf(assignments: readonly string[]): readonly string[] {
    const site = makeSite({ 'more.cfg': text, 'software.cfg': '[buildout]\nextends = more.cfg\n[e]\nx += 2\n' });
    const merged = load(site, { assignments });
    const survey = merged.ok ? resolveSections(merged.value, locations) : merged;
    if (!merged.ok || !survey.ok) throw new Error('the profile is right');
    return [...sureDoubts({ merged: merged.value, parts: new Map(), survey: survey.value })].map(({ code }) => code);
  }

  test('tells what is never a false alarm', () => {
    expect(toldOf(['b:y=2', 'c:x=1'])).toEqual(['assignment-unused', 'assignment-unused', 'hidden-macro-value']);
    expect(toldOf(['b:x=2', 'c:z=1', 'd:w=1'])).toEqual(['hidden-macro-value']);
  });
});
