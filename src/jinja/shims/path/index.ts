import type { Module } from '../../values/value.js';
import { moduleOf, python } from '../module.js';
import * as functions from './functions.js';
import { relpath } from './relative.js';

const constants = [
  ['altsep', null],
  ['curdir', '.'],
  ['defpath', '/bin:/usr/bin'],
  ['devnull', '/dev/null'],
  ['extsep', '.'],
  ['pardir', '..'],
  ['pathsep', ':'],
  ['sep', '/'],
] as const;

/** `posixpath`, which `os.path` is; what asks the machine is not there. */
export const path: Module = moduleOf(
  'posixpath',
  [
    python('join', 'a, *p', functions.join),
    python('split', 'p', functions.split),
    python('dirname', 'p', functions.dirname),
    python('basename', 'p', functions.basename),
    python('splitext', 'p', functions.splitext),
    python('splitdrive', 'p', functions.splitdrive),
    python('normpath', 'path', functions.normpath),
    python('normcase', 's', functions.normcase),
    python('isabs', 's', functions.isabs),
    python('commonprefix', 'm', functions.commonprefix),
    python('commonpath', 'paths', functions.commonpath),
    python('relpath', 'path, start?', relpath),
  ],
  [...constants, ['supports_unicode_filenames', false]],
);

/** `os` without anything of the machine. */
export const os: Module = moduleOf(
  'os',
  [python('fspath', 'path', ([given]) => functions.pathIn(given))],
  [...constants, ['linesep', '\n'], ['name', 'posix'], ['path', path]],
);
