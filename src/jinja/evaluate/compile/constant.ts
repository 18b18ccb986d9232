import { FILTERS } from '../../filters/index.js';
import type { Expression, FilterNode, TestNode } from '../../syntax/index.js';
import { TESTS } from '../../tests/index.js';
import type { Host } from '../../values/host.js';
import { raise, Raised } from '../../values/raised.js';
import { isTrue } from '../../values/truth.js';
import { Undefined } from '../../values/undefined.js';
import type { Value } from '../../values/value.js';
import { Activation, type Evaluate } from '../activation.js';
import { Context, type Rendering } from '../context.js';
import { Layer } from '../layer.js';
import { Meter } from '../meter.js';
import { Sink } from '../sink.js';
import { Trace } from '../trace.js';
import type { Frame, Unit, Within } from './unit.js';
import { termsIn, type Term } from './walk.js';

/** What is more work than this is left to the rendering. */
const LITTLE = { steps: 1000, outputSize: 1000, depth: 1, valueSize: 1000 };

/** Somewhere to evaluate what needs no context. */
function constantRun({ environment, escape, name: templateName, source }: Unit): Activation {
  const rendering: Rendering = {
    environment,
    meter: new Meter({ ...LITTLE, valueSize: Math.min(LITTLE.valueSize, environment.limits.valueSize) }),
    trace: new Trace(),
    load: nothingLoaded,
    moduleOf: nothingLoaded,
  };
  const parts = { templateName, given: new Layer(new Map()), blocks: new Map(), escaping: { value: escape.isOn } };
  const context = new Context(rendering, parts);
  const code = { role: { kind: 'render' }, blank: [], names: new Set<string>(), templateName, source } as const;
  return new Activation(code, { context, outer: undefined, sink: new Sink(rendering.meter) });
}

function nothingLoaded(): never {
  return raise('TemplateRuntimeError', 'constants load no templates');
}

/**
 * The value of an expression of constants; `undefined` for any other, and for one that raises. What stands within
 * others is asked at every level: who has it compiled already answers that, and it is not compiled again.
 */
export function constantOf(term: Expression, compiled: () => Evaluate, within: Within): Value | undefined {
  return constantBy(term, { ...within, compiled }, (value) => value);
}

interface Compiled extends Within {
  readonly compiled: () => Evaluate;
}

/** What is made of the value of an expression of constants; `undefined` for any other, and where something raises. */
export function constantBy<Made>(
  term: Expression,
  { unit, frame, compiled }: Compiled,
  make: (value: Value, host: Host) => Made,
): Made | undefined {
  if (!isConstant(term, unit, frame)) return undefined;
  const evaluate = compiled();
  try {
    const run = constantRun(unit);
    const value = evaluate(run);
    // What a strict one does is done where the template uses it.
    return value instanceof Undefined && value.policy === 'strict' ? undefined : make(value, run.context);
  } catch (error) {
    if (error instanceof Raised) return undefined;
    throw error;
  }
}

/** Whether Jinja knows the value beforehand, unless it raises. What a constant condition leaves out may be anything. */
export function isConstant(term: Term, unit: Unit, frame: Frame): boolean {
  const known = unit.constants.get(term);
  if (known !== undefined) return known;
  const found = findConstant(term, unit, frame);
  unit.constants.set(term, found);
  return found;
}

function findConstant(term: Term, unit: Unit, frame: Frame): boolean {
  switch (term.kind) {
    case 'constant':
      return true;
    case 'name':
    case 'call':
    case 'slice-tuple':
      return false;
    case 'filter':
      return isFoldable('filter', term, unit) && areConstant(termsIn(term), unit, frame);
    case 'test':
      return isFoldable('test', term, unit) && areConstant(termsIn(term), unit, frame);
    case 'logical': {
      if (!isConstant(term.left, unit, frame)) return false;
      const left = valueOf(term.left, unit, frame);
      return (left !== undefined && isTrue(left) === (term.operator === 'or')) || isConstant(term.right, unit, frame);
    }
    case 'conditional': {
      if (!isConstant(term.test, unit, frame)) return false;
      const test = valueOf(term.test, unit, frame);
      const chosen = test === undefined || isTrue(test) ? term.value : term.otherwise;
      return chosen !== undefined && isConstant(chosen, unit, frame);
    }
    default:
      return areConstant(termsIn(term), unit, frame);
  }
}

function valueOf(term: Expression, unit: Unit, frame: Frame): Value | undefined {
  return constantOf(term, () => unit.evaluate(term, frame), { unit, frame });
}

function areConstant(terms: readonly Term[], unit: Unit, frame: Frame): boolean {
  return terms.every((term) => isConstant(term, unit, frame));
}

/** Filters that ask for names of the template, or call others by their names. */
const NEED_CONTEXT: ReadonlySet<string> = new Set('map random reject rejectattr select selectattr'.split(' '));

/** Jinja's own filters and tests; what others are made of is not known, and what escapes is not where that may change. */
function isFoldable(kind: 'filter' | 'test', { name, subject }: FilterNode | TestNode, unit: Unit): boolean {
  const { environment, escape } = unit;
  if (escape.isVolatile || subject === undefined || NEED_CONTEXT.has(name)) return false;
  const [given, own] = kind === 'filter' ? [environment.filters, FILTERS] : [environment.tests, TESTS];
  const found = own.get(name);
  return found !== undefined && given.get(name) === found;
}
