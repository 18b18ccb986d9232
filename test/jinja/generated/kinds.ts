import { named, missing, something } from './names.js';
import * as literals from './literals.js';
import { either, phrase, weighted, word, words, type Phrases } from './phrase.js';

/** Expressions by what they are likely to give; each can stand as an operand. */
export interface Kinds {
  readonly int: Phrases;
  /** A small number: an index, a width, how often. */
  readonly count: Phrases;
  readonly float: Phrases;
  readonly number: Phrases;
  readonly bool: Phrases;
  readonly text: Phrases;
  readonly markup: Phrases;
  readonly list: Phrases;
  readonly rows: Phrases;
  readonly dict: Phrases;
  readonly tuple: Phrases;
  readonly set: Phrases;
  /** What can be gone over. */
  readonly many: Phrases;
  readonly any: Phrases;
}

/** Names and literals. */
export const ATOMS: Kinds = withRest({
  int: either(literals.int, named.int),
  count: literals.count,
  float: either(literals.float, named.float),
  bool: either(literals.bool, named.bool),
  text: either(literals.text, named.text),
  markup: either(named.markup, word("('<b>'|safe)", "('%s'|safe)", "('&lt;'|safe)")),
  list: weighted([3, named.list], [1, word('(range(3)|list)', '[]', '[1, 2, 3]', "['b', 'a', 'C']", "[1, 'a', none]")]),
  rows: either(named.rows, word("[{'name': 'x', 'n': 2}, {'name': 'a', 'n': 1}]")),
  dict: weighted(
    [3, named.dict],
    [1, word('{}', "{'a': 1}", "{'b': 2, 'a': [1]}", '{1: 2, true: 3}', "dict(a=1, b='x')")],
  ),
  tuple: weighted([3, named.tuple], [1, word('()', '(1,)', "(1, 'a')", '(none, (1, 2))')]),
  set: named.set,
});

/** The kinds, with those that are made of others. */
export function withRest(kinds: Omit<Kinds, 'number' | 'many' | 'any'>): Kinds {
  const number = weighted([3, kinds.int], [2, kinds.float], [1, kinds.bool]);
  const many = weighted(
    [4, kinds.list],
    [2, kinds.rows],
    [2, kinds.tuple],
    [2, kinds.dict],
    [1, kinds.text],
    [1, kinds.set],
    [1, word('range(4)', 'range(5, 0, -2)', 'range(0)', "'abc'", 'd.items()', 'keys.values()', '(nums|map("string"))')],
  );
  const any = weighted(
    [3, kinds.text],
    [3, number],
    [1, kinds.bool],
    [1, kinds.markup],
    [4, many],
    [2, something],
    [1, word('none')],
  );
  return { ...kinds, number, many, any };
}

/** Now and then another kind than the one that is asked for, or something that is not there. */
export function loosen(kinds: Kinds): Kinds {
  const stray = weighted([4, kinds.any], [1, missing], [1, words('none raw namespace')]);
  const loosened = (kind: Phrases): Phrases => weighted([28, kind], [1, stray]);
  return {
    int: loosened(kinds.int),
    count: loosened(kinds.count),
    float: loosened(kinds.float),
    number: loosened(kinds.number),
    bool: loosened(kinds.bool),
    text: loosened(kinds.text),
    markup: loosened(kinds.markup),
    list: loosened(kinds.list),
    rows: loosened(kinds.rows),
    dict: loosened(kinds.dict),
    tuple: loosened(kinds.tuple),
    set: loosened(kinds.set),
    many: loosened(kinds.many),
    any: loosened(kinds.any),
  };
}

/** What keeps its kind whatever that is. */
export function same(kind: Phrases, { bool, any, dict, list, count }: Kinds): Phrases {
  return either(
    phrase`${kind} if ${bool} else ${kind}`,
    phrase`${kind} or ${any}`,
    phrase`${any} and ${kind}`,
    phrase`${kind}|default(${kind}${word('', ', true', ', boolean=true', ',false')})`,
    phrase`${dict}.get(${literals.key}, ${kind})`,
    phrase`[${kind}, ${kind}]${word('[0]', '[-1]', '|first', '|last', '|max', '|min', '.pop()', '|random if no else 1')}`,
    phrase`{'a': ${kind}}${word('.a', "['a']", "|attr('a')", ".get('a')", ".pop('a')", ".setdefault('a', 1)")}`,
    phrase`${list}[${count}]`,
    phrase`nope|d(${kind})`,
  );
}
