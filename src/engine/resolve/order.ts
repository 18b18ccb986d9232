import type { ProfileNode } from './profile-node.js';

/** A profile being walked, and the next of its bases. */
interface Frame {
  readonly node: ProfileNode;
  next: number;
}

/** Every profile once, bases before the profile that extends them, from left to right (spec 4.4). */
export function orderOnce(roots: readonly ProfileNode[]): readonly ProfileNode[] {
  const seen = new Set<ProfileNode>();
  return roots.flatMap((root) => [...postOrder(root, (node) => !seen.has(node) && seen.add(node).size > 0)]);
}

/** The same, but a profile comes again for each path that leads to it (spec 4.3). The order is as long as there are paths. */
export function orderRepeated(root: ProfileNode): Iterable<ProfileNode> {
  return postOrder(root, () => true);
}

function* postOrder(
  root: ProfileNode,
  enters: (node: ProfileNode) => boolean,
): Generator<ProfileNode, void, undefined> {
  const frames: Frame[] = enters(root) ? [{ node: root, next: 0 }] : [];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const base = frame.node.bases[frame.next++];
    if (base === undefined) {
      frames.pop();
      yield frame.node;
    } else if (enters(base)) {
      frames.push({ node: base, next: 0 });
    }
  }
}

/** How many profiles `orderRepeated` gives for each node; `nodes` has bases before those that extend them. */
export function repeatedCounts(nodes: Iterable<ProfileNode>): ReadonlyMap<ProfileNode, number> {
  const counts = new Map<ProfileNode, number>();
  for (const node of nodes)
    counts.set(
      node,
      node.bases.reduce((sum, base) => sum + (counts.get(base) ?? 0), 1),
    );
  return counts;
}
