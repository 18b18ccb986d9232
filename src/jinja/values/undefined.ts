import { attributeMistake } from './attribute-mistake.js';
import { HostObject } from './host-object.js';
import type { Missing } from './host.js';
import type { Mistake } from './mistake.js';
import { MISSING } from './missing.js';
import { raise } from './raised.js';
import { describeType } from './type-name.js';
import { Markup, type Value } from './value.js';
import { shownOf } from './shown.js';

/** How an environment's undefined values behave: Jinja's `Undefined`, `StrictUndefined` and so on. */
export type Policy = 'default' | 'strict' | 'chainable' | 'debug';

const TYPE_NAMES = {
  default: 'Undefined',
  strict: 'StrictUndefined',
  chainable: 'ChainableUndefined',
  debug: 'DebugUndefined',
} as const;

/** A value that is missing. What it stands for is only told when something is done with it that it does not bear. */
export class Undefined extends HostObject {
  readonly typeName: string;
  override readonly moduleName = 'jinja2.runtime';
  readonly policy: Policy;
  readonly missing: Missing;

  constructor(policy: Policy, missing: Missing) {
    super();
    this.policy = policy;
    this.missing = missing;
    this.typeName = TYPE_NAMES[policy];
  }

  /** `undefined`, and so an `AttributeError`, for the names that Python itself may ask for. */
  override attribute(name: string): Value | undefined {
    if (name.startsWith('__') && name.endsWith('__')) return undefined;
    const tell = FACTS.get(name);
    return tell === undefined ? this.item() : tell(this);
  }

  override item(): Value {
    return this.policy === 'chainable' ? this : fail(this);
  }

  override iterate(): readonly Value[] {
    return this.policy === 'strict' ? fail(this) : [];
  }

  override length(): number {
    return this.policy === 'strict' ? fail(this) : 0;
  }

  override isTrue(): boolean {
    return this.policy === 'strict' ? fail(this) : false;
  }

  override contains(): boolean {
    return this.policy === 'strict' ? fail(this) : false;
  }

  override str(): string {
    if (this.policy === 'strict') return fail(this);
    return this.policy === 'debug' ? printMissing(this.missing) : '';
  }

  override repr(): string {
    return 'Undefined';
  }

  override call(): never {
    return fail(this);
  }
}

/** The attributes that tell what an undefined value stands for; every policy bears that they are asked. */
const FACTS: ReadonlyMap<string, (value: Undefined) => Value> = new Map<string, (value: Undefined) => Value>([
  ['_undefined_name', ({ missing: { name = null } }) => name],
  ['_undefined_obj', ({ missing: { of = MISSING } }) => of],
  ['_undefined_hint', ({ missing: { hint = null } }) => hint],
  ['_undefined_message', messageOf],
]);

/** What the error says when the value is used. */
export function messageOf({ missing }: Undefined): string {
  const { name = null, of, hint } = missing;
  if (hint !== undefined && hint !== '') return hint;
  if (of === undefined) return `${shownOf(name)} is undefined`;
  const owner = describeType(of);
  return typeof name === 'string' || name instanceof Markup
    ? `${shownOf(owner)} has no attribute ${shownOf(name)}`
    : `${owner} has no element ${shownOf(name)}`;
}

export function fail(missing: Undefined): never {
  return raise('UndefinedError', messageOf(missing), mistakeOf(missing.missing));
}

function mistakeOf({ name, of, hint, mistake }: Missing): Mistake | undefined {
  if (mistake !== undefined || typeof name !== 'string') return mistake;
  if (of === undefined) return hint === undefined ? { sought: 'name', name } : undefined;
  return attributeMistake(of, name);
}

/** Raises for an undefined value what Python's own functions meet when they do anything with it. */
export function checkDefined(value: Value | undefined): void {
  if (value instanceof Undefined) fail(value);
}

/** What `DebugUndefined` leaves in the place of the value. */
function printMissing({ name = null, of, hint }: Missing): string {
  if (hint !== undefined && hint !== '') return `{{ undefined value printed: ${hint} }}`;
  if (of === undefined) return `{{ ${typeof name === 'string' ? name : shownOf(name)} }}`;
  return `{{ no such element: ${describeType(of)}[${shownOf(name)}] }}`;
}
