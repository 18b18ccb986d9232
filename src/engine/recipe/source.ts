import { isAbsolute, join, normalize } from 'node:path';

/**
 * Absolute path of a source on this machine; `undefined` for a remote one. `#` and `?` cut a path, as in a `file:` URL,
 * and nothing is percent-decoded (spec recipes 2.1). A `file:` URL of another host is remote.
 */
export function localPath(url: string, directory: string): string | undefined {
  const [scheme = ''] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//u.exec(url) ?? [];
  if (scheme !== '' && scheme.toLowerCase() !== 'file://') return undefined;
  const path = url.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/iu, '').replace(/[#?].*$/su, '');
  if (scheme !== '' && !isAbsolute(path)) return undefined;
  return isAbsolute(path) ? normalize(path) : join(directory, path);
}
