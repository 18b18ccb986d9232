import type { Mistake } from '../mistake.js';

const RELEASE = {
  'software.cfg': [
    '[buildout]',
    'parts = directory',
    '',
    '[directory]',
    'recipe = slapos.cookbook:mkdirectory',
    'etc = ${buildout:directory}/etc',
  ],
};

/** Command lines that ask for what is not there. */
export const COMMAND_LINES: readonly Mistake[] = [
  { kind: 'cli-no-profile', about: 'a directory without a profile', words: ['plan'] },
  { kind: 'query-key-not-found', about: 'a misspelt option', files: RELEASE, words: ['query', 'directory:ect'] },
  { kind: 'query-key-not-found', about: 'a dot for the colon', files: RELEASE, words: ['query', 'directory.etc'] },
  { kind: 'query-section-not-found', about: 'a misspelt section', files: RELEASE, words: ['query', 'directroy:etc'] },
  { kind: 'cli-missing-argument', about: 'a question without its object', files: RELEASE, words: ['query'] },
  {
    kind: 'cli-invalid-option',
    about: 'misspelt, and a letter of another program',
    files: RELEASE,
    words: ['--job=4', '-x', 'software.cfg'],
  },
  { kind: 'cli-invalid-option', about: 'an option of another command', files: RELEASE, words: ['fmt', '--frozen'] },
  {
    kind: 'cli-invalid-assignment',
    about: 'two colons',
    files: RELEASE,
    words: ['software.cfg', 'buildout:directory:etc=/etc'],
  },
  { kind: 'cli-invalid-assignment', about: 'no name', files: RELEASE, words: ['software.cfg', 'directory:=/etc'] },
  { kind: 'cli-invalid-command', about: 'misspelt', files: RELEASE, words: ['instal'] },
  {
    kind: 'cli-invalid-command',
    about: 'a misspelt command, and what it is to do',
    files: RELEASE,
    words: ['instal', 'directory'],
  },
  { kind: 'cli-invalid-command', about: 'a word that asks for help', files: RELEASE, words: ['help'] },
  {
    kind: 'cli-invalid-argument',
    about: 'a command behind the profile',
    files: RELEASE,
    words: ['software.cfg', 'install', 'directory'],
  },
  { kind: 'cli-invalid-assignment', about: 'with blanks', files: RELEASE, words: ['parts', '=', 'directory'] },
  { kind: 'unknown-part', about: 'a part that is misspelt', files: RELEASE, words: ['install', 'directroy'] },
  { kind: 'cli-invalid-command', about: 'a command that buildout has', files: RELEASE, words: ['bootstrap'] },
  {
    kind: 'cli-invalid-argument',
    about: 'values that options do not take',
    files: RELEASE,
    words: ['-j', 'all', '--dialect=slapo', '--condition', 'gcc=10', '-t', '1m', 'software.cfg'],
  },
  {
    kind: 'cli-invalid-argument',
    about: 'a word too many',
    files: RELEASE,
    words: ['plan', 'software.cfg', 'directory'],
  },
  {
    kind: 'cli-missing-argument',
    about: 'options at the end without their values',
    files: RELEASE,
    words: ['software.cfg', '--store', '-c'],
  },
];
