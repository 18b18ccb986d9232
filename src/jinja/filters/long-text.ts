import { textIn } from '../values/text-in.js';
import { add, subtract } from '../values/arithmetic.js';
import { iterate, lengthOf } from '../values/iterate.js';
import { numericIn, floatIn } from '../values/number.js';
import { compare } from '../values/order.js';
import { raise } from '../values/raised.js';
import { itemOf, sliceOf } from '../values/subscript.js';
import { strOf } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import type { Value } from '../values/value.js';
import type { FilterContext } from '../evaluate/environment.js';
import { defineFilter } from './define.js';
import { methodOf } from './method.js';
import { wrapLine } from './wrap.js';

/** Jinja's policy `truncate.leeway`. */
const LEEWAY = 5;

export const truncate = defineFilter(
  {
    name: 'do_truncate',
    passes: 'env',
    parameters: [['s'], ['length', 255], ['killwords', false], ['end', '...'], ['leeway', null]],
  },
  ([text, length, killwords, end, leeway], context) => {
    const margin = leeway ?? LEEWAY;
    const endLength = lengthOf(end, context);
    assertAtLeast('length', [length, endLength], context);
    assertAtLeast('leeway', [margin, 0], context);
    if (compare['<='](lengthOf(text, context), add(length, margin, context), context)) return text;
    const cut = sliceOf(text, { start: null, stop: subtract(length, endLength, context), step: null }, context);
    if (isTrue(killwords)) return add(cut, end, context);
    return add(itemOf(methodOf(cut, 'rsplit', context)(' ', 1), 0, context), end, context);
  },
);

function assertAtLeast(what: string, [given, least]: readonly [Value, number], context: FilterContext): void {
  if (compare['>='](given, least, context)) return;
  raise('AssertionError', `expected ${what} >= ${least}, got ${strOf(given, context)}`);
}

export const wordwrap = defineFilter(
  {
    name: 'do_wordwrap',
    passes: 'environment',
    parameters: [['s'], ['width', 79], ['break_long_words', true], ['wrapstring', null], ['break_on_hyphens', true]],
  },
  ([text, width, breakLongWords, wrapstring, breakOnHyphens], context) => {
    const between = wrapstring ?? context.newlineSequence;
    const joiner = methodOf(between, 'join', context);
    const flags = { breaksWords: isTrue(breakLongWords), splitsWords: breakOnHyphens === true };
    const breaksAtHyphens = isTrue(breakOnHyphens);
    const paragraphs: Value[] = [];
    for (const line of iterate(methodOf(text, 'splitlines', context)(), context)) {
      const wrapping = { ...flags, breaksAtHyphens, width: widthOf(width, context) };
      paragraphs.push(joiner([...wrapLine(textOf(line), wrapping, context)]));
    }
    return joiner(paragraphs);
  },
);

function textOf(line: Value): string {
  return textIn(line) ?? raise('TypeError', 'cannot use a string pattern on a bytes-like object');
}

function widthOf(width: Value, context: FilterContext): number {
  if (compare['<='](width, 0, context)) raise('ValueError', `invalid width ${strOf(width, context)} (must be > 0)`);
  return floatIn(numericIn(width) ?? 0);
}
