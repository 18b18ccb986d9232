import { join } from 'node:path';

/** Written last: an entry without it is rubble. */
export const MANIFEST = '.slapbuild.json';
/** The marker of SlapOS' own tools, with the identity as its text. */
export const SHARED_MARKER = '.buildout-shared.json';

/** One directory of the store list. */
export interface StoreRoot {
  readonly path: string;
  /** Made when the first part goes there; a directory somebody listed must exist. */
  readonly create: boolean;
}

/** `<root>/<name>/<signature>`. */
export function entryPath(root: string, name: string, signature: string): string {
  return join(root, name, signature);
}

/** The lock of an entry lies beside it, so that the entry can be removed while the lock is held. */
export function entryLockPath(root: string, name: string, signature: string): string {
  return join(root, name, `.${signature}.lock`);
}
