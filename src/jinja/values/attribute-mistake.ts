import { attributeNames } from './attributes.js';
import { HostObject } from './host-object.js';
import type { Mistake } from './mistake.js';
import { Module, Type, type Value } from './value.js';

/** That a value has no attribute of that name. */
export function attributeMistake(value: Value, name: string): Mistake {
  const sought = isModule(value) ? 'member' : 'attribute';
  return { sought, name, known: () => attributeNames(value), of: () => titleOf(value) };
}

function isModule(value: Value): value is Module {
  return value instanceof Module && value.typeName === 'module';
}

function titleOf(value: Value): string | undefined {
  if (value instanceof HostObject) return value.title?.();
  if (isModule(value)) return `module \`${value.name}\``;
  return value instanceof Type ? `type \`${value.name}\`` : undefined;
}
