import { NAMES } from './context.js';
import { weighted, word, words, type Phrases } from './phrase.js';

/** Names as expressions, by the type of their values. */
export const named = {
  int: word(...NAMES.int),
  float: word(...NAMES.float),
  bool: word(...NAMES.bool),
  text: word(...NAMES.text),
  markup: word(...NAMES.markup),
  list: word(...NAMES.list),
  rows: word(...NAMES.rows),
  dict: word(...NAMES.dict),
  tuple: word(...NAMES.tuple),
  set: word(...NAMES.set),
} satisfies Readonly<Record<keyof typeof NAMES, Phrases>>;

/** Names that templates set, and that are undefined before. */
const locals: Phrases = words('x y z k v');
/** What is not there: a name, an attribute, a key. */
export const missing: Phrases = words("nope nope.attr d.nope d['nope'] s.nope nums[99] none_.x i[0] nope[0] missing_");
export const something: Phrases = weighted(
  [6, word(...Object.values(NAMES).flat())],
  [2, words('none none_ raw')],
  [3, locals],
  [1, missing],
);
