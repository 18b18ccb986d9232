import type { Source } from '../../../engine/diag/index.js';
import type { Body, Expression, Place, SliceNode, SliceTupleNode } from '../../syntax/index.js';
import type { Mistake } from '../../values/mistake.js';
import type { RaisedKind } from '../../values/raised.js';
import type { Evaluate, Execute, FunctionCode, Slot } from '../activation.js';
import type { Environment } from '../environment.js';
import type { Role, Site } from '../site.js';
import { START } from '../site.js';
import { Symbols, type Variable } from './symbols.js';
import type { UsesOfBodies } from './uses.js';
import type { Term } from './walk.js';

interface Stopping {
  readonly place: Place;
  readonly mistake?: Mistake | undefined;
}

/** A mistake that is only seen when a template is compiled; caught in `compileTemplate` and nowhere else. */
export class CompileStop extends Error {
  override readonly name = 'CompileStop';
  readonly kind: CompileStopKind;
  readonly place: Place;
  readonly mistake: Mistake | undefined;

  constructor(kind: CompileStopKind, message: string, { place, mistake }: Stopping) {
    super(message);
    this.kind = kind;
    this.place = place;
    this.mistake = mistake;
  }
}

/**
 * `SyntaxError` is what Python says to what Jinja wrote for it, `AssertionError` Jinja's own confusion; others are what
 * values raise, and `LimitError`.
 */
export type CompileStopKind = 'SyntaxError' | RaisedKind;

/** Nothing that follows in the same body can be reached: the template was extended twice. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** What running to that place does. */
  readonly instead: Execute;

  constructor(instead: Execute) {
    super('unreachable');
    this.instead = instead;
  }
}

/** A function that is compiled: the body of a template, a block, a macro, a recursive loop, or the filter of a loop. */
export class FunctionScope {
  readonly outer: FunctionScope | undefined;
  /** The lowest level of its variables: those below it belong to the functions around. */
  readonly level: number;
  readonly #slots = new Map<string, number>();

  constructor(level: number, outer: FunctionScope | undefined) {
    this.level = level;
    this.outer = outer;
  }

  /** Where a variable is: in which slot, of the function how far out. */
  locate({ level, name }: Variable): { readonly hops: number; readonly slot: number } {
    const { outer } = this;
    if (level >= this.level || outer === undefined) return { hops: 0, slot: this.#slotOf(`${level} ${name}`) };
    const { hops, slot } = outer.locate({ level, name });
    return { hops: hops + 1, slot };
  }

  #slotOf(key: string): number {
    const slot = this.#slots.get(key) ?? this.#slots.size;
    this.#slots.set(key, slot);
    return slot;
  }

  /** To be called when everything in the function is compiled. */
  get blank(): readonly Slot[] {
    return Array.from<Slot>({ length: this.#slots.size }).fill(undefined);
  }

  get names(): ReadonlySet<string> {
    return new Set([...this.#slots.keys()].map((key) => key.slice(key.indexOf(' ') + 1)));
  }
}

/** What a statement that is compiled stands in. */
export interface Frame {
  readonly symbols: Symbols;
  readonly scope: FunctionScope;
  /** Outside of everything but `if`: what is set is part of the context. */
  readonly isTopLevel: boolean;
  /** Outside of everything. */
  readonly isRoot: boolean;
  /** In an `if`: filters and tests that there are not are noticed when they are used. */
  readonly isSoft: boolean;
  /** Whether text is only printed when the template extends none. */
  readonly isChecked: boolean;
  /** Whether there is a loop to leave in this function. */
  readonly isLoop: boolean;
}

export function inner(frame: Frame, scope: FunctionScope = frame.scope): Frame {
  const isLoop = frame.isLoop && scope === frame.scope;
  const symbols = new Symbols(frame.symbols);
  return { ...frame, symbols, scope, isTopLevel: false, isRoot: false, isSoft: false, isLoop };
}

export function soft(frame: Frame): Frame {
  return { ...frame, isRoot: false, isSoft: true };
}

/** Whether printed text is escaped, as far as the template itself tells. */
export interface Escape {
  readonly isOn: boolean;
  /** A value that is only known later decides. */
  readonly isVolatile: boolean;
}

/** One template that is compiled: what its parts have in common, and how they compile what is in them. */
export interface Unit {
  readonly environment: Environment;
  readonly source: Source;
  readonly name: string | undefined;
  escape: Escape;
  /** How many `extends` there were so far, and whether one of them is always reached. */
  extendsSoFar: number;
  hasKnownExtends: boolean;
  readonly marks: Marks;
  /** Parameters of the macro that is compiled that may not be filled in yet. */
  readonly pending: Set<Variable>;
  readonly uses: UsesOfBodies;
  /** Terms that were looked through, and whether Jinja knows their values beforehand. */
  readonly constants: Map<Term, boolean>;
  evaluate(term: Expression | SliceNode | SliceTupleNode, frame: Frame): Evaluate;
  execute(body: Body, frame: Frame): Execute;
}

/** What is compiled, and what it stands in. */
export interface Within {
  readonly unit: Unit;
  readonly frame: Frame;
}

/**
 * The line that Jinja's traceback tells is that of the last statement, or printed expression, that was written into its
 * Python code before the place of the error. Parts are compiled in that order.
 */
export class Marks {
  #last: Place = START;

  set(place: Place): void {
    this.#last = place;
  }

  /** The last statement, or printed expression. */
  get last(): Place {
    return this.#last;
  }

  /** A place on the line of now. */
  site({ start, end }: Place): Site {
    return { start, end, at: this.#last.at };
  }
}

/** To be called when the body is compiled. */
export function codeOf({ source, name: templateName }: Unit, scope: FunctionScope, role: Role): FunctionCode {
  return { role, blank: scope.blank, names: scope.names, templateName, source };
}

export function stop(kind: CompileStopKind, message: string, place: Place): never {
  throw new CompileStop(kind, message, { place });
}

/** For a name that there is not. */
export function stopAtName(message: string, place: Place, mistake: Mistake): never {
  throw new CompileStop('TemplateAssertionError', message, { place, mistake });
}
