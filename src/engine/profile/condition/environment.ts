import { compareCodePoints } from '../../diag/index.js';

/** What header conditions can ask about. Always given by the caller: the engine never looks at its own machine. */
export interface ConditionEnvironment {
  /** Version of the Python that profiles are written for; SlapOS releases build their own. */
  readonly python: readonly [major: number, minor: number, micro: number];
  readonly implementation: 'cpython' | 'pypy';
  /** As `sys.platform` says it: `linux`, `darwin`, `win32`, `cygwin`, `sunos5`. */
  readonly sysPlatform: string;
  /** `posix` or `nt`. */
  readonly osName: string;
  /** As `uname` says it: `Linux`, `x86_64`, the kernel's release and version. */
  readonly system: string;
  readonly machine: string;
  readonly release: string;
  readonly version: string;
  readonly node: string;
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** Environment variables that conditions may read. */
  readonly variables: ReadonlyMap<string, string>;
  /** By section: whether conditions hold that cannot be decided. */
  readonly assumed: ReadonlyMap<string, boolean>;
}

/** A Linux machine of the most common kind and Python 3.11: the base for what a caller knows better. */
export const DEFAULT_ENVIRONMENT: ConditionEnvironment = {
  python: [3, 11, 0],
  implementation: 'cpython',
  sysPlatform: 'linux',
  osName: 'posix',
  system: 'Linux',
  machine: 'x86_64',
  release: '',
  version: '',
  node: '',
  bits: 64,
  littleEndian: true,
  variables: new Map(),
  assumed: new Map(),
};

/** The answers as texts, by the names that conditions use; values of variables are left out, they may be secrets. */
export function conditionFacts(environment: ConditionEnvironment): Readonly<Record<string, string>> {
  const assumed = [...environment.assumed].sort(([a], [b]) => compareCodePoints(a, b));
  return {
    python: environment.python.join('.'),
    implementation: environment.implementation,
    'sys.platform': environment.sysPlatform,
    'os.name': environment.osName,
    'platform.system': environment.system,
    'platform.machine': environment.machine,
    'platform.release': environment.release,
    bits: String(environment.bits),
    ...Object.fromEntries(assumed.map(([section, holds]) => [`[${section}]`, String(holds)])),
  };
}

const MINORS = [24, 25, 26, 27, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 310, 311, 312, 313, 314, 315];

/** The flags of spec section 3, by name. */
export function conditionFlags(environment: ConditionEnvironment): ReadonlyMap<string, boolean> {
  const { python, implementation, sysPlatform, osName, bits, littleEndian } = environment;
  const version = `${python[0]}${python[1]}`;
  return new Map([
    ['python2', python[0] === 2],
    ['python3', python[0] === 3],
    ...MINORS.map((minor) => [`python${minor}`, `${minor}` === version] as const),
    ['cpython', implementation === 'cpython'],
    ['pypy', implementation === 'pypy'],
    ['jython', false],
    ['ironpython', false],
    ['linux', sysPlatform.includes('linux')],
    ['windows', sysPlatform.includes('win32')],
    ['cygwin', sysPlatform.includes('cygwin')],
    ['solaris', sysPlatform.includes('sunos')],
    ['macosx', sysPlatform.includes('darwin')],
    ['posix', osName.includes('posix')],
    ['bits32', bits === 32],
    ['bits64', bits === 64],
    ['little_endian', littleEndian],
    ['big_endian', !littleEndian],
  ]);
}
