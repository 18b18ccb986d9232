import * as literals from './literals.js';
import type { Kinds } from './kinds.js';
import { pause, either, phrase, several, weighted, word, words, type Phrases } from './phrase.js';

const PICK = words('select reject');
const PICK_BY = words('selectattr rejectattr');
const TEST = words("'odd' 'even' 'defined' 'string' 'number' 'none' 'true' 'mapping' 'sequence' 'nope'");
const COMPARE = words("'eq' '==' 'lt' '>' 'ge' 'in' 'ne' 'divisibleby' 'sameas'");
const ORDER = word('', '(true)', '(reverse=true)', '(case_sensitive=true)', '(false, true)');
const CHANGED = word(
  'append(1)',
  'extend([1, 2])',
  'insert(0, "x")',
  'insert(-1, i)',
  'pop()',
  'pop(0)',
  'reverse()',
  'sort()',
  'clear()',
  'remove(1)',
  'sort(reverse=true)',
  'extend("ab")',
  'pop(5)',
);

function bounds({ count }: Kinds): Phrases {
  const end = either(word(''), count);
  return phrase`${end}:${end}${either(word(''), phrase`:${end}`)}`;
}

function filtered({ list, rows, many, text, any, count, dict }: Kinds): Phrases {
  const path = literals.path;
  return either(
    phrase`${many}|list`,
    phrase`${many}|sort${ORDER}`,
    phrase`${rows}|sort(attribute=${either(path, word("'n,name'", "'name,n'"))})`,
    phrase`${many}|unique${word('', '(true)')}|list`,
    phrase`${rows}|unique(attribute=${path})|list`,
    phrase`${many}|${PICK}${either(word(''), phrase`(${TEST})`, phrase`(${COMPARE}, ${any})`)}|list`,
    phrase`${rows}|${PICK_BY}(${path}${either(word(''), phrase`, ${TEST}`, phrase`, ${COMPARE}, ${any}`)})|list`,
    phrase`${many}|map(${words("'upper' 'int' 'string' 'length' 'list' 'first' 'abs' 'float' 'tojson' 'nope'")})|list`,
    phrase`${many}|map(${word("'default', 1", "'replace', 'a', 'b'", "'round', 1", "'join', '-'", "'attr', 'real'", "'truncate', 3")})|list`,
    phrase`${rows}|map(attribute=${path}${word('', ", default='?'", ', default=none')})|list`,
    phrase`${rows}|groupby(${path}${word('', ", default=''", ', case_sensitive=true')})|${word('list', "map(attribute='grouper')|list", "map('last')|list", 'map("first")|join', 'length')}`,
    phrase`${many}|batch(${words('1 2 3')}${word('', ", 'x'", ', fill_with=0')})|list`,
    phrase`${many}|slice(${words('1 2 3')}${word('', ", 'x'")})|list`,
    phrase`${many}|reverse|list`,
    phrase`${dict}|dictsort${word('', "(by='value')", '(true)', '(reverse=true)', "(false, 'value', true)", "(by='x')")}`,
    phrase`${dict}|items|list`,
    phrase`${text}|list`,
    phrase`${list}|${words('sort unique reverse select')}|${words('list first length join')}`,
    phrase`${many}|${word('sort|reverse|list', "map('string')|sort", 'sum', "select('in', [1, 'a'])|list")}`,
    phrase`${list}[${count}:]|list`,
  );
}

export function listOf(kinds: Kinds): Phrases {
  const { list, any, count, text, dict, many, tuple } = kinds;
  return weighted(
    [3, phrase`[${several(any, ', ')}${pause}]`],
    [2, phrase`${list} + ${list}`],
    [1, phrase`${list} * ${count}`],
    [2, phrase`${list}[${bounds(kinds)}]`],
    [
      2,
      phrase`${text}.${words('split rsplit')}(${either(word(''), text, phrase`${text}, ${count}`, word('none, 1', 'maxsplit=1'))})`,
    ],
    [1, phrase`${text}.splitlines(${word('', 'true', 'keepends=true')})`],
    [2, phrase`${dict}.${words('keys values items')}()${word('', '|list', '|sort', '|string')}`],
    [1, phrase`range(${count}, ${count}${word('', ', 3', ', -2')})${word('', '|list', '[1:]', '[-1]')}`],
    [12, filtered(kinds)],
    [1, phrase`[${list}${pause}, ${many}|list, ${tuple}]|sum(start=[])`],
    [1, phrase`[${list}.copy(), ${list}.${CHANGED}, ${list}]`],
    [1, phrase`${list}.${CHANGED}`],
    [1, phrase`[${any}] + [${any}]`],
  );
}

export function rowsOf({ rows, count, any }: Kinds): Phrases {
  const path = literals.path;
  return either(
    phrase`${rows}|sort(attribute=${path})`,
    phrase`${rows}|selectattr(${path})|list`,
    phrase`${rows}[${count}:]`,
    phrase`${rows} + [{'name': ${any}, 'n': ${any}}]`,
    phrase`${rows}|reverse|list`,
  );
}

export function dictOf({ dict, any, rows, list, text }: Kinds): Phrases {
  const entry = phrase`${either(literals.key, any)}: ${any}`;
  return either(
    phrase`{${several(entry, ', ', 3)}}`,
    phrase`dict(${dict}, ${words('a b x')}=${any})`,
    phrase`dict(${either(phrase`[(${any}, ${any})]`, dict, list)})`,
    phrase`dict(a=${any}, **${dict})`,
    phrase`${rows}[0]`,
    phrase`${dict}.copy()`,
    phrase`dict(${dict}.items())`,
    phrase`dict.fromkeys(${either(list, text)}, ${any})`,
    phrase`[${dict}.${word("update({'a': 1})", "pop('a')", "pop('q', 1)", 'clear()', "setdefault('zz', 1)", 'popitem()', 'update(a=2)')}, ${dict}]`,
    phrase`namespace(a=${any}, b=${any})${word('', '.a', '.nope', '|string')}`,
  );
}

export function tupleOf({ tuple, any, text, count, list, dict }: Kinds): Phrases {
  return either(
    phrase`(${any}, ${any}${pause})`,
    phrase`(${any},)`,
    phrase`${tuple} + ${tuple}`,
    phrase`${tuple} * ${count}`,
    phrase`${tuple}[${count}:]`,
    phrase`${text}.${words('partition rpartition')}(${text})`,
    phrase`${dict}|items|first`,
    phrase`${tuple}|${word('list', 'sort', 'unique|list', 'reverse|list')}`,
    phrase`(${list}, ${tuple})`,
  );
}

export function setOf({ set, list }: Kinds): Phrases {
  const other = either(set, word('[1, 2]', '(1, 99)', 'nums|map("int")|list', 'range(3)', '{}'));
  return either(
    phrase`${set}.${words('union intersection difference symmetric_difference')}(${other})`,
    phrase`${set} ${words('- == <= <')} ${set}`,
    phrase`${set}.${word('copy()', 'add(3)', 'discard(1)', 'remove(77)', 'clear()', 'update([1])')}`,
    phrase`${set}|${words('sort list length max sum min first')}`,
    phrase`${set}.isdisjoint(${list})`,
  );
}
