import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import { fail, Undefined } from './undefined.js';
import type { Value } from './value.js';

/** Raises for an operator that the types of the operands do not have; undefined values are blamed first. */
export function unsupported(op: string, left: Value, right: Value): never {
  if (right instanceof Undefined) fail(right);
  const [one, other] = [typeNameOf(left), typeNameOf(right)];
  return raise('TypeError', `unsupported operand type(s) for ${op}: '${one}' and '${other}'`);
}
