/** A path that is another elsewhere, and what stands for it. */
export interface Mask {
  readonly path: string;
  readonly as: string;
}

/** Longer paths first: one may lie in another. */
export function maskPaths(text: string, masks: readonly Mask[]): string {
  const longest = masks.toSorted((one, other) => other.path.length - one.path.length);
  return longest.reduce((masked, { path, as }) => masked.replaceAll(path, as), text);
}
