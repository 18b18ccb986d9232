import { Container } from './container.js';
import { HostObject } from './host-object.js';
import type { Call, Host } from './host.js';
import { BoundMethod, UnboundMethod } from './bound-method.js';
import { raise } from './raised.js';
import { typeNameOf } from './type-name.js';
import { Callable, Module, Type, type Value } from './value.js';
import { chargeArguments, chargeValue } from './weight.js';

/** A method of a built-in type. */
export type Member = (self: Value, call: Call, host: Host) => Value;

/** An attribute of a built-in type that is no method: `int.numerator`. */
export type Property = (self: Value, host: Host) => Value;

/** What the values of one type have. */
export interface Members {
  readonly methods: ReadonlyMap<string, Member>;
  readonly properties?: ReadonlyMap<string, Property>;
}

/**
 * By the name of the type. `types/index.ts` fills it once, when it is loaded: the types build on the values, so that the
 * values cannot name them.
 */
const registry = new Map<string, Members>();

export function registerMembers(typeName: string, { methods, properties = new Map() }: Members): void {
  const counted = new Map([...methods].map(([name, method]) => [name, counting(method)]));
  registry.set(typeName, { methods: counted, properties });
}

/** The method, which counts what it is called on and with before it runs. */
function counting(method: Member): Member {
  return (self, call, host) => {
    chargeValue(self, host);
    chargeArguments(call, host);
    return method(self, call, host);
  };
}

/** The methods of a value's type; `undefined` for a type that has none. */
export function membersOf(value: Value): ReadonlyMap<string, Member> | undefined {
  return registry.get(typeNameOf(value))?.methods;
}

/** Whether all values of a type have an attribute of that name. */
export function hasMember(typeName: string, name: string): boolean {
  const members = registry.get(typeName);
  return members !== undefined && (members.methods.has(name) || members.properties?.has(name) === true);
}

/** A method that is bound to its value takes some room. */
const STEPS_OF_METHOD = 2;

/**
 * Python's `getattr(value, name)`; `undefined` where Python raises `AttributeError`. Only the tables are asked, never the
 * JavaScript object. Raises `UndefinedError` for an undefined value, unless it is chainable.
 */
export function attributeOf(value: Value, name: string, host: Host): Value | undefined {
  if (value instanceof HostObject) return value.attribute?.(name, host);
  if (value instanceof Module) return value.members.get(name);
  if (value instanceof Type) return attributeOfType(value, name);
  const members = registry.get(typeNameOf(value));
  const method = members?.methods.get(name);
  if (method !== undefined) {
    host.spend(STEPS_OF_METHOD);
    return new BoundMethod(value, name, (call, within) => method(value, call, within));
  }
  const property = members?.properties?.get(name);
  if (property !== undefined) return property(value, host);
  return value instanceof Callable ? nameOf(value, name) : undefined;
}

/**
 * Names that `attributeOf` finds, and keys that a template asks for as it does for attributes; none that begin with an
 * underscore, which no template is told of. For those who explain an error.
 */
export function* attributeNames(value: Value): Generator<string, void> {
  for (const name of ownNames(value)) if (!name.startsWith('_')) yield name;
}

function* ownNames(value: Value): Generator<string, void> {
  if (value instanceof HostObject || value instanceof Container) yield* value.names?.() ?? [];
  if (value instanceof Module || value instanceof Type) yield* value.members.keys();
  const members = registry.get(value instanceof Type ? value.name : typeNameOf(value));
  if (members === undefined) return;
  yield* members.methods.keys();
  if (!(value instanceof Type)) yield* members.properties?.keys() ?? [];
}

function attributeOfType(type: Type, name: string): Value | undefined {
  const own = type.members.get(name);
  return own === undefined ? (unboundMethod(type, name) ?? nameOf(type, name)) : own;
}

function nameOf(value: Callable, name: string): string | undefined {
  return name === '__name__' ? value.name : undefined;
}

/** `str.upper`: takes what it is a method of as its first argument. */
function unboundMethod(type: Type, name: string): Callable | undefined {
  const method = registry.get(type.name)?.methods.get(name);
  if (method === undefined) return undefined;
  const run = ({ positional: [self, ...positional], named }: Call, host: Host): Value => {
    if (self === undefined) return raise('TypeError', `unbound method ${type.name}.${name}() needs an argument`);
    if (type.holds(self)) return method(self, { positional, named }, host);
    const given = typeNameOf(self);
    return raise('TypeError', `descriptor '${name}' for '${type.name}' objects doesn't apply to a '${given}' object`);
  };
  return new UnboundMethod(type.name, name, run);
}
