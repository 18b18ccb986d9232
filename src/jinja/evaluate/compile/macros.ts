import type { CallBlockNode, MacroNode, Parameter } from '../../syntax/index.js';
import { shownOf } from '../../values/shown.js';
import { Activation, capture, perform, type Execute } from '../activation.js';
import { titleOf, Macro, type Signature } from '../macro.js';
import { compileBlockCall } from './access.js';
import { collectMacro } from './collect.js';
import { CompileStop, codeOf, FunctionScope, inner, stop, type Frame, type Unit, type Within } from './unit.js';
import { enter, getter, setter, variableOf, type Enter } from './variables.js';

type MakeMacro = (run: Activation) => Macro;

/** `{% macro … %}` */
export function compileMacro(node: MacroNode, unit: Unit, frame: Frame): Execute {
  const { name } = node.name;
  const make = compileBody(node, name, { unit, frame });
  const set = setter(variableOf(name, frame, node.name), frame);
  const isPublic = !name.startsWith('_');
  return (run) => {
    const macro = make(run);
    set(run, macro);
    if (frame.isTopLevel) {
      run.context.vars.set(name, macro);
      if (isPublic) run.context.exported.add(name);
    }
    return 0;
  };
}

/** `{% call … %}` */
export function compileCallBlock(node: CallBlockNode, unit: Unit, frame: Frame): Execute {
  const make = compileBody(node, undefined, { unit, frame });
  unit.marks.set(node);
  const call = compileBlockCall(node.call, unit, frame);
  const site = unit.marks.site(node.call);
  return (run) => {
    const value = call(run, make(run));
    run.site = site;
    run.sink.writeValue(value);
    return 0;
  };
}

function compileBody(
  node: MacroNode | CallBlockNode,
  name: string | undefined,
  { unit, frame: outside }: Within,
): MakeMacro {
  const scope = new FunctionScope(outside.symbols.level + 1, outside.scope);
  const frame = { ...inner(outside, scope), isChecked: false };
  const signature = signatureOf(node, name, unit);
  // The special names are parameters for what is collected after them; what was collected before keeps its place.
  collectMacro(frame.symbols, node);
  const special = (['caller', 'kwargs', 'varargs'] as const).filter((one) => isPassed(signature, one));
  for (const one of special) frame.symbols.declare(one);
  refuseTwins(node.parameters, name, frame);
  unit.marks.set(node);
  const names = [...signature.parameters, ...special];
  const setters = names.map((one) => setter(variableOf(one, frame, node), frame));
  for (const one of names) unit.pending.add(variableOf(one, frame, node));
  const defaults = node.parameters.map((parameter) => compileDefault(parameter, unit, frame));
  unit.pending.clear();
  const begin = enter(frame);
  const body = unit.execute(node.body, frame);
  const end = unit.marks.site(node);
  const code = codeOf(unit, scope, name === undefined ? { kind: 'caller' } : { kind: 'macro', name });
  return (outer) => {
    outer.context.spend(STEPS_OF_MACRO);
    return new Macro(signature, (values) => {
      const run = new Activation(code, { context: outer.context, outer, sink: capture(outer) });
      for (const [at, set] of setters.entries()) set(run, values[at]);
      let text = '';
      perform(run, () => {
        begin(run);
        for (const fill of defaults) fill(run);
        body(run);
        run.site = end;
        text = run.base.take();
      });
      return text;
    });
  };
}

/** A template can keep macros. */
const STEPS_OF_MACRO = 4;

/** Python refuses a parameter that stands there twice, by the name that Jinja's code gives it. */
function refuseTwins(parameters: readonly Parameter[], macro: string | undefined, frame: Frame): void {
  const seen = new Set<string>();
  for (const { name: place } of parameters) {
    const { name } = place;
    const { level } = variableOf(name, frame, place);
    if (seen.has(name)) {
      const message = `duplicate argument 'l_${level}_${name}' in function definition`;
      const mistake = {
        sought: 'call',
        says: `has the parameter \`${name}\` twice`,
        of: () => titleOf(macro),
      } as const;
      throw new CompileStop('SyntaxError', message, { place, mistake });
    }
    seen.add(name);
  }
}

/** Whether a special name is passed beside the parameters. */
function isPassed({ parameters, ...signature }: Signature, name: 'caller' | 'kwargs' | 'varargs'): boolean {
  return signature[name] && !parameters.includes(name);
}

function signatureOf(node: MacroNode | CallBlockNode, name: string | undefined, unit: Unit): Signature {
  const uses = (special: string): boolean => unit.uses.reads(node.body, special);
  const parameters = node.parameters.map((parameter) => parameter.name.name);
  const caller = node.parameters.find((parameter) => parameter.name.name === 'caller');
  if (uses('caller') && caller !== undefined && caller.defaultValue === undefined)
    stop(
      'TemplateAssertionError',
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
      node,
    );
  return {
    name,
    parameters,
    caller: uses('caller'),
    kwargs: uses('kwargs') && !parameters.includes('kwargs'),
    varargs: uses('varargs') && !parameters.includes('varargs'),
  };
}

/** Fills in a parameter that was not given; what stands before it can be used, what comes after is undefined. */
function compileDefault({ name: { name, ...place }, defaultValue }: Parameter, unit: Unit, frame: Frame): Enter {
  const variable = variableOf(name, frame, place);
  const [get, set] = [getter(variable, frame), setter(variable, frame)];
  if (defaultValue !== undefined) {
    const value = unit.evaluate(defaultValue, frame);
    unit.pending.delete(variable);
    return (run) => {
      if (get(run) === undefined) set(run, value(run));
    };
  }
  unit.pending.delete(variable);
  const hint = `parameter ${shownOf(name)} was not provided`;
  return (run) => {
    if (get(run) === undefined) set(run, run.context.undefined({ name, hint }));
  };
}
