import { HostObject } from '../../../src/jinja/values/host-object.js';
import type { Host } from '../../../src/jinja/values/host.js';
import { isTrue } from '../../../src/jinja/values/truth.js';
import { strOf } from '../../../src/jinja/values/text.js';
import { Unhosted } from '../../../src/jinja/values/unhosted.js';
import type { Value } from '../../../src/jinja/values/value.js';

/** What is asked of an object that lives in Python. */
export interface Question {
  readonly op: string;
  readonly of: number;
  readonly positional?: readonly Value[];
  readonly named?: ReadonlyMap<string, Value>;
  readonly host?: Host;
}

/** Python at the other end. */
export interface Python {
  /** `undefined` for an attribute that there is not, and for `NotImplemented`. */
  ask(question: Question): Value | undefined;
  /** The items of an object, as they are asked for. */
  itemsOf(of: number, host: Host): Iterable<Value>;
}

/** An object of Python's as a value; it has the methods that its class has. */
export class PythonObject extends HostObject {
  readonly typeName: string;
  override readonly moduleName: string;
  readonly id: number;
  readonly #python: Python;

  constructor({ id, typeName, moduleName, can }: PythonFacts, python: Python) {
    super();
    this.id = id;
    this.typeName = typeName;
    this.moduleName = moduleName;
    this.#python = python;
    for (const ability of can) ABILITIES[ability]?.(this, python);
  }

  override attribute(name: string, host: Host): Value | undefined {
    return this.#python.ask({ op: 'attribute', of: this.id, positional: [name], host });
  }

  override str(host: Host): string {
    return strOf(answerOf(this.#python, { op: 'str', of: this.id, host }), host);
  }

  override repr(host: Host): string {
    return strOf(answerOf(this.#python, { op: 'repr', of: this.id, host }), host);
  }
}

export interface PythonFacts {
  readonly id: number;
  readonly typeName: string;
  readonly moduleName: string;
  readonly can: readonly string[];
}

function answerOf(python: Python, question: Question): Value {
  return python.ask(question) ?? null;
}

type Give = (to: PythonObject, python: Python) => void;

/** What a class may have besides attributes and a text; the names are those that Python's side tells. */
const ABILITIES: Readonly<Record<string, Give>> = {
  call: (to, python) => {
    to.call = (positional, named, host) => answerOf(python, { op: 'call', of: to.id, positional, named, host });
  },
  item: (to, python) => {
    to.item = (key, host) => answerOf(python, { op: 'item', of: to.id, positional: [key], host });
    to.slice = ({ start, stop, step }, host) =>
      answerOf(python, { op: 'slice', of: to.id, positional: [start, stop, step], host });
  },
  iterate: (to, python) => {
    to.iterate = (host) => python.itemsOf(to.id, host);
  },
  length: (to, python) => {
    to.length = (host) => Number(answerOf(python, { op: 'length', of: to.id, host }));
  },
  truth: (to, python) => {
    to.isTrue = () => isTrue(answerOf(python, { op: 'truth', of: to.id }));
  },
  contains: (to, python) => {
    to.contains = (item, host) => isTrue(answerOf(python, { op: 'contains', of: to.id, positional: [item], host }));
  },
  integer: (to, python) => {
    to.integer = () => {
      const number = python.ask({ op: 'integer', of: to.id });
      return typeof number === 'bigint' ? number : Number(number);
    };
  },
  equals: (to, python) => {
    to.equals = (other, host) => isTrue(answerOf(python, { op: 'equals', of: to.id, positional: [other], host }));
  },
  key: (to, python) => {
    to.key = () => strOf(answerOf(python, { op: 'key', of: to.id }), new Unhosted());
  },
  compare: (to, python) => {
    to.compare = (operator, other, host) => {
      const answer = python.ask({ op: 'compare', of: to.id, positional: [operator, other], host });
      return answer === undefined ? undefined : isTrue(answer);
    };
  },
  operate: (to, python) => {
    to.operate = (operator, other, { reflected, host }) =>
      python.ask({ op: 'operate', of: to.id, positional: [operator, other, reflected], host });
  },
  html: (to, python) => {
    to.html = (host) => strOf(answerOf(python, { op: 'html', of: to.id, host }), host);
  },
};
