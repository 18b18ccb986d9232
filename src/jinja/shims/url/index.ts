import type { Host } from '../../values/host.js';
import { listOf } from '../../values/iterate.js';
import { raise } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { typeNameOf } from '../../values/type-name.js';
import { Instance, Module, type Value } from '../../values/value.js';
import { moduleOf, python } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { urlTextOf, urlTextsOf } from './argument.js';
import { parseQs, parseQsl, urlencode } from './query.js';
import * as quoting from './quote.js';
import { resultTypes, UrlResult } from './result.js';
import { joinUrls, parseUrl, splitUrl, unparse, unsplit } from './split.js';

function urlparse([url, scheme = '', fragments = true]: Given, host: Host): Value {
  const [text = '', absent = ''] = urlTextsOf(url, scheme);
  host.spend(text.length);
  const parsed = parseUrl(text, absent, isTrue(fragments));
  const { netloc, path, params, query, fragment } = parsed;
  return new UrlResult('ParseResult', [parsed.scheme, netloc, path, params, query, fragment]);
}

function urlsplit([url, scheme = '', fragments = true]: Given, host: Host): Value {
  const [text = '', absent = ''] = urlTextsOf(url, scheme);
  host.spend(text.length);
  const split = splitUrl(text, absent, isTrue(fragments));
  return new UrlResult('SplitResult', [split.scheme, split.netloc, split.path, split.query, split.fragment]);
}

function partsOf(components: Value, count: number, host: Host): string[] {
  if (!isIterable(components)) {
    const given = typeNameOf(components);
    raise('TypeError', `urllib.parse._coerce_args() argument after * must be an iterable, not ${given}`);
  }
  const parts = listOf(components, host);
  if (parts.length < count) {
    raise('ValueError', `not enough values to unpack (expected ${count + 1}, got ${parts.length + 1})`);
  }
  if (parts.length > count) raise('ValueError', `too many values to unpack (expected ${count + 1})`);
  const [first, ...rest] = parts;
  return urlTextsOf(first, ...rest);
}

function isIterable(value: Value): boolean {
  return typeof value === 'string' || Array.isArray(value) || value instanceof Instance;
}

function urlunparse([components = null]: Given, host: Host): Value {
  const [scheme = '', netloc = '', path = '', params = '', query = '', fragment = ''] = partsOf(components, 6, host);
  return unparse({ scheme, netloc, path, params, query, fragment });
}

function urlunsplit([components = null]: Given, host: Host): Value {
  const [scheme = '', netloc = '', path = '', query = '', fragment = ''] = partsOf(components, 5, host);
  return unsplit({ scheme, netloc, path, query, fragment });
}

function urljoin([base = null, url = null, fragments = true]: Given, host: Host): Value {
  if (!isTrue(base)) return url;
  if (!isTrue(url)) return base;
  const [from = '', to = ''] = urlTextsOf(base, url);
  host.spend(from.length + to.length);
  return joinUrls(from, to, isTrue(fragments));
}

function urldefrag([url]: Given): Value {
  const text = urlTextOf(url);
  if (!text.includes('#')) return new UrlResult('DefragResult', [text, '']);
  const parsed = parseUrl(text, '', true);
  return new UrlResult('DefragResult', [unparse({ ...parsed, fragment: '' }), parsed.fragment]);
}

const query = 'qs, keep_blank_values?, strict_parsing?, encoding?, errors?, max_num_fields?, separator?';

/** `urllib.parse`. */
export const urllibParse: Module = moduleOf('urllib.parse', [
  python('quote', 'string, safe?, encoding?, errors?', quoting.quote),
  python('quote_plus', 'string, safe?, encoding?, errors?', quoting.quotePlus),
  python('quote_from_bytes', 'bs, safe?', quoting.quoteFromBytes),
  python('unquote', 'string, encoding?, errors?', quoting.unquote),
  python('unquote_plus', 'string, encoding?, errors?', quoting.unquotePlus),
  python('unquote_to_bytes', 'string', quoting.unquoteBytes),
  python('urlencode', 'query, doseq?, safe?, encoding?, errors?, quote_via?', urlencode),
  python('parse_qs', query, parseQs),
  python('parse_qsl', query, parseQsl),
  python('urlparse', 'url, scheme?, allow_fragments?', urlparse),
  python('urlsplit', 'url, scheme?, allow_fragments?', urlsplit),
  python('urlunparse', 'components', urlunparse),
  python('urlunsplit', 'components', urlunsplit),
  python('urljoin', 'base, url, allow_fragments?', urljoin),
  python('urldefrag', 'url', urldefrag),
  ...resultTypes,
]);

/** `urllib` as it is once `urllib.parse` was imported. */
export const urllib: Module = new Module('urllib', new Map([['parse', urllibParse]]));
