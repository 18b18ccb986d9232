import { printString } from '../../../engine/literal/index.js';
import { isIdentifierPart, isIdentifierStart } from '../../types/text/classes.js';
import type { Source } from './source.js';

/** `name.isidentifier()`. */
export function isIdentifier(name: string): boolean {
  const [first = 0, ...rest] = [...name].map((character) => character.codePointAt(0) ?? 0);
  return isIdentifierStart(first) && rest.every(isIdentifierPart);
}

export function checkName(source: Source, name: string, offset: number): void {
  if (!isIdentifier(name)) badName(source, name, [...name].length + offset);
}

export function badName(source: Source, name: string, offset: number): never {
  return source.fail(`bad character in group name ${printString(name)}`, offset);
}

export function unknownName(source: Source, name: string): never {
  return source.fail(`unknown group name ${printString(name)}`, [...name].length + 1);
}
