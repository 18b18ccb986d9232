import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import { Type, type Value } from './value.js';

export function notSubscriptable(value: Value): never {
  if (value instanceof Type) raise('TypeError', `type '${value.name}' is not subscriptable`);
  return raise('TypeError', `'${typeNameOf(value)}' object is not subscriptable`);
}
