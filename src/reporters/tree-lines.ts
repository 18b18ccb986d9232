/** Something to say in one or more lines, and what belongs to it. */
export interface TreeNode {
  readonly lines: readonly string[];
  readonly children: readonly TreeNode[];
}

/** Columns that a level of the tree takes. */
export const TREE_STEP = 3;

/** A tree drawn with lines; the root stands at the margin. */
export function treeLines(root: TreeNode): readonly string[] {
  const drawn: string[] = [];
  draw(root, { first: '', rest: '' }, drawn);
  return drawn;
}

/** What the first line of a node begins with, and what all others do. */
interface Margin {
  readonly first: string;
  readonly rest: string;
}

function draw({ lines, children }: TreeNode, { first, rest }: Margin, drawn: string[]): void {
  const guide = children.length > 0 ? '│  ' : '   ';
  for (const [index, line] of lines.entries()) drawn.push((index === 0 ? first : rest + guide) + line);
  for (const [index, child] of children.entries()) {
    const isLast = index === children.length - 1;
    draw(child, { first: `${rest}${isLast ? '╰─' : '├─'} `, rest: rest + (isLast ? '   ' : '│  ') }, drawn);
  }
}
