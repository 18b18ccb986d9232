import type { Filter } from '../evaluate/environment.js';
import { lengthOf } from '../values/iterate.js';
import { counting } from './counting.js';
import * as ends from './ends.js';
import { indent } from './indent.js';
import { join } from './join.js';
import { tojson } from './json.js';
import { truncate, wordwrap } from './long-text.js';
import * as markup from './markup.js';
import { defineNative } from './native.js';
import * as number from './number.js';
import * as order from './order.js';
import { pprint } from './pretty.js';
import * as select from './select.js';
import * as sequence from './sequence.js';
import * as text from './text.js';
import { urlencode } from './url-encode.js';
import { urlize } from './urlize.js';
import { attr, fallback } from './value.js';

const length = defineNative('len', lengthOf);

const table: readonly (readonly [string, Filter])[] = [
  ['abs', number.abs],
  ['attr', attr],
  ['batch', sequence.batch],
  ['capitalize', text.capitalize],
  ['center', text.center],
  ['count', length],
  ['d', fallback],
  ['default', fallback],
  ['dictsort', order.dictsort],
  ['e', markup.escape],
  ['escape', markup.escape],
  ['filesizeformat', number.filesizeformat],
  ['first', ends.first],
  ['float', number.float],
  ['forceescape', markup.forceescape],
  ['format', text.format],
  ['groupby', order.groupby],
  ['indent', indent],
  ['int', number.int],
  ['items', sequence.items],
  ['join', join],
  ['last', ends.last],
  ['length', length],
  ['list', sequence.list],
  ['lower', text.lower],
  ['map', select.map],
  ['max', order.max],
  ['min', order.min],
  ['pprint', pprint],
  ['random', ends.random],
  ['reject', select.reject],
  ['rejectattr', select.rejectattr],
  ['replace', text.replace],
  ['reverse', ends.reverse],
  ['round', number.round],
  ['safe', markup.safe],
  ['select', select.select],
  ['selectattr', select.selectattr],
  ['slice', sequence.slice],
  ['sort', order.sort],
  ['string', text.string],
  ['striptags', markup.striptags],
  ['sum', sequence.sum],
  ['title', text.title],
  ['tojson', tojson],
  ['trim', text.trim],
  ['truncate', truncate],
  ['unique', order.unique],
  ['upper', text.upper],
  ['urlencode', urlencode],
  ['urlize', urlize],
  ['wordcount', text.wordcount],
  ['wordwrap', wordwrap],
  ['xmlattr', markup.xmlattr],
];

/** What they are given goes on as it is. */
const PASSING: ReadonlySet<string> = new Set(['d', 'default', 'safe', 'string']);

/** Jinja's own filters by their names. */
export const FILTERS = counting(table, PASSING);
