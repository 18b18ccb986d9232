import { raise } from '../../values/raised.js';
import { lowerOf, lowerOfAscii } from './case.js';
import { FLAG, TYPES } from './flags.js';
import type { Conditional, Group, Look, Node, Parsed, Place, Repeat, Sequence } from './nodes.js';
import { testOf, wordTest, type Test } from './tests.js';
import { widthOf } from './width.js';

/** One step of a matching. Addresses are indices of the program. */
export type Step =
  | { readonly op: 'one'; readonly test: Test }
  | { readonly op: 'place'; readonly place: Placing; readonly isWord: Test }
  | { readonly op: 'split'; readonly others: readonly number[] }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'mark'; readonly slot: number }
  /** Many of one character, from `least` to `most`. */
  | { readonly op: 'many'; readonly test: Test; readonly least: number; readonly most: number; readonly lazy: boolean }
  | { readonly op: 'enter'; readonly loop: number; readonly to: number }
  | ({ readonly op: 'again'; readonly loop: number; readonly least: number; readonly most: number } & Looping)
  | ({ readonly op: 'look'; readonly width: number | undefined; readonly negated: boolean } & Inner)
  /** What it finds is not gone back to; so many times. */
  | ({ readonly op: 'keep'; readonly least: number; readonly most: number } & Inner)
  | { readonly op: 'reference'; readonly group: number; readonly fold: Fold | undefined }
  | { readonly op: 'given'; readonly group: number; readonly otherwise: number }
  | { readonly op: 'done' };

interface Looping {
  readonly body: number;
  readonly lazy: boolean;
}

/** A program of its own, up to its `done`, and where it goes on behind it. */
interface Inner {
  readonly body: number;
  readonly next: number;
}

type Fold = (code: number) => number;

/** Lines count where the flag says so. */
export type Placing = Place | 'line-start' | 'line-end';

export interface Program {
  readonly steps: readonly Step[];
  readonly groups: number;
  readonly loops: number;
}

export function compileParsed(parsed: Parsed): Program {
  const compiler = new Compiler(parsed);
  compiler.sequence(parsed.body, parsed.flags);
  compiler.steps.push({ op: 'done' });
  return { steps: compiler.steps, groups: parsed.groups, loops: compiler.loops };
}

class Compiler {
  readonly steps: Step[] = [];
  loops = 0;
  readonly #parsed: Parsed;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
  }

  sequence(sequence: Sequence, flags: number): void {
    for (const node of sequence) this.#node(node, flags);
  }

  #node(node: Node, flags: number): void {
    switch (node.kind) {
      case 'literal':
      case 'class':
      case 'any':
        this.steps.push({ op: 'one', test: testOf(node, flags) });
        break;
      case 'at':
        this.steps.push({ op: 'place', place: placeOf(node.place, flags), isWord: wordTest(flags) });
        break;
      case 'branch':
        this.#branch(node.branches, flags);
        break;
      case 'repeat':
        this.#repeat(node, flags);
        break;
      case 'group':
        this.#group(node, flags);
        break;
      case 'atomic':
        this.#inner((body, next) => ({ op: 'keep', least: 1, most: 1, body, next }), node.body, flags);
        break;
      case 'look':
        this.#look(node, flags);
        break;
      case 'reference':
        this.steps.push({ op: 'reference', group: node.group, fold: foldOf(flags) });
        break;
      case 'conditional':
        this.#conditional(node, flags);
        break;
    }
  }

  /** Keeps a place for a step that knows its addresses later. */
  #later(): number {
    return this.steps.push({ op: 'done' }) - 1;
  }

  #branch(branches: readonly Sequence[], flags: number): void {
    const split = this.#later();
    const starts: number[] = [];
    const ends: number[] = [];
    for (const branch of branches) {
      starts.push(this.steps.length);
      this.sequence(branch, flags);
      ends.push(this.#later());
    }
    const [, ...others] = starts;
    this.steps[split] = { op: 'split', others };
    for (const end of ends) this.steps[end] = { op: 'jump', to: this.steps.length };
  }

  #repeat(node: Repeat, flags: number): void {
    const { least, most, greed, body } = node;
    if (greed === 'possessive') {
      this.#inner((start, next) => ({ op: 'keep', least, most, body: start, next }), body, flags);
      return;
    }
    const [only] = body;
    const lazy = greed === 'lazy';
    const isSingle = only?.kind === 'literal' || only?.kind === 'class' || only?.kind === 'any';
    if (isSingle && body.length === 1) {
      this.steps.push({ op: 'many', test: testOf(only, flags), least, most, lazy });
      return;
    }
    const loop = this.loops++;
    const enter = this.#later();
    const start = this.steps.length;
    this.sequence(body, flags);
    this.steps[enter] = { op: 'enter', loop, to: this.steps.length };
    this.steps.push({ op: 'again', loop, least, most, body: start, lazy });
  }

  #group({ number, added, removed, body }: Group, flags: number): void {
    const base = (added & TYPES) === 0 ? flags : flags & ~TYPES;
    const inner = (base | added) & ~removed;
    if (number !== undefined) this.steps.push({ op: 'mark', slot: 2 * number });
    this.sequence(body, inner);
    if (number !== undefined) this.steps.push({ op: 'mark', slot: 2 * number + 1 });
  }

  #look({ behind, negated, body }: Look, flags: number): void {
    let width: number | undefined;
    if (behind) {
      const { least, most } = widthOf(body, this.#parsed.widths);
      if (least !== most) raise('error', 'look-behind requires fixed-width pattern');
      width = least;
    }
    this.#inner((start, next) => ({ op: 'look', width, negated, body: start, next }), body, flags);
  }

  #inner(stepFor: (body: number, next: number) => Step, body: Sequence, flags: number): void {
    const head = this.#later();
    this.sequence(body, flags);
    this.steps.push({ op: 'done' });
    this.steps[head] = stepFor(head + 1, this.steps.length);
  }

  #conditional({ group, yes, no }: Conditional, flags: number): void {
    const head = this.#later();
    this.sequence(yes, flags);
    const end = no === undefined ? undefined : this.#later();
    this.steps[head] = { op: 'given', group, otherwise: this.steps.length };
    if (no === undefined || end === undefined) return;
    this.sequence(no, flags);
    this.steps[end] = { op: 'jump', to: this.steps.length };
  }
}

function foldOf(flags: number): Fold | undefined {
  if ((flags & FLAG.ignoreCase) === 0) return undefined;
  return (flags & FLAG.ascii) !== 0 ? lowerOfAscii : lowerOf;
}

function placeOf(place: Place, flags: number): Placing {
  if ((flags & FLAG.multiLine) === 0) return place;
  if (place === 'start') return 'line-start';
  return place === 'end' ? 'line-end' : place;
}
