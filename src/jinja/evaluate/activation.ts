import type { Value } from '../values/value.js';
import type { Context, Template } from './context.js';
import { limitOf } from './exhausted.js';
import { START, type Role, type Site } from './site.js';
import { Sink } from './sink.js';

/** A variable of a running function; `undefined` is one that is not set. */
export type Slot = Value | undefined;

/** How a statement ended: 0 goes on, 1 is a `break` on its way to its loop, 2 a `continue`. */
export type Flow = 0 | 1 | 2;

export type Evaluate = (run: Activation) => Value;
export type Execute = (run: Activation) => Flow;

/** What is the same for all activations of a function. */
export interface FunctionCode {
  readonly role: Role;
  /** As many empty slots as it has variables. */
  readonly blank: readonly Slot[];
  /** The names of those variables. */
  readonly names: ReadonlySet<string>;
  readonly templateName: string | undefined;
  readonly source: Template['source'];
}

export interface Surroundings {
  readonly context: Context;
  /** The function that this one stands in. */
  readonly outer: Activation | undefined;
  readonly sink: Sink;
}

/** The template that is extended, and where that is said. */
export interface Extended {
  readonly template: Template;
  readonly site: Site;
}

/** One call of a function: of a template, a block, a macro, a recursive loop, or the filter of a loop. */
export class Activation {
  readonly code: FunctionCode;
  readonly context: Context;
  readonly outer: Activation | undefined;
  readonly slots: Slot[];
  /** Takes what is written outside of every captured text. */
  readonly base: Sink;
  sink: Sink;
  site: Site;
  /** Set by `extends`, in the activation of a template. */
  extended: Extended | undefined;

  constructor(code: FunctionCode, { context, outer, sink }: Surroundings) {
    this.code = code;
    this.context = context;
    this.outer = outer;
    this.slots = code.blank.slice();
    this.base = sink;
    this.sink = sink;
    this.site = START;
    this.extended = undefined;
  }
}

/** Runs the body of a function one level deeper, and notes where it was when an error leaves it. */
export function perform(run: Activation, body: (run: Activation) => void, role: Role = run.code.role): void {
  const { meter } = run.context.rendering;
  meter.enter();
  try {
    body(run);
  } catch (error) {
    const raised = limitOf(error);
    note(run, role, raised);
    throw raised;
  } finally {
    meter.leave();
  }
}

/** Notes for the chain of a failure that an error leaves a function. */
export function note(run: Activation, role: Role, error: unknown): void {
  const { code, context, site } = run;
  const { templateName, source } = code;
  context.rendering.trace.note(error, { role, templateName, source, site }, () => namesIn(run));
}

/** What a name that is not known might have been meant to be. */
function* namesIn(run: Activation): Generator<string, void> {
  yield* run.context.vars.keys();
  yield* run.context.given.all();
  for (let at: Activation | undefined = run; at !== undefined; at = at.outer) yield* at.code.names;
}

/** Where what is written from here on can be taken instead of being printed. */
export function capture(run: Activation): Sink {
  return new Sink(run.context.rendering.meter);
}
