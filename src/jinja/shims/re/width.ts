import type { Conditional, Node, Sequence, Width } from './nodes.js';

const NONE: Width = { least: 0, most: 0 };
const ONE: Width = { least: 1, most: 1 };

/** How many characters a sequence takes, at least and at most. */
export function widthOf(sequence: Sequence, groups: readonly (Width | undefined)[]): Width {
  let [least, most] = [0, 0];
  for (const node of sequence) {
    const width = widthOfNode(node, groups);
    least += width.least;
    most += width.most;
  }
  return { least, most };
}

function widthOfNode(node: Node, groups: readonly (Width | undefined)[]): Width {
  switch (node.kind) {
    case 'literal':
    case 'class':
    case 'any':
      return ONE;
    case 'at':
    case 'look':
      return NONE;
    case 'group':
    case 'atomic':
      return widthOf(node.body, groups);
    case 'branch':
      return either(node.branches.map((branch) => widthOf(branch, groups)));
    case 'repeat': {
      const { least, most } = widthOf(node.body, groups);
      return { least: least * node.least, most: most === 0 ? 0 : most * node.most };
    }
    case 'reference':
      return groups[node.group] ?? NONE;
    case 'conditional':
      return widthOfConditional(node, groups);
  }
}

function widthOfConditional({ yes, no }: Conditional, groups: readonly (Width | undefined)[]): Width {
  return either([widthOf(yes, groups), no === undefined ? NONE : widthOf(no, groups)]);
}

function either(widths: readonly Width[]): Width {
  return {
    least: Math.min(...widths.map(({ least }) => least)),
    most: Math.max(...widths.map(({ most }) => most)),
  };
}
