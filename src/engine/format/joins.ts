import { valueOf, type OptionNode, type Profile } from '../profile/index.js';

/** Options whose values are one value: what a file adds to an option, or removes from it, more than once. */
export type Joined = readonly [OptionNode, OptionNode, ...OptionNode[]];

/** In file order. Conditions may leave any of them out. */
export function findJoined({ sections }: Profile): readonly Joined[] {
  const repeated = new Map<string, OptionNode[]>();
  for (const { name, items } of sections) {
    for (const item of items) {
      if (item.kind !== 'option' || item.operator === '=') continue;
      const key = [name, item.name, item.operator].join('\n');
      const nodes = repeated.get(key);
      if (nodes === undefined) repeated.set(key, [item]);
      else nodes.push(item);
    }
  }
  return [...repeated.values()].flatMap(([first, second, ...more]): readonly Joined[] =>
    first === undefined || second === undefined ? [] : [[first, second, ...more]],
  );
}

/**
 * How much indentation may be replaced in options that are joined, which happens before any is removed: the width of
 * what all their lines share. `undefined` when one of the values begins on the line of its option, so that every blank
 * of the others counts.
 */
export function sharedIndentation(joined: Joined): number | undefined {
  if (!joined.every(({ block }) => block)) return undefined;
  const lines = joined.flatMap((node) => node.lines.filter(({ text }) => text !== ''));
  const [first] = lines;
  // Has the indentation removed from all lines together, and looks how much is gone.
  return first === undefined ? 0 : valueOf([{ text: '', start: 0 }, ...lines])[0].start - first.start;
}
