import { isPrintable, type CodePointClass } from '../../../engine/literal/index.js';
import type { Member } from '../../values/attributes.js';
import { contains } from '../../values/contains.js';
import { itemOf } from '../../values/subscript.js';
import { lengthOfText } from '../../values/code-points.js';
import { methodsOf, none, one, operator, type Definition } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { formatFields, formatWithMapping } from '../format/fields.js';
import { formatPercent } from '../format/percent.js';
import * as change from './change.js';
import * as classes from './classes.js';
import { encode } from './encode.js';
import * as search from './search.js';
import * as split from './split.js';
import { maketrans, translate } from './translate.js';

function asking(ask: (text: string) => boolean): Definition<string> {
  return none((text, host) => {
    host.spend(1 + text.length / 4);
    return ask(text);
  });
}

function every(isOfClass: CodePointClass): Definition<string> {
  return asking((text) => classes.everyCharacter(text, isOfClass));
}

const questions = {
  isalnum: every(classes.isAlphanumeric),
  isalpha: every(classes.isAlpha),
  isascii: asking((text) => /^[\0-\x7f]*$/.test(text)),
  isdecimal: every(classes.isDecimal),
  isdigit: every(classes.isDigit),
  isidentifier: asking(classes.isIdentifier),
  islower: asking((text) => classes.isWholly(text, classes.isLower, classes.isUpper)),
  isnumeric: every(classes.isNumeric),
  isprintable: asking((text) => text === '' || classes.everyCharacter(text, isPrintable)),
  isspace: every((code) => classes.isSpace(String.fromCodePoint(code))),
  istitle: asking(classes.isTitled),
  isupper: asking((text) => classes.isWholly(text, classes.isUpper, classes.isLower)),
};

/** The methods of `str`, by name; those of `Markup` are made of them. */
export const textDefinitions: Readonly<Record<string, Definition<string>>> = {
  ...questions,
  capitalize: change.capitalize,
  casefold: change.casefold,
  center: change.center,
  count: search.count,
  encode,
  endswith: search.endswith,
  expandtabs: change.expandtabs,
  find: search.find,
  format: () => (text, call, host) => formatFields(text, call, host),
  format_map: one((text, mapping, host) => formatWithMapping(text, mapping, host)),
  index: search.index,
  join: split.join,
  ljust: change.ljust,
  lower: change.lower,
  lstrip: change.lstrip,
  maketrans: (names) => {
    const make = maketrans(names);
    return (_, call, host) => make(null, call, host);
  },
  partition: split.partition,
  removeprefix: change.removeprefix,
  removesuffix: change.removesuffix,
  replace: change.replace,
  rfind: search.rfind,
  rindex: search.rindex,
  rjust: change.rjust,
  rpartition: split.rpartition,
  rsplit: split.rsplit,
  rstrip: change.rstrip,
  split: split.split,
  splitlines: split.splitlines,
  startswith: search.startswith,
  strip: change.stripBoth,
  swapcase: change.swapcase,
  title: change.title,
  translate,
  upper: change.upper,
  zfill: change.zfill,
  __contains__: operator(1, (text, [item = null], host) => contains(text, item, host)),
  __getitem__: operator(1, (text, [key = null], host) => itemOf(text, key, host)),
  __len__: operator(0, (text) => lengthOfText(text)),
  __mod__: operator(1, (text, [given = null], host) => formatPercent(text, given, host)),
};

/** `str` itself. */
export const textMethods: ReadonlyMap<string, Member> = methodsOf(
  'str',
  (value) => textIn(value) ?? '',
  textDefinitions,
);
