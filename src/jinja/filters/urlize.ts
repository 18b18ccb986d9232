import { textIn } from '../values/text-in.js';
import { WHITE } from '../types/text/classes.js';
import { compareTexts, lengthOfText } from '../values/code-points.js';
import type { Host } from '../values/host.js';
import { iterate, listOf } from '../values/iterate.js';
import { escape } from '../values/markup.js';
import { compare } from '../values/order.js';
import { raise } from '../values/raised.js';
import { sliceOf } from '../values/subscript.js';
import { reprOf, strOf } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import { Markup, type Value } from '../values/value.js';
import { defineFilter } from './define.js';
import { Growth } from './growth.js';
import { linkWord, type Linking } from './link.js';
import { methodOf } from './method.js';
import { isWord } from './word.js';

/** Words are all that stands between white space; links of Jinja's policy have `rel="noopener"`. */
export const urlize = defineFilter(
  {
    name: 'do_urlize',
    passes: 'eval_ctx',
    parameters: [
      ['value'],
      ['trim_url_limit', null],
      ['nofollow', false],
      ['target', null],
      ['rel', null],
      ['extra_schemes', null],
    ],
  },
  ([value, limit, nofollow, target, rel, extraSchemes], context) => {
    const relation = relationOf(rel, isTrue(nofollow), context);
    const schemes = extraSchemes === null ? [] : schemesOf(extraSchemes, context);
    const text = escape(value, context).text;
    const targetAttribute = target !== null && isTrue(target) ? attribute('target', target, context) : '';
    const linking: Linking = {
      attributes: attribute('rel', relation, context) + targetAttribute,
      schemes,
      shorten: (url) => shorten(url, limit, context),
    };
    const linked = linkWords(text, linking, context);
    return context.autoescape ? new Markup(linked) : linked;
  },
);

function attribute(name: string, value: Value, host: Host): string {
  return ` ${name}="${escape(value, host).text}"`;
}

const GAP = new RegExp(`([${WHITE}]+)`);

function linkWords(text: string, linking: Linking, host: Host): string {
  host.spend(text.length);
  let linked = '';
  const growth = new Growth(host);
  for (const [at, piece] of text.split(GAP).entries()) {
    const written = at % 2 === 0 ? linkWord(piece, linking) : piece;
    growth.add(written.length);
    linked += written;
  }
  return linked;
}

function relationOf(rel: Value, nofollow: boolean, host: Host): string {
  const given = isTrue(rel) ? iterate(methodOf(rel, 'split', host)(), host) : [];
  const words = new Set(['noopener']);
  for (const word of given) words.add(strOf(word, host));
  if (nofollow) words.add('nofollow');
  return [...words].sort(compareTexts).join(' ');
}

const SCHEME_END = /:\/{0,2}\n?$/;

function schemesOf(given: Value, host: Host): readonly string[] {
  return listOf(given, host).map((scheme) => {
    const text = textIn(scheme);
    if (text === undefined) raise('TypeError', `expected string or bytes-like object, got '${typeNameOf(scheme)}'`);
    if (isScheme(text)) return text;
    return raise('FilterArgumentError', `${reprOf(scheme, host)} is not a valid URI scheme prefix.`);
  });
}

function isScheme(text: string): boolean {
  const end = SCHEME_END.exec(text);
  if (end === null) return false;
  const name = text.slice(0, end.index);
  return lengthOfText(name) >= 2 && [...name].every((character) => '.+-'.includes(character) || isWord(character));
}

function shorten(url: string, limit: Value, host: Host): string {
  if (limit === null || !compare['>'](lengthOfText(url), limit, host)) return url;
  return `${strOf(sliceOf(url, { start: null, stop: limit, step: null }, host), host)}...`;
}
