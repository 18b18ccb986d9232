import { raise } from '../values/raised.js';
import { typeNameOf } from '../values/type-name.js';
import { Module, Type, type Value } from '../values/value.js';

/** Raises for an attribute that a value does not have. */
export function missingAttribute(value: Value, name: string): never {
  return raise('AttributeError', `${ownerOf(value)} has no attribute '${name}'`);
}

function ownerOf(value: Value): string {
  if (value instanceof Type) return `type object '${value.name}'`;
  if (value instanceof Module && value.typeName === 'module') return `module '${value.name}'`;
  return `'${typeNameOf(value)}' object`;
}
