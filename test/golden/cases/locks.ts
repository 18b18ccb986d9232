import type { Files, Mistake } from '../mistake.js';

const ZLIB = 'component/zlib/buildout.cfg';

function release(zlib: readonly string[]): Files {
  return {
    'software.cfg': ['[buildout]', `extends = ${ZLIB}`, 'parts = zlib'],
    [ZLIB]: ['[zlib]', 'recipe = slapos.recipe.build:download-unpacked', ...zlib],
    'mirror/zlib-1.3.tar.gz': ['the one'],
    'mirror/zlib-1.3.1.tar.gz': ['the other'],
  };
}

const OLD = release(['url = mirror/zlib-1.3.tar.gz']);
const NEW = ['[zlib]', 'recipe = slapos.recipe.build:download-unpacked', 'url = mirror/zlib-1.3.1.tar.gz'];

/** Runs with `--frozen` that the lock does not allow. */
export const LOCKS: readonly Mistake[] = [
  {
    kind: 'lock-not-found',
    about: 'nobody made a lock',
    files: OLD,
    words: ['--frozen', 'software.cfg'],
  },
  {
    kind: 'lock-mismatch',
    about: 'a component changed after the lock was made',
    files: OLD,
    before: ['lock', 'software.cfg'],
    changed: { [ZLIB]: NEW },
    words: ['--frozen', 'software.cfg'],
  },
  {
    kind: 'not-locked',
    about: 'a profile of the command line, which the lock does not have',
    files: { ...OLD, 'local.cfg': ['[buildout]', 'newest = false'] },
    before: ['lock', 'software.cfg'],
    words: ['--frozen', 'software.cfg', 'buildout:extends=local.cfg'],
  },
  {
    kind: 'lock-unreadable',
    about: 'a lock with the marks of a merge that was not finished',
    files: {
      'software.cfg': ['[buildout]', 'parts ='],
      'software.cfg.lock': [
        '{',
        '<<<<<<< HEAD',
        '  "downloads": {},',
        '=======',
        '>>>>>>> topic',
        '  "version": 1',
        '}',
      ],
    },
    words: ['--frozen', 'software.cfg'],
  },
  {
    kind: 'download-lock-mismatch',
    about: 'the command line asks for another archive than the lock has',
    files: {
      'software.cfg': [
        '[buildout]',
        'parts = zlib',
        '',
        '[zlib]',
        'recipe = slapos.recipe.build:download',
        'url = http://SERVER/zlib-1.3.1.tar.gz',
        'md5sum = b954f26d45d8b20d0d5ddf0fb90decd6',
      ],
    },
    served: { 'zlib-1.3.1.tar.gz': ['This is not the archive that you are looking for.'] },
    before: ['lock', 'software.cfg'],
    words: ['--frozen', 'software.cfg', 'zlib:md5sum=9855b6d802d7fe5b7bd5b196a2271655'],
  },
];
