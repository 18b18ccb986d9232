import type { Dialect } from '../../src/engine/resolve/index.js';

/** What one round feeds to the engine. */
export interface ProfileSet {
  /** Texts by path below `DIRECTORY`, or by URL; the first one is the main profile. */
  readonly files: ReadonlyMap<string, string>;
  readonly assignments: readonly string[];
  readonly dialect: Dialect;
  /** The make of the set, for what is made to be large. */
  readonly shape?: string;
}

/** Where the profiles lie; no such directory exists. */
export const DIRECTORY = '/fuzz';

/** A set that can be read, and put into a test. */
export function showSet({ files, assignments, dialect }: ProfileSet): string {
  const shown = [...files].map(([name, text]) => `--- ${name}\n${shorten(JSON.stringify(text))}`);
  return [`dialect ${dialect}, assignments ${JSON.stringify(assignments)}`, ...shown].join('\n');
}

const LONGEST = 2000;

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}
