import { posix } from 'node:path';

/** Whether a name is a URL by the rule of spec 4.2. */
export function isUrl(name: string): boolean {
  return /^[A-Za-z0-9+.-]+:\/\//.test(name);
}

/** The directory of a path, or a URL up to its last `/`: what `_profile_base_location_` stands for. */
export function baseOf(location: string): string {
  if (!isUrl(location)) return posix.dirname(location);
  const path = location.replace(/[?#].*$/su, '');
  return path.slice(0, path.lastIndexOf('/'));
}

/** How a location is named to people: a path below `directory` relative to it. */
export function shownPath(location: string, directory: string): string {
  const start = directory.endsWith('/') ? directory : `${directory}/`;
  return location.startsWith(start) ? location.slice(start.length) : location;
}

export interface JoinSettings {
  readonly joinsUrls: boolean;
  readonly home: string | undefined;
  canonical(location: string): string;
}

export type Joined = { readonly kind: 'location'; readonly location: string } | { readonly kind: 'local-from-remote' };

/** The location that a profile at `from` means by `name`. */
export function joinLocation(from: string, name: string, settings: JoinSettings): Joined {
  if (/^file:\/\//iu.test(name)) return isUrl(from) ? { kind: 'local-from-remote' } : local(fileUrlPath(name) ?? name);
  if (isUrl(name)) return { kind: 'location', location: name };
  if (isUrl(from)) return joinRemote(from, name, settings);
  const expanded = expandHome(name, settings);
  return local(posix.isAbsolute(expanded) ? expanded : joinLocal(from, expanded, settings));
}

function local(location: string): Joined {
  return { kind: 'location', location };
}

/**
 * Joins as RFC 3986 does, so `..` does not lead above the server's root. The base is the URL as it was written, also
 * where the server redirected: zc.buildout and pip's requirement files do so (browsers take the last URL). A profile
 * then means the same whether it comes from the server or from a cache, which knows no redirect, and a server that
 * redirects to a mirror, or to an address that holds for minutes, does not change what its neighbours are called.
 */
function joinRemote(from: string, name: string, { joinsUrls }: JoinSettings): Joined {
  if (!joinsUrls) return local(posix.isAbsolute(name) ? name : `${baseOf(from)}/${name}`);
  // Not joined to the server's root: profiles in use mean the machine's own file, which is not theirs to read.
  if (posix.isAbsolute(name) || name.startsWith('~')) return { kind: 'local-from-remote' };
  const url = URL.canParse(name, from) ? new URL(name, from) : undefined;
  // `file:x`, `data:x` and the like; a location without `://` would be taken for a path.
  if (url === undefined || !/^https?:$/u.test(url.protocol)) return { kind: 'local-from-remote' };
  return local(url.href);
}

/** Joins and tidies up; a name with `..` stays as it is where a symbolic link gives it another meaning. */
function joinLocal(from: string, name: string, { canonical }: JoinSettings): string {
  const raw = `${posix.dirname(from)}/${name}`;
  const tidy = posix.normalize(raw);
  if (tidy === raw || !name.includes('..')) return tidy;
  const isPlain = !/[^./].*\.\./su.test(name) && canonical(from) === from;
  return isPlain || canonical(raw) === canonical(tidy) ? tidy : raw;
}

function expandHome(name: string, { home }: JoinSettings): string {
  return home !== undefined && (name === '~' || name.startsWith('~/')) ? home + name.slice(1) : name;
}

/** The path of a `file:` URL; `undefined` when it names another host. */
function fileUrlPath(url: string): string | undefined {
  const path = url.slice('file://'.length).replace(/^localhost(?=\/)/u, '');
  if (!path.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
