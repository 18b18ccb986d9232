import type { Filter } from '../evaluate/environment.js';
import { WHITE } from '../types/text/classes.js';
import { lowerOf, upperOf } from '../types/text/case.js';
import { modulo } from '../values/arithmetic.js';
import { Dict } from '../values/dict.js';
import { escape, isSafe } from '../values/markup.js';
import { raise } from '../values/raised.js';
import { strOf } from '../values/text.js';
import { Tuple } from '../values/value.js';
import { defineFilter } from './define.js';
import { methodOf, softStr } from './method.js';
import { refuseTwice } from './signature.js';
import { isWord } from './word.js';

/** What is shorter is changed without asking the method, which counts. */
const SHORT = 64;

export const upper = defineFilter({ name: 'do_upper', parameters: [['s']] }, ([text], context) =>
  typeof text === 'string' && text.length < SHORT
    ? upperOf(text)
    : methodOf(softStr(text, context), 'upper', context)(),
);

export const lower = defineFilter({ name: 'do_lower', parameters: [['s']] }, ([text], context) =>
  typeof text === 'string' && text.length < SHORT
    ? lowerOf(text)
    : methodOf(softStr(text, context), 'lower', context)(),
);

export const capitalize = defineFilter({ name: 'do_capitalize', parameters: [['s']] }, ([text], context) =>
  methodOf(softStr(text, context), 'capitalize', context)(),
);

export const center = defineFilter(
  { name: 'do_center', parameters: [['value'], ['width', 80]] },
  ([text, width], context) => methodOf(softStr(text, context), 'center', context)(width),
);

export const trim = defineFilter(
  { name: 'do_trim', parameters: [['value'], ['chars', null]] },
  ([text, characters], context) => methodOf(softStr(text, context), 'strip', context)(characters),
);

/** What words stand between: white space, dashes and opening brackets. */
const BETWEEN_WORDS = new RegExp(`([-${WHITE}({[<]+)`);

/** No markup comes back, even of markup. */
export const title = defineFilter({ name: 'do_title', parameters: [['s']] }, ([text], context) => {
  const plain = strOf(text, context);
  context.spend(plain.length);
  return plain.split(BETWEEN_WORDS).map(titleWord).join('');
});

function titleWord(word: string): string {
  const [first = ''] = word;
  return upperOf(first) + lowerOf(word.slice(first.length));
}

export const wordcount = defineFilter({ name: 'do_wordcount', parameters: [['s']] }, ([text], context) => {
  const plain = strOf(text, context);
  context.spend(plain.length);
  let count = 0;
  let isInside = false;
  for (const character of plain) {
    const belongs = isWord(character);
    if (belongs && !isInside) count += 1;
    isInside = belongs;
  }
  return count;
});

export const replace = defineFilter(
  { name: 'do_replace', passes: 'eval_ctx', parameters: [['s'], ['old'], ['new'], ['count', null]] },
  ([text, old, replacement, count], context) => {
    const most = count ?? -1;
    if (!context.autoescape) {
      const [from, to] = [strOf(old, context), strOf(replacement, context)];
      return methodOf(strOf(text, context), 'replace', context)(from, to, most);
    }
    const escapes = isSafe(old) || (isSafe(replacement) && !isSafe(text));
    const whole = escapes ? escape(text, context) : softStr(text, context);
    return methodOf(whole, 'replace', context)(softStr(old, context), softStr(replacement, context), most);
  },
);

/** `%` with the arguments as a tuple, or with the named ones as a dict. */
export const format: Filter = (value, { positional, named }, context) => {
  refuseTwice('do_format', ['value'], named);
  if (positional.length > 0 && named.size > 0) {
    raise('FilterArgumentError', "can't handle positional and keyword arguments at the same time");
  }
  const given = named.size > 0 ? Dict.of(named) : new Tuple(positional);
  return modulo(softStr(value, context), given, context);
};

export const string = defineFilter({ name: 'soft_str', parameters: [['s']], unnamed: true }, ([value], context) =>
  softStr(value, context),
);
