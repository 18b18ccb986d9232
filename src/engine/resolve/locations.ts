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
  if (name.startsWith('file://')) return isUrl(from) ? { kind: 'local-from-remote' } : local(fileUrlPath(name));
  if (isUrl(name)) return { kind: 'location', location: name };
  if (isUrl(from)) return joinRemote(from, name, settings);
  const expanded = expandHome(name, settings);
  return local(posix.isAbsolute(expanded) ? expanded : joinLocal(from, expanded, settings));
}

function local(location: string): Joined {
  return { kind: 'location', location };
}

function joinRemote(from: string, name: string, { joinsUrls }: JoinSettings): Joined {
  if (!joinsUrls) return local(posix.isAbsolute(name) ? name : `${baseOf(from)}/${name}`);
  // Not joined to the server's root: profiles in use mean the machine's own file, which is not theirs to read.
  if (posix.isAbsolute(name) || name.startsWith('~')) return { kind: 'local-from-remote' };
  return local(new URL(name, from).href);
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

function fileUrlPath(url: string): string {
  const path = url.slice('file://'.length).replace(/^localhost(?=\/)/u, '');
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
