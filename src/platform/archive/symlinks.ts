import { type ByteName, parentOf } from './names.js';
import { Refused } from './problems.js';
import type { Entry } from './tree-writer.js';

/** What the kernel follows before it gives up. */
const LINKS_FOLLOWED = 40;

/**
 * Refuses links that lead out of `top`, also by way of other links: what looks like `a/..` leaves the tree when `a` is
 * a link to its root. Links to what is not there are fine.
 */
export function checkSymlinks(entries: ReadonlyMap<ByteName, Entry>, top: ByteName): void {
  for (const [name, entry] of entries) {
    if (entry.kind === 'symlink' && leaves(name, entry.target, { entries, top })) {
      throw new Refused('symlink-escapes', name);
    }
  }
}

interface Tree {
  readonly entries: ReadonlyMap<ByteName, Entry>;
  readonly top: ByteName;
}

function leaves(link: ByteName, target: ByteName, { entries, top }: Tree): boolean {
  let at = parentOf(link);
  const ahead = target.split('/').toReversed();
  let followed = 0;
  for (let component = ahead.pop(); component !== undefined; component = ahead.pop()) {
    if (component === '' || component === '.') continue;
    if (component === '..') {
      if (at === top) return true;
      at = parentOf(at);
      continue;
    }
    const next = at === '' ? component : `${at}/${component}`;
    const entry = entries.get(next);
    if (entry?.kind !== 'symlink') {
      at = next;
      continue;
    }
    followed += 1;
    // A chain without end leads nowhere.
    if (followed > LINKS_FOLLOWED) return false;
    ahead.push(...entry.target.split('/').toReversed());
  }
  return false;
}
