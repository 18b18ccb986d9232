import type {
  Body,
  CallBlockNode,
  Expression,
  ForNode,
  IfBranch,
  IfNode,
  MacroNode,
  SetTarget,
  Statement,
  WithNode,
} from '../../syntax/index.js';
import type { Symbols } from './symbols.js';
import { namesSet, readsIn, type Term } from './walk.js';

/** Collects the names of a body in the scope that it is in itself; what opens a scope of its own is not looked into. */
export function collectBody(symbols: Symbols, body: Body): void {
  for (const statement of body) collect(symbols, statement);
}

function collect(symbols: Symbols, statement: Statement): void {
  switch (statement.kind) {
    case 'output':
      for (const item of statement.items) if (item.kind !== 'data') read(symbols, item);
      return;
    case 'for':
      return read(symbols, statement.iterable);
    case 'if':
      return collectIf(symbols, statement);
    case 'macro':
      return symbols.set(statement.name.name);
    case 'call-block':
      return read(symbols, statement.call);
    case 'filter-block':
      return read(symbols, statement.filter);
    case 'with':
      return read(symbols, ...statement.assignments.map(({ value }) => value));
    case 'extends':
    case 'include':
      return read(symbols, statement.template);
    case 'import':
      read(symbols, statement.template);
      return symbols.set(statement.target.name);
    case 'from-import':
      read(symbols, statement.template);
      for (const { alias } of statement.names) symbols.set(alias.name);
      return;
    case 'set':
      read(symbols, statement.value);
      return set(symbols, statement.target);
    case 'set-block':
      return set(symbols, statement.target);
    case 'do':
      return read(symbols, statement.value);
    case 'autoescape':
    case 'block':
    case 'break':
    case 'continue':
  }
}

function read(symbols: Symbols, ...terms: readonly Term[]): void {
  for (const term of terms) for (const { name } of readsIn(term)) symbols.read(name);
}

function set(symbols: Symbols, target: SetTarget): void {
  if (target.kind === 'name') symbols.set(target.name);
  else if (target.kind === 'namespace-target') symbols.read(target.name);
  else for (const item of target.items) set(symbols, item);
}

/** Each `elif` is an `if` of its own, in one branch together. */
function collectIf(symbols: Symbols, { branches: [first, ...more], otherwise }: IfNode): void {
  read(symbols, first.test);
  const then = symbols.branch();
  collectBody(then, first.body);
  const elif = symbols.branch();
  for (const branch of more) collectElif(elif, branch);
  const last = symbols.branch();
  collectBody(last, otherwise);
  symbols.merge([then, elif, last]);
}

function collectElif(symbols: Symbols, { test, body }: IfBranch): void {
  read(symbols, test);
  const then = symbols.branch();
  collectBody(then, body);
  symbols.merge([then]);
}

/** The scope of the body of a loop. */
export function collectLoop(symbols: Symbols, { target, body }: ForNode): void {
  for (const { name } of namesSet(target)) symbols.declare(name);
  collectBody(symbols, body);
}

/** The scope of the condition of a loop. */
export function collectLoopFilter(symbols: Symbols, { target }: ForNode, filter: Expression): void {
  for (const { name } of namesSet(target)) symbols.declare(name);
  read(symbols, filter);
}

export function collectMacro(symbols: Symbols, { parameters, body }: MacroNode | CallBlockNode): void {
  for (const { name } of parameters) symbols.declare(name.name);
  for (const { defaultValue } of parameters) if (defaultValue !== undefined) read(symbols, defaultValue);
  collectBody(symbols, body);
}

export function collectWith(symbols: Symbols, { assignments, body }: WithNode): void {
  for (const { target } of assignments) for (const { name } of namesSet(target)) symbols.declare(name);
  collectBody(symbols, body);
}

/** The scope of a block of text that is filtered: body, then filter. */
export function collectFiltered(symbols: Symbols, body: Body, filter: Expression): void {
  collectBody(symbols, body);
  read(symbols, filter);
}

/** The scope of an `autoescape` block. */
export function collectAutoescape(symbols: Symbols, value: Expression, body: Body): void {
  read(symbols, value);
  collectBody(symbols, body);
}
