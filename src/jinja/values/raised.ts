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
 * rendering, whose entry makes a failure of it: the one place where it is caught for good.
 */
export class Raised extends Error {
  override readonly name = 'Raised';

  readonly kind: RaisedKind;

  /** `message`: what `str(exception)` is in Python 3.11, where Python has the case. */
  constructor(kind: RaisedKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function raise(kind: RaisedKind, message: string): never {
  throw new Raised(kind, message);
}
