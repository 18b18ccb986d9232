import type { Host } from '../../values/host.js';
import type { Placing, Program, Step } from './program.js';
import type { Test } from './tests.js';

/** Where and how a matching begins. */
export interface Start {
  readonly from: number;
  /** Whether it must reach the end. */
  readonly whole: boolean;
  /** Whether it must not be empty. */
  readonly advance: boolean;
}

/** What was found: the positions of the groups by twos, -1 for none; the whole match is the first. */
export interface Found {
  readonly marks: readonly number[];
  /** The number of the group that was closed last. */
  readonly last: number | undefined;
}

// What is left to try or to undo is kept on one stack, three numbers each: the kind and a step or register, and two more.
const CHOICE = 0; // [step, position]
const UNDO = 1; // [register, value]
const FEWER = 2; // [step behind, least position, position]
const MORE = 3; // [step, position, how many]
const ONCE_MORE = 4; // [step, position, count]

const KINDS = 8;

function entry(kind: number, first: number): number {
  return first * KINDS + kind;
}

const PORTION = 1024;

/**
 * Tries a program at places of one text. Every step is counted by the host, so that a pattern that would go back and
 * forth without end comes to a `LimitError`.
 */
export class Runner {
  readonly #steps: readonly Step[];
  readonly #codes: ArrayLike<number>;
  readonly #end: number;
  readonly #host: Host;
  readonly #marks: number;
  readonly #loops: number;
  /** The marks of the groups, the group that was closed last, and two for each loop: how often, and where last. */
  readonly #registers: Int32Array;
  #stack: number[] = [];
  #position = 0;
  #uncharged = 0;
  #reserved = 4096;

  constructor({ steps, groups, loops }: Program, text: { codes: ArrayLike<number>; end: number }, host: Host) {
    this.#steps = steps;
    this.#codes = text.codes;
    this.#end = text.end;
    this.#host = host;
    this.#marks = 2 * groups + 2;
    this.#loops = this.#marks + 1;
    this.#registers = new Int32Array(this.#loops + 2 * loops);
  }

  match(start: Start): Found | undefined {
    this.#registers.fill(-1);
    this.#stack = [];
    this.#position = start.from;
    if (!this.#run(0, start)) return undefined;
    const marks = [...this.#registers.subarray(0, this.#marks)];
    marks[0] = start.from;
    marks[1] = this.#position;
    for (let slot = 2; slot < marks.length; slot += 2) {
      if (marks[slot + 1] === -1) marks[slot] = -1;
    }
    const last = this.#registers[this.#marks] ?? -1;
    return { marks, last: last < 0 ? undefined : last };
  }

  #set(register: number, value: number): void {
    this.#push(entry(UNDO, register), this.#registers[register] ?? -1, 0);
    this.#registers[register] = value;
  }

  /** Plain numbers, without an object: this is done at every other step. `what` is of `entry`. */
  #push(what: number, second: number, third: number): void {
    this.#stack.push(what, second, third);
    if (this.#stack.length > this.#reserved) this.#host.reserve((this.#reserved *= 2));
  }

  #charge(): void {
    if (++this.#uncharged < PORTION) return;
    this.#host.spend(this.#uncharged);
    this.#uncharged = 0;
  }

  /** Goes on from a step to the `done` of its program; what it leaves on the stack can still be gone back to. */
  #run(from: number, start?: Start): boolean {
    const base = this.#stack.length;
    let at = from;
    for (;;) {
      this.#charge();
      const step = this.#steps[at];
      if (step === undefined || step.op === 'done') {
        if (start === undefined || this.#isGood(start)) return true;
        at = -1;
      } else at = this.#step(step, at);
      if (at < 0) at = this.#back(base);
      if (at < 0) return false;
    }
  }

  #isGood({ from, whole, advance }: Start): boolean {
    if (whole && this.#position !== this.#end) return false;
    return !advance || this.#position !== from;
  }

  /** The next step; -1 when this one fails. */
  #step(step: Exclude<Step, { op: 'done' }>, at: number): number {
    switch (step.op) {
      case 'one':
        if (this.#position >= this.#end || !step.test(this.#codes[this.#position] ?? 0)) return -1;
        this.#position++;
        return at + 1;
      case 'place':
        return this.#isAt(step.place, step.isWord) ? at + 1 : -1;
      case 'split':
        for (let other = step.others.length - 1; other >= 0; other--) {
          this.#push(entry(CHOICE, step.others[other] ?? 0), this.#position, 0);
        }
        return at + 1;
      case 'jump':
        return step.to;
      case 'mark':
        return this.#mark(step.slot, at);
      case 'many':
        return this.#many(step, at);
      case 'enter':
        this.#set(this.#loops + 2 * step.loop, -1);
        this.#set(this.#loops + 2 * step.loop + 1, -1);
        return step.to;
      case 'again':
        return this.#again(step, at);
      case 'look':
        return this.#look(step);
      case 'keep':
        return this.#keep(step);
      case 'reference':
        return this.#reference(step) ? at + 1 : -1;
      case 'given':
        return (this.#registers[2 * step.group + 1] ?? -1) >= 0 ? at + 1 : step.otherwise;
    }
  }

  #mark(slot: number, at: number): number {
    this.#set(slot, this.#position);
    if (slot % 2 === 1) this.#set(this.#marks, (slot - 1) / 2);
    return at + 1;
  }

  #isAt(place: Placing, isWord: Test): boolean {
    const position = this.#position;
    switch (place) {
      case 'start':
      case 'text-start':
        return position === 0;
      case 'line-start':
        return position === 0 || this.#codes[position - 1] === 10;
      case 'text-end':
        return position === this.#end;
      case 'end':
        return position === this.#end || (position === this.#end - 1 && this.#codes[position] === 10);
      case 'line-end':
        return position === this.#end || this.#codes[position] === 10;
      case 'boundary':
        return this.#end > 0 && this.#isWordAt(position - 1, isWord) !== this.#isWordAt(position, isWord);
      case 'no-boundary':
        return this.#end > 0 && this.#isWordAt(position - 1, isWord) === this.#isWordAt(position, isWord);
    }
  }

  #isWordAt(position: number, isWord: Test): boolean {
    return position >= 0 && position < this.#end && isWord(this.#codes[position] ?? 0);
  }

  #many({ test, least, most, lazy }: Extract<Step, { op: 'many' }>, at: number): number {
    const from = this.#position;
    const enough = lazy ? least : most;
    const limit = Math.min(this.#end, from + enough);
    let position = from;
    while (position < limit && test(this.#codes[position] ?? 0)) position++;
    const count = position - from;
    this.#host.spend(count);
    if (count < least) return -1;
    this.#position = position;
    if (lazy) this.#push(entry(MORE, at), position, count);
    else if (count > least) this.#push(entry(FEWER, at + 1), from + least, position);
    return at + 1;
  }

  #again({ loop, least, most, body, lazy }: Extract<Step, { op: 'again' }>, at: number): number {
    const counter = this.#loops + 2 * loop;
    const count = (this.#registers[counter] ?? -1) + 1;
    if (count < least) {
      this.#set(counter, count);
      return body;
    }
    if (lazy) {
      this.#push(entry(ONCE_MORE, at), this.#position, count);
      return at + 1;
    }
    // An empty turn is not followed by another one.
    if (count >= most || this.#registers[counter + 1] === this.#position) return at + 1;
    this.#push(entry(CHOICE, at + 1), this.#position, 0);
    this.#set(counter, count);
    this.#set(counter + 1, this.#position);
    return body;
  }

  #look({ width, negated, body, next }: Extract<Step, { op: 'look' }>): number {
    const position = this.#position;
    const from = position - (width ?? 0);
    if (from < 0) return negated ? next : -1;
    const base = this.#stack.length;
    this.#position = from;
    const found = this.#run(body);
    if (found && negated) this.#unwind(base);
    else if (found) this.#forget(base);
    this.#position = position;
    return found === negated ? -1 : next;
  }

  #keep({ least, most, body, next }: Extract<Step, { op: 'keep' }>): number {
    let count = 0;
    let last = -1;
    while (count < most && (count < least || last !== this.#position)) {
      const base = this.#stack.length;
      const from = this.#position;
      if (count >= least) last = from;
      if (!this.#run(body)) {
        this.#position = from;
        break;
      }
      this.#forget(base);
      count++;
    }
    return count < least ? -1 : next;
  }

  #reference({ group, fold }: Extract<Step, { op: 'reference' }>): boolean {
    const from = this.#registers[2 * group] ?? -1;
    const to = this.#registers[2 * group + 1] ?? -1;
    if (from < 0 || to < from) return false;
    if (this.#position + to - from > this.#end) return false;
    this.#host.spend(to - from);
    for (let at = from; at < to; at++) {
      const [wanted, given] = [this.#codes[at] ?? 0, this.#codes[this.#position] ?? 0];
      if (wanted !== given && (fold === undefined || fold(wanted) !== fold(given))) return false;
      this.#position++;
    }
    return true;
  }

  /** Goes back to the last thing that can be tried another way; -1 when there is none above `base`. */
  #back(base: number): number {
    const stack = this.#stack;
    while (stack.length > base) {
      const top = stack.length - 3;
      const what = stack[top] ?? 0;
      const [second, third] = [stack[top + 1] ?? 0, stack[top + 2] ?? 0];
      stack.length = top;
      const next = this.#resume(what, second, third);
      if (next >= 0) return next;
    }
    return -1;
  }

  #resume(what: number, second: number, third: number): number {
    const first = Math.floor(what / KINDS);
    switch (what % KINDS) {
      case UNDO:
        this.#registers[first] = second;
        return -1;
      case CHOICE:
        this.#position = second;
        return first;
      case FEWER:
        this.#position = third - 1;
        if (third - 1 > second) this.#push(entry(FEWER, first), second, third - 1);
        return first;
      case MORE:
        return this.#oneMore(first, second, third);
      default:
        return this.#onceMore(first, second, third);
    }
  }

  #oneMore(at: number, position: number, count: number): number {
    const step = this.#steps[at];
    if (step?.op !== 'many' || count >= step.most || position >= this.#end) return -1;
    if (!step.test(this.#codes[position] ?? 0)) return -1;
    this.#position = position + 1;
    this.#push(entry(MORE, at), position + 1, count + 1);
    return at + 1;
  }

  #onceMore(at: number, position: number, count: number): number {
    const step = this.#steps[at];
    if (step?.op !== 'again') return -1;
    const counter = this.#loops + 2 * step.loop;
    if (count >= step.most || this.#registers[counter + 1] === position) return -1;
    this.#position = position;
    this.#set(counter, count);
    this.#set(counter + 1, position);
    return step.body;
  }

  /** Undoes all above `base`. */
  #unwind(base: number): void {
    const stack = this.#stack;
    for (let top = stack.length - 3; top >= base; top -= 3) {
      const what = stack[top] ?? 0;
      if (what % KINDS === UNDO) this.#registers[Math.floor(what / KINDS)] = stack[top + 1] ?? -1;
    }
    stack.length = base;
  }

  /** Drops what could be tried above `base`; what is to be undone stays. */
  #forget(base: number): void {
    const stack = this.#stack;
    let kept = base;
    for (let at = base; at < stack.length; at += 3) {
      if ((stack[at] ?? 0) % KINDS !== UNDO) continue;
      for (let part = 0; part < 3; part++) stack[kept + part] = stack[at + part] ?? 0;
      kept += 3;
    }
    stack.length = kept;
  }
}
