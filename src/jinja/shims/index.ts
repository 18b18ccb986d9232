import type { Module } from '../values/value.js';
import { base64 } from './base64/index.js';
import { copying } from './copying.js';
import { functools } from './functools.js';
import { hashlib } from './hashlib.js';
import { itertools } from './itertools/index.js';
import { json } from './json/index.js';
import { math } from './math/index.js';
import { netaddr } from './netaddr/index.js';
import { operator } from './operator.js';
import { os, path } from './path/index.js';
import { re } from './re/index.js';
import { shlex } from './shell.js';
import { six, sixMoves } from './six.js';
import { string } from './strings.js';
import { textwrap } from './textwrap.js';
import { urllib, urllibParse } from './url/index.js';

const MODULES: ReadonlyMap<string, Module> = new Map([
  ['base64', base64],
  ['copy', copying],
  ['functools', functools],
  ['hashlib', hashlib],
  ['itertools', itertools],
  ['json', json],
  ['math', math],
  ['netaddr', netaddr],
  ['operator', operator],
  ['os', os],
  ['os.path', path],
  ['posixpath', path],
  ['re', re],
  ['shlex', shlex],
  ['six', six],
  ['six.moves', sixMoves],
  ['six.moves.urllib', urllib],
  ['six.moves.urllib.parse', urllibParse],
  ['string', string],
  ['textwrap', textwrap],
  ['urllib', urllib],
  ['urllib.parse', urllibParse],
]);

/**
 * The Python module of that dotted name, as far as it is pure data: of `os.path` the leaf. `undefined` for a module that
 * is not here.
 */
export function moduleNamed(dotted: string): Module | undefined {
  return MODULES.get(dotted);
}

export const moduleNames: readonly string[] = [...MODULES.keys()];
