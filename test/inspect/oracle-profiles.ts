import type { Files } from './site.js';

/** Profiles that both tools look at, and with which words besides the command. */
export interface OracleCase {
  readonly about: string;
  readonly files: Files;
  /** Options and assignments that stand before the command. */
  readonly words?: readonly string[];
  /** Where the tools run; the root of the site without it. */
  readonly directory?: string;
  /** What `query` is asked, besides every option of `[a]`. */
  readonly queries?: readonly string[];
  /** Later versions of zc.buildout have other rules than 3.0: those are compared with. */
  readonly since?: 4;
}

const MAIN = 'buildout.cfg';

/** `[buildout]` of a profile that builds nothing. */
const NOTHING = '[buildout]\nparts =\n';

export const ORACLE_CASES: readonly OracleCase[] = [
  { about: 'one section', files: { [MAIN]: `${NOTHING}[a]\nx = 1\ny = two words\n` } },
  {
    about: 'a chain of extends',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx = 3\n',
      'b.cfg': '[buildout]\nextends = c.cfg\n[a]\nx = 2\ny = 2\n',
      'c.cfg': '[a]\nx = 1\ny = 1\nz = 1\n',
    },
  },
  {
    about: 'two bases, the second wins',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends =\n  b.cfg\n  c.cfg\n',
      'b.cfg': '[a]\nx = b\ny = b\n',
      'c.cfg': '[a]\nx = c\n[z]\nq = 1\n',
    },
  },
  {
    about: 'operators through three files',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx += 3\nx -= 1\n',
      'b.cfg': '[buildout]\nextends = c.cfg\n[a]\nx += 2\n',
      'c.cfg': '[a]\nx = 1\n',
    },
  },
  {
    about: 'an operator over an assignment, and an assignment over operators',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx = 9\ny += 9\n',
      'b.cfg': '[buildout]\nextends = c.cfg\n[a]\nx += 2\ny = 2\n',
      'c.cfg': '[a]\nx = 1\ny = 1\n',
    },
  },
  {
    about: 'an assignment and operators in one file',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx = 2\nx += 3\nx -= 2\n',
      'b.cfg': '[a]\nx = 1\n',
    },
  },
  {
    about: 'an operator on nothing, in a section that is there',
    files: { [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx += 1\ny -= 1\n', 'b.cfg': '[a]\nz = 1\n' },
  },
  {
    about: 'an operator on nothing, in a new section',
    since: 4,
    files: { [MAIN]: `${NOTHING}[a]\nx += 1\nx -= 2\ny -= 1\nz += 3\n` },
  },
  {
    about: 'removing all lines, removing nothing',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx -=\n  1\n  2\ny -= 7\n',
      'b.cfg': '[a]\nx =\n  1\n  2\ny =\n  1\n  2\n',
    },
  },
  {
    about: 'macros stay as they are',
    files: { [MAIN]: `${NOTHING}[a]\n<= m\n   n\ny = 2\n[m]\nx = 1\n[n]\nx = 2\n` },
    queries: ['a:<', 'm:x'],
  },
  {
    about: 'operators that wait for macros',
    files: { [MAIN]: `${NOTHING}[a]\n<= m\nx += 2\ny -= 1\nz = 1\nz += 2\n[m]\nx = 1\ny = 1\n` },
    queries: ['a:x +'],
  },
  {
    about: 'operators that wait for macros, and one more file',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\n[a]\nx += 3\n',
      'b.cfg': '[a]\n<= m\nx += 2\n[m]\nx = 1\n',
    },
  },
  {
    about: 'assignments',
    files: { [MAIN]: `${NOTHING}[a]\nx = 1\n` },
    words: ['a:x=2', 'a:y=3', 'b:z=4', 'newest=false'],
  },
  {
    about: 'operators of assignments',
    files: { [MAIN]: `${NOTHING}[a]\nx = 1\ny =\n  1\n  2\n` },
    words: ['a:x+=2', 'a:y-=2', 'find-links+=http://example.org'],
  },
  { about: 'an assignment of several lines', files: { [MAIN]: `${NOTHING}[a]\nx = 1\n` }, words: ['a:x=1\n2\n'] },
  { about: 'letters', files: { [MAIN]: `${NOTHING}[a]\nx = 1\n` }, words: ['-oN'] },
  { about: 'quiet', files: { [MAIN]: `${NOTHING}[a]\nx = 1\n` }, words: ['-q'] },
  { about: 'verbose less quiet', files: { [MAIN]: `${NOTHING}[a]\nx = 1\n` }, words: ['-vq'] },
  { about: 'a verbosity in the profile', files: { [MAIN]: '[buildout]\nparts =\nverbosity = 0\n[a]\nx = 1\n' } },
  {
    about: 'directories in the profile',
    files: {
      [MAIN]:
        '[buildout]\nparts =\nbin-directory = programs\nparts-directory = {{root}}/elsewhere\neggs-directory = e\n[a]\nx = ${buildout:bin-directory}\n',
    },
    queries: [
      'bin-directory',
      'buildout:parts-directory',
      'eggs-directory',
      'develop-eggs-directory',
      'directory',
      'installed',
    ],
  },
  {
    about: 'caches, relative to who sets them',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = deep/b.cfg\nextends-cache = ec\n',
      'deep/b.cfg': '[buildout]\ndownload-cache = ../dc\neggs-directory = eggs\n',
    },
    queries: ['download-cache', 'extends-cache', 'eggs-directory'],
  },
  {
    about: 'a release directory of its own',
    files: {
      'profiles/buildout.cfg': '[buildout]\nparts =\ndirectory = {{root}}/release\n[a]\nx = 1\n',
      'release/x': '',
    },
    words: ['-c', 'profiles/buildout.cfg'],
    queries: ['bin-directory', 'directory'],
  },
  {
    about: 'profiles beside and outside of the directory',
    files: {
      'release/buildout.cfg':
        '[buildout]\nparts =\nextends = ../common/base.cfg {{root}}/other/abs.cfg sub/s.cfg\n[a]\nx = 1\n',
      'release/sub/s.cfg': '[a]\ny = s\n',
      'common/base.cfg': '[buildout]\nextends = more.cfg ../release2/near.cfg\n[a]\nz = base\n',
      'common/more.cfg': '[a]\nw = more\n',
      'release2/near.cfg': '[a]\nv = near\n',
      'other/abs.cfg': '[buildout]\nextends = abs2.cfg\n[a]\nu = abs\n',
      'other/abs2.cfg': '[a]\nt = abs2\n',
    },
    directory: 'release',
  },
  {
    about: 'values of all kinds',
    files: {
      [MAIN]: `${NOTHING}[a]\nempty =\nblock =\n  1\n\n    2\n  3\ninline = 1\n  2\n\n  3\nspecial = # no comment\n; comment\nform = a\fb\nquote = "x" %(y)s $\nunicode = é\u2028z\n[empty]\n`,
    },
  },
  {
    about: 'repeated sections and options',
    files: { [MAIN]: `${NOTHING}[a]\nx = 1\nx = 2\n[b]\nx = 1\n[a]\ny = 3\nx = 4\n` },
  },
  {
    about: 'part dependencies',
    files: { [MAIN]: `${NOTHING}[a]\n=> b\nx = 1\n[b]\ny = 1\n` },
    queries: ['a:<part-dependencies>'],
  },
  {
    about: 'sorting by code points',
    files: {
      [MAIN]: `${NOTHING}[a]\nB = 1\nb = 1\n_ = 1\na-b = 1\na.b = 1\na = 1\né = 1\n10 = 1\n9 = 1\n[Z]\nx = 1\n[é]\nx = 1\n`,
    },
  },
  { about: 'references, and broken ones', files: { [MAIN]: `${NOTHING}[a]\nx = \${b:nothing}\ny = \${:x} $\${no}\n` } },
  {
    about: 'the defaults of the user',
    files: {
      'home/.buildout/default.cfg':
        '[buildout]\nnewest = false\nthing = user\nextends = more.cfg\n[a]\nx = user\ny = user\n',
      'home/.buildout/more.cfg': '[a]\nx = more\n',
      'work/buildout.cfg': '[buildout]\nparts =\nextends = b.cfg\nthing += main\n[a]\nx += main\n',
      'work/b.cfg': '[a]\ny = b\n',
    },
    directory: 'work',
  },
  {
    about: 'defaults of [buildout] that profiles change',
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\nnewest = false\nallow-hosts += c.org\n',
      'b.cfg': '[buildout]\nnewest = true\nallow-hosts = a.org\nlog-level = DEBUG\n',
    },
  },
  {
    about: 'operators on defaults of [buildout]',
    since: 4,
    files: { [MAIN]: '[buildout]\nparts =\nallow-hosts += c.org\nfind-links += http://example.org\n' },
  },
  {
    about: 'extends on the command line',
    files: {
      [MAIN]: `${NOTHING}newest = true\n[a]\nx = main\ny = main\n`,
      'more.cfg': '[buildout]\nnewest = false\nextends = most.cfg\n[a]\nx = more\ny += more\n',
      'most.cfg': '[a]\nx = most\n',
    },
    words: ['buildout:extends=more.cfg'],
  },
  {
    about: 'a diamond',
    since: 4,
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg c.cfg\n',
      'b.cfg': '[buildout]\nextends = base.cfg\n[a]\nx = b\ny += b\n',
      'c.cfg': '[buildout]\nextends = base.cfg\n[a]\nz = c\ny += c\n',
      'base.cfg': '[a]\nx = base\ny = base\n',
    },
  },
  {
    about: 'optional extends',
    since: 4,
    files: {
      [MAIN]: '[buildout]\nparts =\nextends = b.cfg\noptional-extends = here.cfg\n[a]\nx += main\n',
      'b.cfg': '[a]\nx = b\n',
      'here.cfg': '[a]\nx += here\ny = here\n',
    },
  },
  {
    about: 'conditions',
    files: { [MAIN]: `${NOTHING}[a]\nx = 1\n[a:linux]\nx = 2\n[a:windows]\nx = 3\n[b:windows]\ny = 1\n` },
  },
  {
    about: 'versions',
    files: { [MAIN]: '[buildout]\nparts =\nversions = pins\n[pins]\nsix = 1.0\n[versions]\nother = 2\n' },
  },
];
