import type { Expression } from '../../syntax/index.js';
import { raise, Raised } from '../../values/raised.js';
import type { Value } from '../../values/value.js';
import { Activation, type Evaluate } from '../activation.js';
import { Context, type Rendering } from '../context.js';
import { Layer } from '../layer.js';
import { Meter } from '../meter.js';
import { Sink } from '../sink.js';
import { Trace } from '../trace.js';
import type { Unit } from './unit.js';
import { termsIn, type Term } from './walk.js';

/** What is more work than this is left to the rendering. */
const LITTLE = { steps: 1000, outputSize: 1000, depth: 1, valueSize: 1000 };

/** Somewhere to evaluate what needs no context and calls nothing. */
function constantRun({ environment, name: templateName, source }: Unit): Activation {
  const rendering: Rendering = {
    environment,
    meter: new Meter(LITTLE),
    trace: new Trace(),
    load: nothingLoaded,
    moduleOf: nothingLoaded,
  };
  const parts = { templateName, given: new Layer(new Map()), blocks: new Map(), escaping: { value: false } };
  const context = new Context(rendering, parts);
  const code = { role: { kind: 'render' }, blank: [], names: new Set<string>(), templateName, source } as const;
  return new Activation(code, { context, outer: undefined, sink: new Sink(LITTLE.outputSize) });
}

function nothingLoaded(): never {
  return raise('TemplateRuntimeError', 'constants load no templates');
}

/**
 * The value of an expression of constants; `undefined` for any other, and for one that raises. What stands within
 * others is asked at every level: who has it compiled already answers that, and it is not compiled again.
 */
export function constantOf(term: Expression, compiled: () => Evaluate, unit: Unit): Value | undefined {
  if (!isConstant(term)) return undefined;
  const evaluate = compiled();
  try {
    return evaluate(constantRun(unit));
  } catch (error) {
    if (error instanceof Raised) return undefined;
    throw error;
  }
}

function isConstant(term: Term): boolean {
  switch (term.kind) {
    case 'constant':
      return true;
    case 'tuple':
    case 'list':
    case 'dict':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'compare':
    case 'concat':
      return termsIn(term).every(isConstant);
    case 'conditional':
      return term.otherwise !== undefined && termsIn(term).every(isConstant);
    default:
      return false;
  }
}
