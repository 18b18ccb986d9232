export { classOf, type CodePointClass } from './code-point-class.js';
export { dictOf, setOf } from './collections.js';
export { HEXADECIMAL_ESCAPES, SIMPLE_ESCAPES } from './escape.js';
export { mapStrings, typedFrom, type JsonValue } from './json.js';
export { dumps, loads, TYPED_PREFIX } from './option-text.js';
export { parseLiteral, type LiteralProblem, type Parsed } from './parse.js';
export { printFloat, printLiteral, printString } from './print.js';
export { isPrintable } from './printable.js';
export {
  tupleOf,
  type DictEntry,
  type KeyTuple,
  type TypedDict,
  type TypedKey,
  type TypedSet,
  type TypedTuple,
  type TypedValue,
} from './value.js';
