import { printString } from '../../../engine/literal/index.js';
import { checkBracketed } from './bracketed.js';
import { stripUnits } from '../../types/text/strip.js';
import { raise } from '../../values/raised.js';

/** What `urlsplit` finds. */
export interface Split {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

// Characters that a browser strips or skips.
/** Control characters of ASCII and the blank. */
function isLow(unit: string): boolean {
  return unit < '!';
}

export function splitUrl(given: string, absentScheme: string, withFragment: boolean): Split {
  let url = stripUnits(given, isLow, { left: true, right: false }).replaceAll(/[\t\r\n]/g, '');
  let scheme = stripUnits(absentScheme, isLow).replaceAll(/[\t\r\n]/g, '');
  const found = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url);
  if (found !== null) {
    scheme = (found[1] ?? '').toLowerCase();
    url = url.slice(found[0].length);
  }
  let netloc = '';
  if (url.startsWith('//')) {
    const end = url.slice(2).search(/[/?#]/);
    netloc = end < 0 ? url.slice(2) : url.slice(2, end + 2);
    url = end < 0 ? '' : url.slice(end + 2);
    checkBrackets(netloc);
  }
  let fragment = '';
  let query = '';
  if (withFragment) [url, fragment] = cut(url, '#');
  [url, query] = cut(url, '?');
  checkNetloc(netloc);
  return { scheme, netloc, path: url, query, fragment };
}

/** What stands before and after the first of that mark. */
export function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

function checkBrackets(netloc: string): void {
  if (netloc.includes('[') !== netloc.includes(']')) raise('ValueError', 'Invalid IPv6 URL');
  if (netloc.includes('[')) checkBracketed(cut(cut(netloc, '[')[1], ']')[0]);
}

/** Letters that fold to one that ends the host could make it another host. */
function checkNetloc(netloc: string): void {
  if (/^\p{ASCII}*$/u.test(netloc)) return;
  const plain = netloc.replaceAll(/[@:#?]/g, '');
  const folded = plain.normalize('NFKC');
  if (plain === folded || !/[/?#@:]/.test(folded)) return;
  raise('ValueError', `netloc ${printString(netloc)} contains invalid characters under NFKC normalization`);
}

const USES_NETLOC = new Set(
  [
    '',
    'ftp',
    'http',
    'gopher',
    'nntp',
    'telnet',
    'imap',
    'wais',
    'file',
    'mms',
    'https',
    'shttp',
    'snews',
    'prospero',
  ].concat(['rtsp', 'rtsps', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss']),
);
const USES_RELATIVE = new Set(
  [
    '',
    'ftp',
    'http',
    'gopher',
    'nntp',
    'imap',
    'wais',
    'file',
    'https',
    'shttp',
    'mms',
    'prospero',
    'rtsp',
    'rtsps',
    'rtspu',
  ].concat(['sftp', 'svn', 'svn+ssh', 'ws', 'wss']),
);
const USES_PARAMS = new Set([
  '',
  'ftp',
  'hdl',
  'prospero',
  'http',
  'imap',
  'https',
  'shttp',
  'rtsp',
  'rtsps',
  'rtspu',
  'sip',
  'sips',
  'mms',
  'sftp',
  'tel',
]);

/** `urlunsplit`. */
export function unsplit({ scheme, netloc, path, query, fragment }: Split): string {
  let url = path;
  if (netloc !== '' || (scheme !== '' && USES_NETLOC.has(scheme) && !url.startsWith('//'))) {
    if (url !== '' && !url.startsWith('/')) url = `/${url}`;
    url = `//${netloc}${url}`;
  }
  if (scheme !== '') url = `${scheme}:${url}`;
  if (query !== '') url += `?${query}`;
  return fragment === '' ? url : `${url}#${fragment}`;
}

/** What stands behind the first semicolon of the last step. */
function splitParams(scheme: string, path: string): [string, string] {
  if (!USES_PARAMS.has(scheme) || !path.includes(';')) return [path, ''];
  const at = path.indexOf(';', path.includes('/') ? path.lastIndexOf('/') : 0);
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}

/** The parts with the parameters of the last step apart, as `urlparse` finds them. */
export interface Parsed extends Split {
  readonly params: string;
}

export function parseUrl(url: string, absentScheme: string, withFragment: boolean): Parsed {
  const split = splitUrl(url, absentScheme, withFragment);
  const [path, params] = splitParams(split.scheme, split.path);
  return { ...split, path, params };
}

/** `urlunparse`. */
export function unparse({ params, ...split }: Parsed): string {
  return unsplit(params === '' ? split : { ...split, path: `${split.path};${params}` });
}

/** `urljoin`. */
export function joinUrls(base: string, url: string, withFragment: boolean): string {
  if (base === '') return url;
  if (url === '') return base;
  const from = parseUrl(base, '', withFragment);
  const to = parseUrl(url, from.scheme, withFragment);
  if (to.scheme !== from.scheme || !USES_RELATIVE.has(to.scheme)) return url;
  const hasHost = USES_NETLOC.has(to.scheme);
  if (hasHost && to.netloc !== '') return unparse(to);
  const netloc = hasHost ? from.netloc : to.netloc;
  if (to.path === '' && to.params === '') {
    const query = to.query === '' ? from.query : to.query;
    return unparse({ ...to, netloc, path: from.path, params: from.params, query });
  }
  return unparse({ ...to, netloc, path: joinPaths(from.path, to.path) });
}

function joinPaths(base: string, path: string): string {
  const steps = base.split('/');
  // The last step of the base is replaced; of a base without a slash nothing stays but an empty one.
  if (steps.at(-1) !== '') steps.pop();
  const given = path.split('/');
  const all = path.startsWith('/') ? given : withoutInnerEmpty([...steps, ...given]);
  const kept: string[] = [];
  for (const step of all) {
    if (step === '..') kept.pop();
    else if (step !== '.') kept.push(step);
  }
  if (all.at(-1) === '.' || all.at(-1) === '..') kept.push('');
  const joined = kept.join('/');
  return joined === '' ? '/' : joined;
}

function withoutInnerEmpty(steps: readonly string[]): string[] {
  return steps.filter((step, at) => at === 0 || at === steps.length - 1 || step !== '');
}
