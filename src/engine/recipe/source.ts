import { isAbsolute, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a source on this machine; `undefined` for a remote one. `#` and `?` cut a path, as in a `file:` URL. */
export function localPath(url: string, directory: string): string | undefined {
  if (/^file:/iu.test(url)) return fileURLToPath(url.replace(/[#?].*$/su, ''));
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//u.test(url)) return undefined;
  const path = url.replace(/[#?].*$/su, '');
  return isAbsolute(path) ? normalize(path) : join(directory, path);
}
