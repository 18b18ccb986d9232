import { attributeMistake } from '../values/attribute-mistake.js';
import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { checkDefined } from '../values/undefined.js';
import { Module, Type, type Value } from '../values/value.js';

/** Raises for an attribute that a value does not have. An undefined value has none, and says that it is undefined. */
export function missingAttribute(value: Value, name: string): never {
  checkDefined(value);
  return raise('AttributeError', `${ownerOf(value)} has no attribute '${name}'`, attributeMistake(value, name));
}

function ownerOf(value: Value): string {
  if (value instanceof Type) return `type object '${value.name}'`;
  if (value instanceof Module && value.typeName === 'module') return `module '${value.name}'`;
  return `'${typeNameOf(value)}' object`;
}
