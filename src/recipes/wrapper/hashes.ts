import { createHash } from 'node:crypto';

/** The digest that names a wrapper after the files it depends on: the length of each file, then its content. */
export function hashContents(contents: Iterable<Uint8Array>): string {
  const hash = createHash('md5');
  for (const content of contents) hash.update(`${String(content.length)}\n`).update(content);
  return hash.digest('hex');
}
