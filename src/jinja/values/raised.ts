import type { Mistake } from './mistake.js';

/**
 * The Python exceptions that a rendering can end with, and `LimitError`, which is ours. `error` is that of `re`, `Error`
 * that of `binascii`, `AddrFormatError` that of `netaddr`.
 */
export type RaisedKind =
  | 'AddrFormatError'
  | 'ArithmeticError'
  | 'AssertionError'
  | 'AttributeError'
  | 'Error'
  | 'FilterArgumentError'
  | 'ImportError'
  | 'IndexError'
  | 'JSONDecodeError'
  | 'KeyError'
  | 'LimitError'
  | 'LookupError'
  | 'MemoryError'
  | 'NameError'
  | 'OverflowError'
  | 'RecursionError'
  | 'RuntimeError'
  | 'SecurityError'
  | 'StopIteration'
  | 'TemplateAssertionError'
  | 'TemplateNotFound'
  | 'TemplateRuntimeError'
  | 'TemplateSyntaxError'
  | 'TemplatesNotFound'
  | 'TypeError'
  | 'UndefinedError'
  | 'UnicodeDecodeError'
  | 'UnicodeEncodeError'
  | 'ValueError'
  | 'ZeroDivisionError'
  | 'error';

/**
 * A Python exception on its way. Templates cannot catch one (only some filters and `ignore missing` do), so it leaves the
 * rendering, whose entry makes a failure of it: the one place where it is caught for good. It is no `Error`: some filters
 * catch one for each of many items, and to trace the stack, which nobody reads, takes longer than all else.
 */
export class Raised {
  readonly kind: RaisedKind;
  readonly message: string;
  readonly mistake: Mistake | undefined;

  /** `message`: what `str(exception)` is in Python 3.11, where Python has the case. */
  constructor(kind: RaisedKind, message: string, mistake?: Mistake) {
    this.kind = kind;
    this.message = message;
    this.mistake = mistake;
  }
}

export function raise(kind: RaisedKind, message: string, mistake?: Mistake): never {
  return throwRaised(new Raised(kind, message, mistake));
}

/** For a `Raised` that carries more, or that was made elsewhere. */
export function throwRaised(raised: Raised): never {
  // oxlint-disable-next-line typescript/only-throw-error -- see above: an error of the template, never a bug
  throw raised;
}
