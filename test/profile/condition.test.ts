import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT, makeConditions, type ConditionEnvironment } from '../../src/engine/profile/index.js';

const environment: ConditionEnvironment = {
  ...DEFAULT_ENVIRONMENT,
  python: [3, 11, 7],
  release: '5.10.0-23-amd64',
  variables: new Map([['FLAG', 'on']]),
};
const { decide } = makeConditions(environment);

describe('conditions that hold', () => {
  test.each([
    'linux',
    'posix and not cygwin',
    'python3 and python311 and cpython',
    'bits64 and little_endian',
    'linux and platform.machine() == "x86_64"',
    "platform.system() == 'Linux'",
    'sys.version_info >= (3, 8)',
    'sys.version_info < (3, 12) and sys.version_info[0] == 3',
    'sys.version_info.major == 3',
    '(3, 8) <= sys.version_info < (4,)',
    'sys.maxsize > 2 ** 32',
    "sys.platform in ('linux', 'linux2')",
    "sys.platform.startswith('lin')",
    "os.environ.get('FLAG') == 'on'",
    "os.environ.get('NONE', 'x') == 'x'",
    "'FLAG' in os.environ and os.environ['FLAG'] != ''",
    "os.name == 'posix'",
    "'\\x23' == chr(35)",
    "'a' 'b' == 'ab'",
    'not (1 == 2) and True',
    '1',
    "'x'",
    'linux or open',
    'None is None',
    "python_version >= '3.8'",
    "python_version < '3.12' and sys_platform == 'linux'",
    "'lin' in sys_platform",
    "platform_system == 'Windows' or (os_name == 'posix' and implementation_name == 'cpython')",
    "python_full_version == '3.11.*'",
    "python_version ~= '3.10'",
    "platform_machine != 'arm64'",
    "sys.platform == 'linux'",
    'sys.version_info[:2] >= (3, 8)',
    'sys.version_info[1:3] == (11, 7)',
    '[1, 2, 3][-2:] == [2, 3]',
    "'abc'[:-1] == 'ab' and 'abc'[7:] == ''",
  ])('%s', (condition) => {
    expect(decide(condition)).toBe(true);
  });
});

describe('conditions that do not hold', () => {
  test.each([
    'windows',
    'python2',
    'bits32 or big_endian',
    'sys.version_info < (3, 7)',
    "python_version < '3.2'",
    "python_version > '3.9' and sys_platform == 'win32'",
    "'x' not in 'xyz'",
    "os.environ.get('NONE')",
    "''",
    '0',
    '()',
    'not linux and open',
    '[1] == (1,)',
  ])('%s', (condition) => {
    expect(decide(condition)).toBe(false);
  });
});

test('the environment decides, not this machine', () => {
  const mac = makeConditions({
    ...environment,
    sysPlatform: 'darwin',
    system: 'Darwin',
    machine: 'arm64',
    python: [3, 9, 1],
  });
  expect(mac.decide('macosx and not linux and python39')).toBe(true);
  expect(mac.decide("platform_machine == 'arm64' and python_version == '3.9'")).toBe(true);
});

test('no condition breaks the evaluator or keeps it busy', () => {
  const piece = fc.constantFrom(
    'linux',
    '(',
    ')',
    ' and ',
    ' or ',
    'not ',
    '==',
    '<',
    '1',
    '9',
    '"a"',
    ',',
    '[',
    ']',
    '.',
    '**',
    '*',
    '-',
    'in ',
    'sys',
    'len',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const decided = decide(pieces.join(''));
      expect(typeof decided === 'boolean' || decided.message.length > 0).toBe(true);
    }),
  );
  expect(decide('9**9**9**9 > 1')).toMatchObject({ message: '`**` is not possible with these values' });
});
