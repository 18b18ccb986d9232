import { printString } from '../../../engine/literal/index.js';
import { raise } from '../../values/raised.js';
import { badName, checkName, isIdentifier } from './names.js';
import { Source } from './source.js';

/** A replacement: literal text, and groups by number. */
export type Template = readonly (string | number)[];

export interface GroupNames {
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

export function parseTemplate(text: string, known: GroupNames): Template {
  if (!text.includes('\\')) return [text];
  const source = new Source(text);
  const pieces: (string | number)[] = [];
  for (let token = source.get(); token !== undefined; token = source.get()) {
    pieces.push(token.startsWith('\\') ? pieceOf(source, token, known) : token);
  }
  return pieces;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

function pieceOf(source: Source, token: string, known: GroupNames): string | number {
  const letter = token.slice(1);
  if (letter === 'g') return namedGroup(source, known);
  if (letter === '0') return character(Number.parseInt(letter + source.take(2, /^[0-7]$/), 8) & 0xff);
  if (/^[1-9]$/.test(letter)) return numberedGroup(source, token, known);
  const control = CONTROLS.get(letter);
  if (control !== undefined) return control;
  return /^[a-zA-Z]$/.test(letter) ? source.fail(`bad escape ${token}`, token.length) : token;
}

function character(code: number): string {
  return String.fromCharCode(code);
}

function namedGroup(source: Source, known: GroupNames): number {
  if (!source.takes('<')) source.fail('missing <');
  const name = source.until('>', 'group name');
  const length = [...name].length + 1;
  if (isIdentifier(name)) {
    checkName(source, name, 1);
    return known.names.get(name) ?? raise('IndexError', `unknown group name ${printString(name)}`);
  }
  if (!/^\s*\+?[0-9]+(?:_[0-9]+)*\s*$/.test(name)) return badName(source, name, length);
  return checkGroup(source, Number(name.replaceAll('_', '')), { known, offset: length });
}

interface Checked {
  readonly known: GroupNames;
  readonly offset: number;
}

function checkGroup(source: Source, group: number, { known, offset }: Checked): number {
  return group <= known.groups ? group : source.fail(`invalid group reference ${group}`, offset);
}

function numberedGroup(source: Source, begun: string, known: GroupNames): string | number {
  let token = begun + source.take(1, /^[0-9]$/);
  if (/^\\[0-7]{2}$/.test(token)) {
    const third = source.take(1, /^[0-7]$/);
    token += third;
    if (third !== '') {
      const code = Number.parseInt(token.slice(1), 8);
      if (code > 0o377) source.fail(`octal escape value ${token} outside of range 0-0o377`, token.length);
      return character(code);
    }
  }
  return checkGroup(source, Number(token.slice(1)), { known, offset: token.length - 1 });
}
