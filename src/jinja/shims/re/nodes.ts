/** What a character of a class may be. */
export type Member =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'category'; readonly category: Category };

/** `\d`, `\D` and so on, by their letters. */
export type Category = 'd' | 'D' | 's' | 'S' | 'w' | 'W';

export type Place = 'start' | 'end' | 'text-start' | 'text-end' | 'boundary' | 'no-boundary';

/** How a repetition tries: as many as can be, as few, or as many without going back. */
export type Greed = 'greedy' | 'lazy' | 'possessive';

export interface Repeat {
  readonly kind: 'repeat';
  readonly least: number;
  readonly most: number;
  readonly greed: Greed;
  readonly body: Sequence;
}

/** A group: with a number when it captures; with flags for what is in it. */
export interface Group {
  readonly kind: 'group';
  readonly number: number | undefined;
  readonly added: number;
  readonly removed: number;
  readonly body: Sequence;
}

/** Looks ahead, or behind. */
export interface Look {
  readonly kind: 'look';
  readonly behind: boolean;
  readonly negated: boolean;
  readonly body: Sequence;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly group: number;
  readonly yes: Sequence;
  readonly no: Sequence | undefined;
}

export type Node =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'class'; readonly negated: boolean; readonly members: readonly Member[] }
  | { readonly kind: 'any' }
  | { readonly kind: 'at'; readonly place: Place }
  | { readonly kind: 'branch'; readonly branches: readonly Sequence[] }
  | { readonly kind: 'atomic'; readonly body: Sequence }
  | { readonly kind: 'reference'; readonly group: number }
  | Repeat
  | Group
  | Look
  | Conditional;

export type Sequence = readonly Node[];

/** What a pattern is made of. */
export interface Parsed {
  readonly body: Sequence;
  readonly flags: number;
  /** How many groups capture. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The least and the most characters of a group, by its number. */
  readonly widths: readonly (Width | undefined)[];
}

export interface Width {
  readonly least: number;
  readonly most: number;
}
