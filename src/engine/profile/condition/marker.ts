import type { ConditionEnvironment } from './environment.js';
import { Problem, type Token } from './tokens.js';
import { compareVersions } from './version.js';

/**
 * Decides a PEP 508 marker (`python_version >= "3.8" and sys_platform == "linux"`). `undefined`: the tokens are no
 * marker, and Python's grammar is to be tried.
 */
export function evaluateMarker(
  tokens: readonly Token[],
  environment: ConditionEnvironment,
): boolean | Problem | undefined {
  const reader = new MarkerReader(tokens, markerVariables(environment));
  const outcome = reader.or(0);
  return outcome === undefined || !reader.isDone ? undefined : outcome;
}

type Outcome = boolean | Problem | undefined;
interface Operand {
  readonly text: string;
  readonly isVariable: boolean;
}
const OPERATORS = new Set(['<=', '<', '!=', '==', '>=', '>', '~=', '===', 'in']);
const DEEPEST = 64;

class MarkerReader {
  readonly #tokens: readonly Token[];
  readonly #variables: ReadonlyMap<string, string>;
  #at = 0;

  constructor(tokens: readonly Token[], variables: ReadonlyMap<string, string>) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  get isDone(): boolean {
    return this.#tokens[this.#at]?.kind === 'end';
  }

  or(depth: number): Outcome {
    let result = this.#and(depth);
    while (result !== undefined && this.#takes('or')) result = either(result, this.#and(depth));
    return result;
  }

  #and(depth: number): Outcome {
    let result = this.#comparison(depth);
    while (result !== undefined && this.#takes('and')) result = both(result, this.#comparison(depth));
    return result;
  }

  #comparison(depth: number): Outcome {
    if (depth < DEEPEST && this.#takes('(')) {
      const result = this.or(depth + 1);
      return this.#takes(')') ? result : undefined;
    }
    const start = this.#tokens[this.#at];
    const left = this.#operand();
    const operator = left && this.#operator();
    const right = operator === undefined ? undefined : this.#operand();
    if (left === undefined || operator === undefined || right === undefined || start === undefined) return undefined;
    if (!left.isVariable && !right.isVariable) return undefined;
    const result = compareOperands(operator, left.text, right.text);
    return result ?? new Problem(`\`${operator}\` cannot compare these values`, start);
  }

  /** A quoted string without escapes, or a variable; the old spellings have a dot. */
  #operand(): Operand | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'string') {
      this.#at++;
      const text = unescapeHeader(token.text.slice(1, -1));
      return text.includes('\\') ? undefined : { text, isVariable: false };
    }
    if (token?.kind !== 'name') return undefined;
    const isDotted = this.#tokens[this.#at + 1]?.text === '.';
    const name = isDotted ? `${token.text}.${this.#tokens[this.#at + 2]?.text ?? ''}` : token.text;
    this.#at += isDotted ? 3 : 1;
    const text = this.#variables.get(name);
    return text === undefined ? undefined : { text, isVariable: true };
  }

  #operator(): string | undefined {
    if (this.#tokens[this.#at]?.text === 'not' && this.#tokens[this.#at + 1]?.text === 'in') {
      this.#at += 2;
      return 'not in';
    }
    const text = this.#tokens[this.#at]?.text ?? '';
    if (!OPERATORS.has(text)) return undefined;
    this.#at++;
    return text;
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.text !== text || token.kind === 'string') return false;
    this.#at++;
    return true;
  }
}

/** `#` and `;` would end the header, so they are written `\\x23` and `\\x3b` in it. */
function unescapeHeader(text: string): string {
  return text.replaceAll('\\x23', '#').replaceAll('\\x3b', ';');
}

/** A marker is decided as a whole, so a problem anywhere counts. */
function either(left: Outcome, right: Outcome): Outcome {
  if (right === undefined) return undefined;
  if (left instanceof Problem) return left;
  return right instanceof Problem ? right : left === true || right;
}

function both(left: Outcome, right: Outcome): Outcome {
  if (right === undefined) return undefined;
  if (left instanceof Problem) return left;
  return right instanceof Problem ? right : left === true && right;
}

function compareOperands(operator: string, left: string, right: string): boolean | undefined {
  if (operator === 'in') return right.includes(left);
  if (operator === 'not in') return !right.includes(left);
  const ofVersions = compareVersions(operator, left, right);
  if (ofVersions !== undefined) return ofVersions;
  switch (operator) {
    case '==':
    case '===':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

function markerVariables(environment: ConditionEnvironment): ReadonlyMap<string, string> {
  const { python, implementation, sysPlatform, osName, system, machine, release, version } = environment;
  const full = python.join('.');
  const pythonImplementation = implementation === 'pypy' ? 'PyPy' : 'CPython';
  return new Map([
    ['python_version', `${python[0]}.${python[1]}`],
    ['python_full_version', full],
    ['implementation_name', implementation],
    ['implementation_version', full],
    ['platform_python_implementation', pythonImplementation],
    ['platform.python_implementation', pythonImplementation],
    ['python_implementation', pythonImplementation],
    ['os_name', osName],
    ['os.name', osName],
    ['sys_platform', sysPlatform],
    ['sys.platform', sysPlatform],
    ['platform_system', system],
    ['platform_machine', machine],
    ['platform.machine', machine],
    ['platform_release', release],
    ['platform_version', version],
    ['platform.version', version],
    ['extra', ''],
  ]);
}
