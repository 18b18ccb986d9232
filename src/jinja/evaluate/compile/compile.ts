import { unreachable } from '../../../engine/diag/index.js';
import type { BlockNode, Body, Statement, TemplateNode } from '../../syntax/index.js';
import { shownOf } from '../../values/shown.js';
import { Activation, perform, type Execute, type Flow, type FunctionCode } from '../activation.js';
import type { Block, Context, Template } from '../context.js';
import type { Environment } from '../environment.js';
import { refusalOf } from '../refusal.js';
import { superOf, TemplateReference } from '../reference.js';
import { START, type RootKind } from '../site.js';
import type { Sink } from '../sink.js';
import { compileSet } from './assign.js';
import { compileFilterBlock, compileSetBlock } from './capture.js';
import { collectBody } from './collect.js';
import { compileExpression } from './expressions.js';
import { compileAutoescape, compileBreak, compileContinue, compileDo, compileIf, compileWith } from './flow.js';
import { compileFor } from './for.js';
import { compileFromImport, compileImport, compileInclude } from './import.js';
import { compileBlock, compileExtends } from './inherit.js';
import { compileCallBlock, compileMacro } from './macros.js';
import { compileOutput } from './output.js';
import { Symbols } from './symbols.js';
import { codeOf, CompileStop, FunctionScope, Marks, stop, Unreachable, type Frame, type Unit } from './unit.js';
import { UsesOfBodies } from './uses.js';
import { enter, setter, type Setter } from './variables.js';
import { statementsIn } from './walk.js';

/** Makes of a tree what runs it; raises `CompileStop`. */
export function compileTree(tree: TemplateNode, name: string | undefined, environment: Environment): Template {
  const { autoescape } = environment;
  const unit: Unit = {
    environment,
    source: tree.source,
    name,
    escape: { isOn: typeof autoescape === 'function' ? autoescape(name) : autoescape, isVolatile: false },
    extendsSoFar: 0,
    hasKnownExtends: false,
    marks: new Marks(),
    pending: new Set(),
    uses: new UsesOfBodies(),
    constants: new Map(),
    evaluate: (term, frame) => compileExpression(term, unit, frame),
    execute: (statements, frame) => compileBody(statements, unit, frame),
  };
  try {
    return compileUnit(tree, unit);
  } catch (error) {
    if (error instanceof CompileStop) throw error;
    const { kind, message } = refusalOf(error);
    return stop(kind, message, unit.marks.last);
  }
}

function compileUnit({ source, body }: TemplateNode, unit: Unit): Template {
  const nodes = blocksIn(body);
  const run = compileRoot(body, unit);
  const blocks = new Map(nodes.map((node) => [node.name, compileBlockBody(node, unit)]));
  return { name: unit.name, source, run, blocks };
}

function blocksIn(body: Body): readonly BlockNode[] {
  const blocks = new Map<string, BlockNode>();
  for (const statement of statementsIn(body)) {
    if (statement.kind !== 'block') continue;
    const { name } = statement;
    if (blocks.has(name)) stop('TemplateAssertionError', `block ${shownOf(name)} defined twice`, statement);
    blocks.set(name, statement);
  }
  return [...blocks.values()];
}

function rootFrame(scope: FunctionScope, isTopLevel: boolean): Frame {
  const symbols = new Symbols(undefined);
  return { symbols, scope, isTopLevel, isRoot: isTopLevel, isSoft: false, isChecked: false, isLoop: false };
}

function compileRoot(body: Body, unit: Unit): Template['run'] {
  const scope = new FunctionScope(0, undefined);
  const plain = rootFrame(scope, true);
  const setSelf = unit.uses.reads(body, 'self') ? declare('self', plain) : undefined;
  collectBody(plain.symbols, body);
  const hasExtends = [...statementsIn(body)].some(({ kind }) => kind === 'extends');
  const frame = { ...plain, isChecked: hasExtends };
  const begin = enter(frame);
  const statements = compileBody(body, unit, frame);
  const code = codeOf(unit, scope, { kind: 'render' });
  const last = unit.marks.site(START);
  const main = (run: Activation): void => {
    const { context } = run;
    setSelf?.(run, new TemplateReference(context));
    begin(run);
    statements(run);
    if (run.extended === undefined) return;
    const { template, site } = run.extended;
    run.site = { ...site, at: last.at };
    template.run('extends', context, run.sink);
  };
  return (how: RootKind, context: Context, sink: Sink) => {
    perform(new Activation(code, { context, outer: undefined, sink }), main, ROLES[how]);
  };
}

const ROLES = {
  render: { kind: 'render' },
  include: { kind: 'include' },
  import: { kind: 'import' },
  extends: { kind: 'extends' },
} as const;

/** A block is a function of its own, that sees of the template around it what is in the context. */
function compileBlockBody(node: BlockNode, unit: Unit): Block {
  unit.marks.set(node);
  const scope = new FunctionScope(0, undefined);
  const frame = rootFrame(scope, false);
  const setSelf = unit.uses.reads(node.body, 'self') ? declare('self', frame) : undefined;
  const setSuper = unit.uses.reads(node.body, 'super') ? declare('super', frame) : undefined;
  collectBody(frame.symbols, node.body);
  const begin = enter(frame);
  const statements = compileBody(node.body, unit, frame);
  const code: FunctionCode = codeOf(unit, scope, { kind: 'block', name: node.name });
  const main = (run: Activation): void => {
    const { context } = run;
    setSelf?.(run, new TemplateReference(context));
    setSuper?.(run, superOf(block, context));
    begin(run);
    statements(run);
  };
  const block: Block = {
    name: node.name,
    run(context, sink) {
      perform(new Activation(code, { context, outer: undefined, sink }), main);
    },
  };
  return block;
}

function declare(name: string, frame: Frame): Setter {
  frame.symbols.declare(name);
  return setter({ level: frame.symbols.level, name }, frame);
}

function compileBody(body: Body, unit: Unit, frame: Frame): Execute {
  const statements: Execute[] = [];
  try {
    for (const statement of body) statements.push(compileStatement(statement, unit, frame));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    statements.push(error.instead);
  }
  return inOrder(statements);
}

function inOrder(statements: readonly Execute[]): Execute {
  const [first, second] = statements;
  if (first === undefined) return () => 0;
  if (second === undefined) return first;
  return (run): Flow => {
    for (const statement of statements) {
      const flow = statement(run);
      if (flow !== 0) return flow;
    }
    return 0;
  };
}

function compileStatement(statement: Statement, unit: Unit, frame: Frame): Execute {
  switch (statement.kind) {
    case 'output':
      return compileOutput(statement, unit, frame);
    case 'for':
      return compileFor(statement, unit, frame);
    case 'if':
      return compileIf(statement, unit, frame);
    case 'macro':
      return compileMacro(statement, unit, frame);
    case 'call-block':
      return compileCallBlock(statement, unit, frame);
    case 'filter-block':
      return compileFilterBlock(statement, unit, frame);
    case 'with':
      return compileWith(statement, unit, frame);
    case 'autoescape':
      return compileAutoescape(statement, unit, frame);
    case 'block':
      return compileBlock(statement, unit, frame);
    case 'extends':
      return compileExtends(statement, unit, frame);
    case 'include':
      return compileInclude(statement, unit, frame);
    case 'import':
      return compileImport(statement, unit, frame);
    case 'from-import':
      return compileFromImport(statement, unit, frame);
    case 'set':
      return compileSet(statement, unit, frame);
    case 'set-block':
      return compileSetBlock(statement, unit, frame);
    case 'do':
      return compileDo(statement, unit, frame);
    case 'break':
      return compileBreak(statement, unit, frame);
    case 'continue':
      return compileContinue(statement, unit, frame);
    default:
      return unreachable(statement);
  }
}
