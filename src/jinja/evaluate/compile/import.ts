import type { Expression, FromImportNode, ImportNode, IncludeNode } from '../../syntax/index.js';
import { iterate } from '../../values/iterate.js';
import type { Mistake } from '../../values/mistake.js';
import { raise, Raised } from '../../values/raised.js';
import { reprOf, strOf } from '../../values/text.js';
import { isTrue } from '../../values/truth.js';
import { fail, messageOf, Undefined } from '../../values/undefined.js';
import { shownOf } from '../../values/shown.js';
import { Unhosted } from '../../values/unhosted.js';
import type { Value } from '../../values/value.js';
import type { Activation, Execute } from '../activation.js';
import { Context, type Template } from '../context.js';
import { makeModule } from '../make-module.js';
import type { TemplateModule } from '../module.js';
import { positionOf } from './expressions.js';
import type { Frame, Unit } from './unit.js';
import { localsOf, setter, variableOf } from './variables.js';

/** `{% include … %}` */
export function compileInclude(node: IncludeNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  const name = unit.evaluate(node.template, frame);
  const find = finder(node.template, unit);
  const locals = localsOf(frame);
  const site = unit.marks.site(node.template);
  return (run) => {
    const wanted = name(run);
    run.site = site;
    const template = node.ignoreMissing ? findIfAny(() => find(wanted, run)) : find(wanted, run);
    if (template === undefined) return 0;
    const { context } = run;
    const { rendering } = context;
    if (node.withContext) {
      const given = context.snapshot(locals(run));
      template.run('include', Context.of(rendering, template, given), run.sink);
    } else {
      // Jinja writes it past everything that captures text around the tag.
      run.base.append(rendering.moduleOf(template).body);
    }
    return 0;
  };
}

type Find = (name: Value, run: Activation) => Template;

/** What is written as a list is one, even when it is empty; of a value that is only known later, its type decides. */
function finder({ kind, ...node }: Expression, { name: parent }: Unit): Find {
  const one: Find = (name, run) => run.context.rendering.load(name, parent);
  const many: Find = (names, run) => select(names, parent, run);
  if (kind === 'tuple' || kind === 'list') return many;
  if (kind === 'constant' && 'value' in node && typeof node.value === 'string') return one;
  return (name, run) => (typeof name === 'string' || name instanceof Undefined ? one : many)(name, run);
}

function findIfAny(find: () => Template): Template | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Raised && NOT_FOUND.has(error.kind)) return undefined;
    throw error;
  }
}

const NOT_FOUND: ReadonlySet<string> = new Set(['TemplateNotFound', 'TemplatesNotFound']);

/** The first of some templates that there is. */
function select(names: Value, parent: string | undefined, { context }: Activation): Template {
  if (names instanceof Undefined) fail(names);
  if (!isTrue(names)) raise('TemplatesNotFound', 'Tried to select from an empty list of templates.');
  const missed: string[] = [];
  for (const name of iterate(names, context)) {
    try {
      return context.rendering.load(name, parent);
    } catch (error) {
      const isMissed = error instanceof Raised && (NOT_FOUND.has(error.kind) || error.kind === 'UndefinedError');
      if (!isMissed) throw error;
      missed.push(name instanceof Undefined ? messageOf(name) : strOf(name, context));
    }
  }
  return raise('TemplatesNotFound', `none of the templates given were found: ${missed.join(', ')}`);
}

type MakeModule = (run: Activation) => TemplateModule;

function compileModule(node: ImportNode | FromImportNode, unit: Unit, frame: Frame): MakeModule {
  const name = unit.evaluate(node.template, frame);
  const locals = localsOf(frame);
  const site = unit.marks.site(node.template);
  return (run) => {
    const wanted = name(run);
    run.site = site;
    const { rendering } = run.context;
    const template = rendering.load(wanted, unit.name);
    if (!node.withContext) return rendering.moduleOf(template);
    return makeModule(template, Context.of(rendering, template, run.context.snapshot(locals(run))));
  };
}

/** `{% import … as … %}`; what is imported is seen by included templates, but not exported. */
export function compileImport(node: ImportNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  const { name } = node.target;
  const set = setter(variableOf(name, frame, node.target), frame);
  const make = compileModule(node, unit, frame);
  return (run) => {
    const module = make(run);
    set(run, module);
    if (frame.isTopLevel) hide(run, name, module);
    return 0;
  };
}

/** `{% from … import … %}` */
export function compileFromImport(node: FromImportNode, unit: Unit, frame: Frame): Execute {
  unit.marks.set(node);
  const make = compileModule(node, unit, frame);
  const position = positionOf(unit.marks.site(node).at, unit);
  const names = node.names.map(({ name, alias }) => ({
    name: name.name,
    alias: alias.name,
    set: setter(variableOf(alias.name, frame, alias), frame),
  }));
  return (run) => {
    const module = make(run);
    for (const { name, alias, set } of names) {
      const found = module.attribute(name);
      const value = found === undefined ? notExported(module, { name, position, run }) : found;
      set(run, value);
      if (frame.isTopLevel) hide(run, alias, value);
    }
    return 0;
  };
}

function hide({ context }: Activation, name: string, value: Value): void {
  context.vars.set(name, value);
  if (!name.startsWith('_')) context.exported.delete(name);
}

interface Wanted {
  readonly name: string;
  readonly position: string;
  readonly run: Activation;
}

function notExported(module: TemplateModule, { name, position, run }: Wanted): Value {
  const { name: template, exported } = module;
  const shown = reprOf(template ?? null, new Unhosted());
  const hint = `the template ${shown} (imported on ${position}) does not export the requested name ${shownOf(name)}`;
  const mistake: Mistake = { sought: 'export', name, known: () => exported.keys(), of: () => module.title() };
  return run.context.undefined({ name, hint, mistake });
}
