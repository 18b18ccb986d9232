import { builtins } from '../../src/jinja/types/builtins.js';
import { parseLiteral, type TypedValue } from '../../src/engine/literal/index.js';
import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  power,
  subtract,
} from '../../src/jinja/values/arithmetic.js';
import { attributeOf } from '../../src/jinja/values/attributes.js';
import { contains } from '../../src/jinja/values/contains.js';
import { Dict } from '../../src/jinja/values/dict.js';
import { equals } from '../../src/jinja/values/equal.js';
import { HostObject } from '../../src/jinja/values/host-object.js';
import type { Host } from '../../src/jinja/values/host.js';
import { intOf } from '../../src/jinja/values/int.js';
import { listOf } from '../../src/jinja/values/iterate.js';
import { compare } from '../../src/jinja/values/order.js';
import { raise, Raised } from '../../src/jinja/values/raised.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { itemOf, sliceOf } from '../../src/jinja/values/subscript.js';
import { reprOf } from '../../src/jinja/values/text.js';
import { isTrue } from '../../src/jinja/values/truth.js';
import { typeNameOf } from '../../src/jinja/values/type-name.js';
import { Bytes, Callable, Float, Tuple, type Value } from '../../src/jinja/values/value.js';

/**
 * A small reader of Python expressions, so that the modules are tested by the same text that the oracle evaluates:
 * literals, names, calls, attributes, subscripts, `lambda`, the operators. It is no part of the engine.
 */
function evaluate(text: string, names: ReadonlyMap<string, Value>, limit = 5_000_000): Value {
  const host = hostWith(limit);
  const reader = new Reader(text, host);
  return reader.whole()(new Map<string, Value>([...builtins, ...names]));
}

export function hostWith(limit: number): Host {
  let left = limit;
  const host: Host = {
    autoescape: false,
    spend(steps) {
      left -= steps;
      if (left < 0) raise('LimitError', 'too many steps');
    },
    reserve(size) {
      if (size > limit) raise('LimitError', 'too large');
    },
    call(callee, positional, named = new Map()) {
      if (callee instanceof Callable) return callee.run({ positional, named }, host);
      if (callee instanceof HostObject && callee.call !== undefined) return callee.call(positional, named, host);
      return raise('TypeError', `'${typeNameOf(callee)}' object is not callable`);
    },
    undefined() {
      return null;
    },
  };
  return host;
}

/** What the oracle says of an expression. */
export type Outcome = { readonly repr: string } | { readonly kind: string; readonly message: string };

export function outcomeOf(text: string, names: ReadonlyMap<string, Value>, limit?: number): Outcome {
  try {
    return { repr: reprOf(evaluate(text, names, limit), hostWith(5_000_000)) };
  } catch (error) {
    if (error instanceof Raised) return { kind: error.kind, message: error.message };
    throw error;
  }
}

type Names = ReadonlyMap<string, Value>;
type Thunk = (names: Names) => Value;

const TOKEN =
  /\s*(?:(\d+\.\d*(?:e[+-]?\d+)?|\d+e[+-]?\d+|0[xX][0-9a-fA-F]+|\d+)|([rb]*(?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"))|([A-Za-z_]\w*)|(\*\*|\/\/|==|!=|<=|>=|[-+*/%<>()[\]{},:.=]))/y;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'mark' | 'end';
  readonly text: string;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #host: Host;
  #at = 0;

  constructor(text: string, host: Host) {
    this.#tokens = tokensOf(text);
    this.#host = host;
  }

  whole(): Thunk {
    const thunk = this.#expression();
    if (this.#peek().kind !== 'end') throw new Error(`left over: ${this.#peek().text}`);
    return thunk;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #takes(text: string): boolean {
    const token = this.#peek();
    const found = token.text === text && token.kind !== 'text';
    if (found) this.#at++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#takes(text)) throw new Error(`expected ${text}, found ${this.#peek().text}`);
  }

  #expression(): Thunk {
    if (this.#takes('lambda')) return this.#lambda();
    return this.#or();
  }

  #lambda(): Thunk {
    const parameters: string[] = [];
    while (!this.#takes(':')) {
      parameters.push(this.#peek().text);
      this.#at++;
      this.#takes(',');
    }
    const body = this.#expression();
    return (names) =>
      new Callable(
        '<lambda>',
        ({ positional }) => {
          const own = parameters.map((name, at): [string, Value] => [name, positional[at] ?? null]);
          return body(new Map([...names, ...own]));
        },
        'function',
      );
  }

  #or(): Thunk {
    let left = this.#and();
    while (this.#takes('or')) {
      const [one, other] = [left, this.#and()];
      left = (names) => {
        const value = one(names);
        return isTrue(value) ? value : other(names);
      };
    }
    return left;
  }

  #and(): Thunk {
    let left = this.#not();
    while (this.#takes('and')) {
      const [one, other] = [left, this.#not()];
      left = (names) => {
        const value = one(names);
        return isTrue(value) ? other(names) : value;
      };
    }
    return left;
  }

  #not(): Thunk {
    if (!this.#takes('not')) return this.#comparison();
    const inner = this.#not();
    return (names) => !isTrue(inner(names));
  }

  #comparison(): Thunk {
    const host = this.#host;
    const left = this.#sum();
    const op = this.#peek().text;
    if (this.#takes('==') || this.#takes('!=')) {
      const right = this.#sum();
      return (names) => equals(left(names), right(names), host) === (op === '==');
    }
    if (op === '<' || op === '<=' || op === '>' || op === '>=') {
      this.#at++;
      const right = this.#sum();
      return (names) => compare[op](left(names), right(names), host);
    }
    if (this.#takes('in')) {
      const right = this.#sum();
      return (names) => {
        const item = left(names);
        return contains(right(names), item, host);
      };
    }
    return left;
  }

  #sum(): Thunk {
    return this.#binary(() => this.#product(), { '+': add, '-': subtract });
  }

  #product(): Thunk {
    return this.#binary(() => this.#unary(), { '*': multiply, '/': divide, '//': floorDivide, '%': modulo });
  }

  #binary(
    operand: () => Thunk,
    table: Readonly<Record<string, (left: Value, right: Value, host: Host) => Value>>,
  ): Thunk {
    let left = operand();
    for (;;) {
      const token = this.#peek();
      const operation = token.kind === 'mark' && Object.hasOwn(table, token.text) ? table[token.text] : undefined;
      if (operation === undefined) return left;
      this.#at++;
      const [one, other] = [left, operand()];
      left = (names) => operation(one(names), other(names), this.#host);
    }
  }

  #unary(): Thunk {
    if (this.#takes('-')) {
      const inner = this.#unary();
      return (names) => negate(inner(names), this.#host);
    }
    const base = this.#postfix();
    if (!this.#takes('**')) return base;
    const exponent = this.#unary();
    return (names) => power(base(names), exponent(names), this.#host);
  }

  #postfix(): Thunk {
    let value = this.#atom();
    for (;;) {
      if (this.#takes('.')) value = this.#attribute(value);
      else if (this.#takes('(')) value = this.#call(value);
      else if (this.#takes('[')) value = this.#subscript(value);
      else return value;
    }
  }

  #attribute(of: Thunk): Thunk {
    const name = this.#peek().text;
    this.#at++;
    return (names) => {
      const owner = of(names);
      const own = attributeOf(owner, name, this.#host);
      if (own !== undefined) return own;
      return raise('AttributeError', `'${typeNameOf(owner)}' object has no attribute '${name}'`);
    };
  }

  #call(of: Thunk): Thunk {
    const positional: { readonly thunk: Thunk; readonly spread: boolean }[] = [];
    const named: [string, Thunk][] = [];
    while (!this.#takes(')')) {
      const spread = this.#takes('*');
      const next = this.#tokens[this.#at + 1];
      if (this.#peek().kind === 'name' && next?.text === '=' && next.kind === 'mark') {
        const name = this.#peek().text;
        this.#at += 2;
        named.push([name, this.#expression()]);
      } else positional.push({ thunk: this.#expression(), spread });
      this.#takes(',');
    }
    return (names) => {
      const callee = of(names);
      const given = positional.flatMap(({ thunk, spread }) =>
        spread ? listOf(thunk(names), this.#host) : [thunk(names)],
      );
      return this.#host.call(callee, given, new Map(named.map(([name, thunk]) => [name, thunk(names)])));
    };
  }

  #subscript(of: Thunk): Thunk {
    const parts: (Thunk | undefined)[] = [];
    let colons = 0;
    while (!this.#takes(']')) {
      if (this.#takes(':')) colons++;
      else parts[colons] = this.#expression();
    }
    const [first, second, third] = parts;
    if (colons === 0) return (names) => itemOf(of(names), first?.(names) ?? null, this.#host);
    return (names) => {
      const value = of(names);
      const [start = null, stop = null, step = null] = [first?.(names), second?.(names), third?.(names)];
      return sliceOf(value, { start, stop, step }, this.#host);
    };
  }

  #atom(): Thunk {
    const token = this.#peek();
    this.#at++;
    if (token.kind === 'number' || token.kind === 'text') return this.#literal(token);
    if (token.kind === 'name') return nameThunk(token.text);
    if (token.text === '(') return this.#parenthesis();
    if (token.text === '[') {
      const items = this.#items(']');
      return (names) => items.map((item) => item(names));
    }
    if (token.text === '{') return this.#braces();
    throw new Error(`unexpected ${token.text}`);
  }

  #literal(token: Token): Thunk {
    let text = token.text;
    while (token.kind === 'text' && this.#peek().kind === 'text') {
      text += ` ${this.#peek().text}`;
      this.#at++;
    }
    const value = literalOf(text);
    return () => value;
  }

  #parenthesis(): Thunk {
    if (this.#takes(')')) return () => new Tuple([]);
    const first = this.#expression();
    if (this.#takes(')')) return first;
    this.#expect(',');
    const rest = this.#items(')');
    return (names) => new Tuple([first, ...rest].map((item) => item(names)));
  }

  #items(close: string): Thunk[] {
    const items: Thunk[] = [];
    while (!this.#takes(close)) {
      items.push(this.#expression());
      if (!this.#takes(',')) {
        this.#expect(close);
        break;
      }
    }
    return items;
  }

  #braces(): Thunk {
    const entries: [Thunk, Thunk][] = [];
    const members: Thunk[] = [];
    while (!this.#takes('}')) {
      const key = this.#expression();
      if (this.#takes(':')) entries.push([key, this.#expression()]);
      else members.push(key);
      this.#takes(',');
    }
    if (members.length > 0) return (names) => SetValue.of(members.map((member) => member(names)));
    return (names) => Dict.of(entries.map(([key, value]) => [key(names), value(names)]));
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`cannot read ${text.slice(at)}`);
    const [whole, number, string, name, mark] = match;
    at += whole.length;
    const token = number ?? string ?? name ?? mark ?? '';
    const kind = kindOf(match);
    tokens.push({ kind, text: token });
  }
  return tokens;
}

function kindOf([, number, string, name]: readonly (string | undefined)[]): Token['kind'] {
  if (number !== undefined) return 'number';
  if (string !== undefined) return 'text';
  return name === undefined ? 'mark' : 'name';
}

function nameThunk(name: string): Thunk {
  if (name === 'None') return () => null;
  if (name === 'True' || name === 'False') return () => name === 'True';
  return (names) => names.get(name) ?? raise('NameError', `name '${name}' is not defined`);
}

function literalOf(text: string): Value {
  const raw = /^(r?b|br)?r?(['"])/.exec(text);
  if (text.startsWith('r') && !text.startsWith('rb')) return text.slice(2, -1);
  if (raw?.[1] !== undefined) return new Bytes(bytesOf(text.slice(text.indexOf(raw[2] ?? '') + 1, -1)));
  const parsed = parseLiteral(text);
  if (!parsed.ok) throw new Error(`no literal: ${text}`);
  return valueOf(parsed.value);
}

function bytesOf(text: string): Uint8Array {
  const units = text.replaceAll(/\\(?:x([0-9a-f]{2})|([^]))/g, (_, digits: string | undefined, letter: string) => {
    if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
    return { n: '\n', t: '\t', r: '\r', '0': '\0' }[letter] ?? letter;
  });
  return Buffer.from(units, 'latin1');
}

function valueOf(value: TypedValue): Value {
  if (typeof value === 'bigint') return intOf(value);
  if (typeof value === 'number') return new Float(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  throw new Error('only scalars are literals here');
}
