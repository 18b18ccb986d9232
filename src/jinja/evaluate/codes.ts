import type { SyntaxFailureKind } from '../syntax/index.js';
import type { RaisedKind } from '../values/raised.js';
import type { CompileStopKind } from './compile/unit.js';

export type FailureKind = RaisedKind | SyntaxFailureKind | CompileStopKind;

/** How people are told of a kind of failure. */
export interface KindFacts {
  /** Stable: what scripts rely on; docs/failures.md tells what each means. */
  readonly code: string;
  /** What Python calls the exception; absent where the message says all. */
  readonly exception?: string;
}

const SYNTAX: KindFacts = { code: 'template-syntax' };
const UNDEFINED: KindFacts = { code: 'template-undefined' };
const NOT_FOUND: KindFacts = { code: 'template-not-found' };
const LIMIT: KindFacts = { code: 'template-limit' };
const RUNTIME: KindFacts = { code: 'template-runtime' };

function type(exception: string): KindFacts {
  return { code: 'template-type', exception };
}

function value(exception: string): KindFacts {
  return { code: 'template-value', exception };
}

function lookup(exception: string): KindFacts {
  return { code: 'template-lookup', exception };
}

function number(exception: string): KindFacts {
  return { code: 'template-number', exception };
}

function runtime(exception: string): KindFacts {
  return { code: 'template-runtime', exception };
}

export const KINDS: Readonly<Record<FailureKind, KindFacts>> = {
  AddrFormatError: value('netaddr.AddrFormatError'),
  ArithmeticError: number('ArithmeticError'),
  AssertionError: runtime('AssertionError'),
  AttributeError: lookup('AttributeError'),
  Error: value('binascii.Error'),
  FilterArgumentError: type('FilterArgumentError'),
  ImportError: runtime('ImportError'),
  IndexError: lookup('IndexError'),
  JSONDecodeError: value('JSONDecodeError'),
  KeyError: lookup('KeyError'),
  LimitError: LIMIT,
  LookupError: lookup('LookupError'),
  MemoryError: { ...LIMIT, exception: 'MemoryError' },
  NameError: runtime('NameError'),
  OverflowError: number('OverflowError'),
  RecursionError: { ...LIMIT, exception: 'RecursionError' },
  RuntimeError: runtime('RuntimeError'),
  SecurityError: runtime('SecurityError'),
  StopIteration: runtime('StopIteration'),
  SyntaxError: SYNTAX,
  TemplateAssertionError: SYNTAX,
  TemplateNotFound: NOT_FOUND,
  TemplateRuntimeError: RUNTIME,
  TemplateSyntaxError: SYNTAX,
  TemplatesNotFound: NOT_FOUND,
  TypeError: type('TypeError'),
  UndefinedError: UNDEFINED,
  UnicodeDecodeError: value('UnicodeDecodeError'),
  UnicodeEncodeError: value('UnicodeEncodeError'),
  ValueError: value('ValueError'),
  ZeroDivisionError: number('ZeroDivisionError'),
  error: value('re.error'),
};
