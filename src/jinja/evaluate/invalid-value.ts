import { Instance } from '../values/value.js';

/**
 * A mistake of the program that renders, not of a template: it gave something that is no value, or a setting that is none.
 * Thrown, as a `TypeError` is.
 */
export class InvalidValue extends TypeError {
  override readonly name = 'InvalidValue';
}

/** Where something stands in what a program gave. */
export interface Place {
  /** `context value`, `global`, `filter`: what it is, in front of its name. */
  readonly what: string;
  /** Names and positions on the way to it, outermost last. */
  readonly path: Path;
}

export interface Path {
  readonly step: string | number;
  readonly of?: Path | undefined;
}

/** `` context value `servers[0].port` ``. */
export function describePlace({ what, path }: Place): string {
  let at = path;
  let text = '';
  for (; at.of !== undefined; at = at.of)
    text = `${typeof at.step === 'number' ? `[${at.step}]` : `.${at.step}`}${text}`;
  return `${what} \`${at.step}${text}\``;
}

/** What something is, for messages. */
export function describeAny(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the text ${JSON.stringify(value.slice(0, 40))}`;
    case 'number':
      return `the number ${value}`;
    case 'bigint':
      return `the bigint ${value}`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      return describeObject(value);
  }
}

function describeObject(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Instance) return `a ${value.typeName}`;
  const maker: unknown = value.constructor;
  return typeof maker === 'function' && maker !== Object
    ? `an object of the class \`${maker.name}\``
    : 'a plain object';
}
