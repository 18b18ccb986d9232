import type { Place } from '../../syntax/index.js';
import type { Value } from '../../values/value.js';
import type { Activation, Evaluate, Slot } from '../activation.js';
import { shownOf } from '../../values/shown.js';
import type { Load, Variable } from './symbols.js';
import { MISSING } from '../../values/missing.js';
import { stop, type Frame } from './unit.js';

export type Getter = (run: Activation) => Slot;
export type Setter = (run: Activation, value: Slot) => void;
/** Something that is done without a result: the variables of a scope that is entered. */
export type Enter = (run: Activation) => void;

/** What a name stands for. Names that Jinja forgets to collect are its own `AssertionError`. */
export function variableOf(name: string, frame: Frame, place: Place): Variable {
  const variable = frame.symbols.find(name);
  if (variable !== undefined) return variable;
  const shown = shownOf(name);
  const message = `Tried to resolve a name to a reference that was unknown to the frame (${shown})`;
  return stop('AssertionError', message, place);
}

/**
 * Reads a name; an undefined value for one that is not set. Parameters are always set, apart from those in `pending`, and
 * those of a loop that is left already, which a macro made in the loop can ask for.
 */
export function readName(name: string, frame: Frame, { pending, place }: Reading): Evaluate {
  const variable = variableOf(name, frame, place);
  const { hops, slot } = frame.scope.locate(variable);
  const isParameter = frame.symbols.findLoad(name)?.from === 'parameter' && !pending.has(variable);
  const absent = isParameter ? (): Value => MISSING : (run: Activation): Value => run.context.undefined({ name });
  if (hops === 0)
    return (run) => {
      const value = run.slots[slot];
      return value === undefined ? absent(run) : value;
    };
  const get = getterOf(hops, slot);
  return (run) => {
    const value = get(run);
    return value === undefined ? absent(run) : value;
  };
}

interface Reading {
  /** Parameters of a macro that may not be filled in yet. */
  readonly pending: ReadonlySet<Variable>;
  readonly place: Place;
}

export function getter(variable: Variable, frame: Frame): Getter {
  const { hops, slot } = frame.scope.locate(variable);
  return getterOf(hops, slot);
}

function getterOf(hops: number, slot: number): Getter {
  if (hops === 0) return (run) => run.slots[slot];
  if (hops === 1) return (run) => run.outer?.slots[slot];
  return (run) => {
    let at: Activation | undefined = run;
    for (let left = hops; left > 0; left--) at = at?.outer;
    return at?.slots[slot];
  };
}

/** Sets a variable of the function that the frame is in: none of another is ever set. */
export function setter(variable: Variable, frame: Frame): Setter {
  const { slot } = frame.scope.locate(variable);
  return (run, value) => {
    run.slots[slot] = value;
  };
}

/** What entering a scope does to its variables, apart from parameters. */
export function enter(frame: Frame): Enter {
  return inOrder([...frame.symbols.loads].map(([name, load]) => initial(name, load, frame)));
}

/**
 * The same for a loop, in two parts. What is only read cannot change while the loop runs: it is looked up once. What is
 * set in the body is set back for each item.
 */
export function enterLoop(frame: Frame): { readonly once: Enter; readonly each: Enter } {
  const { loads, stores } = frame.symbols;
  const steps = (isSet: boolean): Enter =>
    inOrder(
      [...loads].filter(([name]) => stores.has(name) === isSet).map(([name, load]) => initial(name, load, frame)),
    );
  return { once: steps(false), each: steps(true) };
}

/** Forgets the variables of a scope: macros that were made in it see them no longer. */
export function leave(frame: Frame): Enter {
  const { loads } = frame.symbols;
  const slots = [...loads.keys()].flatMap((name) => {
    const variable = frame.symbols.variables.get(name);
    return variable === undefined ? [] : [frame.scope.locate(variable).slot];
  });
  if (slots.length === 0) return nothing;
  return (run) => {
    for (const slot of slots) run.slots[slot] = undefined;
  };
}

function initial(name: string, load: Load, frame: Frame): Enter {
  const variable = frame.symbols.variables.get(name);
  if (variable === undefined || load.from === 'parameter') return nothing;
  const { slot } = frame.scope.locate(variable);
  if (load.from === 'nothing')
    return (run) => {
      run.slots[slot] = undefined;
    };
  if (load.from === 'context') {
    const { name: asked } = load;
    return (run) => {
      run.slots[slot] = run.context.lookup(asked);
    };
  }
  const get = getter(load.of, frame);
  return (run) => {
    run.slots[slot] = get(run);
  };
}

function nothing(): void {
  // No variable to set.
}

function inOrder(all: readonly Enter[]): Enter {
  const steps = all.filter((step) => step !== nothing);
  const [first, second, ...more] = steps;
  if (first === undefined) return nothing;
  if (second === undefined) return first;
  if (more.length > 0)
    return (run) => {
      for (const step of steps) step(run);
    };
  return (run) => {
    first(run);
    second(run);
  };
}

/** The names that an included template, an imported one or a scoped block sees beside the context. */
export function localsOf(frame: Frame): (run: Activation) => ReadonlyMap<string, Value> {
  const getters = [...frame.symbols.visible()].map(([name, variable]) => ({ name, get: getter(variable, frame) }));
  return (run) => {
    const locals = new Map<string, Value>();
    for (const { name, get } of getters) {
      const value = get(run);
      if (value !== undefined) locals.set(name, value);
    }
    return locals;
  };
}
