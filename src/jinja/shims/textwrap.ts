import { missingAttribute } from '../types/missing-attribute.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import { checkDefined } from '../values/undefined.js';
import type { Module, Value } from '../values/value.js';
import { moduleOf, python } from './module.js';
import type { Given } from '../calls/signature.js';
import { textIn } from '../values/text-in.js';

/** `textwrap.dedent`: what all lines begin with; lines of spaces alone count for nothing and become empty. */
function dedent([value = null]: Given, host: Host): Value {
  const text = textIn(value) ?? raise('TypeError', `expected string or bytes-like object, got '${typeNameOf(value)}'`);
  host.spend(text.length);
  const lines = text.split('\n').map((line) => (/^[ \t]+$/.test(line) ? '' : line));
  let margin: string | undefined;
  for (const line of lines) {
    if (line === '') continue;
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    margin = margin === undefined ? own : shared(margin, own);
  }
  const length = margin?.length ?? 0;
  return lines.map((line) => line.slice(length)).join('\n');
}

function shared(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left.charAt(length) === right.charAt(length)) length++;
  return left.slice(0, length);
}

function indent([value = null, given = null, predicate = null]: Given, host: Host): Value {
  const text = textIn(value) ?? missingAttribute(value, 'splitlines');
  const prefix = textIn(given);
  host.spend(text.length);
  let result = '';
  for (const line of linesOf(text)) {
    const wanted = predicate === null ? line.trim() !== '' : isTrue(host.call(predicate, [line]));
    if (wanted && prefix === undefined) cannotAdd(given);
    result += wanted ? `${prefix}${line}` : line;
    host.reserve(result.length);
  }
  return result;
}

function cannotAdd(value: Value): never {
  checkDefined(value);
  return raise('TypeError', `unsupported operand type(s) for +: '${typeNameOf(value)}' and 'str'`);
}

/** `text.splitlines(True)`. */
function linesOf(text: string): readonly string[] {
  return text.match(LINES) ?? [];
}

const LINES =
  // oxlint-disable-next-line no-control-regex -- control characters are what is meant
  /[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029])|[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]+/g;

export const textwrap: Module = moduleOf('textwrap', [
  python('dedent', 'text', dedent),
  python('indent', 'text, prefix, predicate?', indent),
]);
