/** A URL as it may be shown and written to logs: without user name and password. */
export function withoutCredentials(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.username === '' && url.password === '')) return text;
  url.username = '';
  url.password = '';
  return url.href;
}

/** One request of a redirect chain: where it goes and what it may tell the server about who asks. */
export interface Hop {
  readonly url: URL;
  readonly authorization: string | undefined;
}

/** The request for a URL; its user name and password become a header and leave the URL. */
export function firstHop(url: URL): Hop {
  const bare = new URL(url);
  bare.hash = '';
  bare.username = '';
  bare.password = '';
  if (url.username === '' && url.password === '') return { url: bare, authorization: undefined };
  const words = `${decoded(url.username)}:${decoded(url.password)}`;
  return { url: bare, authorization: `Basic ${Buffer.from(words).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/**
 * The request after a redirect, or why it is not made. Credentials are for the server they were given for: another
 * origin never sees them, and those in a server's answer are not used. From https to http only when `allowPlain`: the
 * content is then known by a sum that cannot be forged.
 */
export function nextHop(from: Hop, location: string, allowPlain: boolean): Hop | string {
  const target = URL.parse(location, from.url.href);
  if (target === null) return 'the server redirects to an address that is no URL';
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    return `the server redirects to a \`${target.protocol}\` URL`;
  }
  if (from.url.protocol === 'https:' && target.protocol === 'http:' && !allowPlain) {
    return `the server redirects from https to http, on ${target.host}, and no sha256 or sha512 says what is expected`;
  }
  const { url } = firstHop(target);
  return { url, authorization: url.origin === from.url.origin ? from.authorization : undefined };
}

/**
 * Paths that a local source may mean, the likeliest first; `undefined` for what is not local. The file that has the
 * text as its name comes first: nothing is decoded and nothing cut off, unless no such file is there.
 */
export function localPaths(source: string): readonly [string, ...string[]] | undefined {
  const path = source.startsWith('/') ? source : /^file:(?:\/\/(?:localhost)?)?(\/.*)$/is.exec(source)?.[1];
  if (path === undefined) return undefined;
  const cut = path.replace(/[#?].*$/s, '');
  return source.startsWith('/') ? [path, cut] : [path, cut, decoded(cut)];
}
