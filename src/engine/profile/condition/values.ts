import { compareCodePoints } from '../../diag/index.js';

/** What a condition computes with: Python's strings, integers, truth values, `None` and tuples, and what modules hold. */
export type Value = string | bigint | boolean | null | Tuple | Members | Callable;

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
  /** It is a list, which equals no tuple. */
  readonly isList?: true;
  /** Names of items, as `sys.version_info.major` asks for them. */
  readonly members?: ReadonlyMap<string, Value>;
}

/** A module, or a mapping such as `os.environ`, whose keys are `items`. */
export interface Members {
  readonly kind: 'members';
  readonly members: ReadonlyMap<string, Value>;
  readonly items?: ReadonlyMap<string, string>;
}

/** `undefined`: not callable with these values. */
export interface Callable {
  readonly kind: 'callable';
  call(...values: readonly Value[]): Value | undefined;
}

export function tuple(...items: readonly Value[]): Tuple {
  return { kind: 'tuple', items };
}

export function list(...items: readonly Value[]): Tuple {
  return { kind: 'tuple', items, isList: true };
}

export function callable(call: Callable['call']): Callable {
  return { kind: 'callable', call };
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'boolean' || value === null) return value === true;
  return value.kind !== 'tuple' || value.items.length > 0;
}

/** The result of a comparison; `undefined` when Python refuses it. */
export function compare(operator: string, left: Value, right: Value): boolean | undefined {
  switch (operator) {
    case '==':
    case 'is':
      return isEqual(left, right);
    case '!=':
    case 'is not':
      return !isEqual(left, right);
    case 'in':
      return contains(right, left);
    case 'not in': {
      const found = contains(right, left);
      return found === undefined ? undefined : !found;
    }
    default:
      return isOrdered(operator, order(left, right));
  }
}

function isOrdered(operator: string, sign: number | undefined): boolean | undefined {
  if (sign === undefined) return undefined;
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

function isEqual(left: Value, right: Value): boolean {
  if (isTuple(left) && isTuple(right)) {
    return (
      left.isList === right.isList &&
      left.items.length === right.items.length &&
      left.items.every((item, at) => isEqual(item, right.items[at] ?? null))
    );
  }
  return plain(left) === plain(right);
}

function order(left: Value, right: Value): number | undefined {
  if (isTuple(left) && isTuple(right))
    return left.isList === right.isList ? orderOfTuples(left.items, right.items) : undefined;
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : Number(a > b);
  return undefined;
}

function orderOfTuples(left: readonly Value[], right: readonly Value[]): number | undefined {
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (!isEqual(item, other)) return order(item, other);
  }
  return left.length - right.length;
}

function contains(container: Value, item: Value): boolean | undefined {
  if (isTuple(container)) return container.items.some((member) => isEqual(member, item));
  if (typeof container === 'string') return typeof item === 'string' ? container.includes(item) : undefined;
  if (typeof container !== 'object' || container?.kind !== 'members') return undefined;
  return container.items === undefined || typeof item !== 'string' ? undefined : container.items.has(item);
}

function isTuple(value: Value): value is Tuple {
  return typeof value === 'object' && value?.kind === 'tuple';
}

/** True equals one, as in Python. */
function plain(value: Value): Value {
  return typeof value === 'boolean' ? BigInt(value) : value;
}
