/** The flags of `re` as Python numbers them. */
export const FLAG = {
  ignoreCase: 2,
  locale: 4,
  multiLine: 8,
  dotAll: 16,
  unicode: 32,
  verbose: 64,
  debug: 128,
  ascii: 256,
} as const;

export const LETTERS: ReadonlyMap<string, number> = new Map([
  ['i', FLAG.ignoreCase],
  ['L', FLAG.locale],
  ['m', FLAG.multiLine],
  ['s', FLAG.dotAll],
  ['x', FLAG.verbose],
  ['a', FLAG.ascii],
  ['u', FLAG.unicode],
]);

/** Those that exclude each other. */
export const TYPES: number = FLAG.ascii | FLAG.locale | FLAG.unicode;
