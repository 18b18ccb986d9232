import * as collections from './collections.js';
import { ATOMS, loosen, same, withRest, type Kinds } from './kinds.js';
import * as numbers from './numbers.js';
import { operand, weighted, type Phrases } from './phrase.js';
import * as texts from './texts.js';

const MOST_DEEP = 3;

/** Expressions one deeper than those that they are made of. */
function deeper(given: Kinds): Kinds {
  const inner = loosen(given);
  const made = (atom: Phrases, composed: Phrases): Phrases =>
    operand(weighted([2, atom], [7, composed], [1, same(atom, inner)]));
  return withRest({
    int: made(ATOMS.int, numbers.intOf(inner)),
    count: operand(weighted([5, ATOMS.count], [1, inner.int])),
    float: made(ATOMS.float, numbers.floatOf(inner)),
    bool: made(ATOMS.bool, numbers.boolOf(inner)),
    text: made(ATOMS.text, texts.textOf(inner)),
    markup: made(ATOMS.markup, texts.markupOf(inner)),
    list: made(ATOMS.list, collections.listOf(inner)),
    rows: made(ATOMS.rows, collections.rowsOf(inner)),
    dict: made(ATOMS.dict, collections.dictOf(inner)),
    tuple: made(ATOMS.tuple, collections.tupleOf(inner)),
    set: made(ATOMS.set, collections.setOf(inner)),
  });
}

const LEVELS: Kinds[] = [ATOMS];
while (LEVELS.length <= MOST_DEEP) LEVELS.push(deeper(LEVELS.at(-1) ?? ATOMS));

/** Expressions that are at most so deep: 0 for names and literals, to 3. */
export function expressions(depth: number): Kinds {
  return LEVELS[depth] ?? ATOMS;
}
