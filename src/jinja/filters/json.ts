import { encode } from '../shims/json/encode.js';
import { textIn } from '../values/text-in.js';
import { multiply } from '../values/arithmetic.js';
import type { Host } from '../values/host.js';
import { strOf } from '../values/text.js';
import { Markup, type Value } from '../values/value.js';
import { defineFilter } from './define.js';

/** JSON that can stand in HTML: dicts by their keys, ASCII only, and the characters of markup by their numbers. */
export const tojson = defineFilter(
  { name: 'do_tojson', passes: 'eval_ctx', parameters: [['value'], ['indent', null]] },
  ([value, indent], context) => {
    // A string stands on one line, whatever the indent is.
    const style = lineStyle(textIn(value) === undefined ? indent : null, context);
    const text = encode(value, { ...PLAIN, ...style }, context);
    return new Markup(text.replaceAll(/[<>&']/g, (character) => NUMBERED[character] ?? ''));
  },
);

const PLAIN = {
  ascii: true,
  checkCircular: true,
  allowNan: true,
  skipKeys: false,
  sortKeys: true,
  colon: ': ',
  fallback: null,
};

function lineStyle(indent: Value, host: Host): { readonly indent: string | undefined; readonly between: string } {
  if (indent === null) return { indent: undefined, between: ', ' };
  return { indent: textIn(indent) ?? strOf(multiply(' ', indent, host), host), between: ',' };
}

const NUMBERED: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  "'": '\\u0027',
};
