import { textIn } from '../values/text-in.js';
import { add, multiply } from '../values/arithmetic.js';
import type { Host } from '../values/host.js';
import { listOf } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import { Undefined } from '../values/undefined.js';
import { Bytes, Markup, Tuple, type Value } from '../values/value.js';
import { defineFilter } from './define.js';
import { methodOf } from './method.js';

/** The first line and blank lines stay where they are unless it is asked for. */
export const indent = defineFilter(
  { name: 'do_indent', parameters: [['s'], ['width', 4], ['first', false], ['blank', false]] },
  ([text, width, first, blank], context) => {
    const given = textIn(width) === undefined ? multiply(' ', width, context) : width;
    const isSafe = text instanceof Markup;
    const indention = isSafe ? new Markup(strOf(given, context)) : given;
    const newline = isSafe ? new Markup('\n') : '\n';
    const lines = linesOf(text, newline, context);
    const indents = { indention, newline, blank: isTrue(blank), first: isTrue(first) };
    if (!isSafe && typeof indention !== 'string') return indentMixed(lines, indents, context);
    const plain = indentPlain(
      lines.map((line) => textIn(line) ?? ''),
      indents,
      context,
    );
    return isSafe ? new Markup(plain) : plain;
  },
);

interface Indents {
  readonly indention: Value;
  readonly newline: string | Markup;
  /** Whether blank lines, and whether the first line, are moved too. */
  readonly blank: boolean;
  readonly first: boolean;
}

/** What Python's `text += newline` and then `splitlines` make of it. */
function linesOf(text: Value, newline: string | Markup, host: Host): readonly Value[] {
  const knowsAdd =
    textIn(text) !== undefined || text instanceof Tuple || text instanceof Bytes || text instanceof Undefined;
  if (!knowsAdd && !Array.isArray(text)) {
    raise('TypeError', `unsupported operand type(s) for +=: '${typeNameOf(text)}' and 'str'`);
  }
  const whole = Array.isArray(text) ? text : add(text, newline, host);
  return listOf(methodOf(whole, 'splitlines', host)(), host);
}

/** Of a text and an indention that are both markup, or neither. */
function indentPlain(lines: readonly string[], { indention, blank, first }: Indents, host: Host): string {
  const before = textIn(indention) ?? '';
  host.spend(lines.length);
  let size = lines.length;
  for (const line of lines) size += line.length + before.length;
  host.reserve(size);
  return lines.map((line, at) => ((at === 0 ? first : blank || line !== '') ? before + line : line)).join('\n');
}

/** Of a text that is none and an indention that is markup: some of the text is escaped, as Python's operations go. */
function indentMixed(lines: readonly Value[], { indention, newline, blank, first }: Indents, host: Host): Value {
  const [head = '', ...rest] = lines;
  let body = head;
  if (blank) {
    body = methodOf(add(newline, indention, host), 'join', host)([...lines]);
  } else if (rest.length > 0) {
    const moved = rest.map((line) => (isTrue(line) ? add(indention, line, host) : line));
    body = add(add(body, newline, host), methodOf(newline, 'join', host)(moved), host);
  }
  return first ? add(indention, body, host) : body;
}
