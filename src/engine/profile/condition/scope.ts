import { conditionFlags, type ConditionEnvironment } from './environment.js';
import { callable, tuple, type Members, type Tuple, type Value } from './values.js';

/** The names that a condition can use, as spec section 3 lists them. */
export function makeScope(environment: ConditionEnvironment): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ...conditionFlags(environment),
    ['True', true],
    ['False', false],
    ['None', null],
    ['sys', sysModule(environment)],
    ['os', osModule(environment)],
    ['platform', platformModule(environment)],
    [
      'chr',
      callable((code) =>
        typeof code === 'bigint' && code >= 0n && code < 0x11_0000n ? String.fromCodePoint(Number(code)) : undefined,
      ),
    ],
    [
      'ord',
      callable((char) =>
        typeof char === 'string' && [...char].length === 1 ? BigInt(char.codePointAt(0) ?? 0) : undefined,
      ),
    ],
    ['len', callable(lengthOf)],
    ['int', callable(toInteger)],
    [
      'str',
      callable((value) => (typeof value === 'bigint' ? `${value}` : typeof value === 'string' ? value : undefined)),
    ],
  ]);
}

/** Attributes of values that are no modules: methods of strings, named items of tuples. */
export function attributeOf(value: Value, name: string): Value | undefined {
  if (typeof value === 'string') return stringMethod(value, name);
  if (typeof value !== 'object' || value === null || value.kind === 'callable') return undefined;
  return value.members?.get(name);
}

function module(entries: Readonly<Record<string, Value>>): Members {
  return { kind: 'members', members: new Map(Object.entries(entries)) };
}

function sysModule({ python, implementation, sysPlatform, bits, littleEndian }: ConditionEnvironment): Members {
  return module({
    version_info: versionInfo(python),
    platform: sysPlatform,
    byteorder: littleEndian ? 'little' : 'big',
    maxsize: 2n ** BigInt(bits - 1) - 1n,
    version: python.join('.'),
    implementation: module({ name: implementation }),
  });
}

function versionInfo(python: ConditionEnvironment['python']): Tuple {
  const [major, minor, micro] = [BigInt(python[0]), BigInt(python[1]), BigInt(python[2])];
  const members: Record<string, Value> = { major, minor, micro, releaselevel: 'final', serial: 0n };
  return { ...tuple(major, minor, micro, 'final', 0n), members: new Map(Object.entries(members)) };
}

function osModule({ osName, variables }: ConditionEnvironment): Members {
  const get = callable((name, fallback = null) =>
    typeof name === 'string' ? (variables.get(name) ?? fallback) : undefined,
  );
  const environ: Members = { kind: 'members', members: new Map([['get', get]]), items: variables };
  return module({ name: osName, environ, getenv: get, sep: osName === 'nt' ? '\\' : '/' });
}

function platformModule(environment: ConditionEnvironment): Members {
  const { python, implementation, system, machine, release, version, node, bits } = environment;
  const answers: Record<string, Value> = {
    system,
    machine,
    release,
    version,
    node,
    processor: '',
    python_version: python.join('.'),
    python_implementation: implementation === 'pypy' ? 'PyPy' : 'CPython',
    python_version_tuple: tuple(...python.map(String)),
    architecture: tuple(`${bits}bit`, 'ELF'),
  };
  return module(Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, callable(() => answer)])));
}

function stringMethod(text: string, name: string): Value | undefined {
  switch (name) {
    case 'startswith':
      return callable((start) => (typeof start === 'string' ? text.startsWith(start) : undefined));
    case 'endswith':
      return callable((end) => (typeof end === 'string' ? text.endsWith(end) : undefined));
    case 'lower':
      return callable(() => text.toLowerCase());
    case 'upper':
      return callable(() => text.toUpperCase());
    case 'strip':
      return callable((...values) => (values.length === 0 ? text.trim() : undefined));
    case 'split':
      return callable((by) => (typeof by === 'string' && by !== '' ? tuple(...text.split(by)) : undefined));
    default:
      return undefined;
  }
}

function lengthOf(value: Value | undefined): Value | undefined {
  if (typeof value === 'string') return BigInt([...value].length);
  return typeof value === 'object' && value?.kind === 'tuple' ? BigInt(value.items.length) : undefined;
}

function toInteger(value: Value | undefined): Value | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'string' && /^\s*[+-]?\d{1,40}\s*$/u.test(value) ? BigInt(value.trim()) : undefined;
}
