import type {
  Arguments,
  Body,
  Expression,
  Parameter,
  SetTarget,
  SliceNode,
  SliceTupleNode,
  Statement,
} from '../../syntax/index.js';

/** A name of a template, read or set; `at` is an offset on its line. */
export interface NameUse {
  readonly name: string;
  readonly isSet: boolean;
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

/** Anything that stands in an expression. */
export type Term = Expression | SliceNode | SliceTupleNode;

/** The terms that a term is made of, in the order of the tree. */
export function termsIn(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'constant':
    case 'name':
      return [];
    case 'tuple':
    case 'list':
    case 'slice-tuple':
    case 'concat':
      return term.items;
    case 'dict':
      return term.entries.flatMap(({ key, value }) => [key, value]);
    case 'attribute':
      return [term.subject];
    case 'item':
      return [term.subject, term.key];
    case 'slice':
      return present([term.from, term.to, term.step]);
    case 'call':
      return [term.callee, ...argumentsIn(term.arguments)];
    case 'filter':
      return [...present([term.subject]), ...argumentsIn(term.arguments)];
    case 'test':
      return [term.subject, ...argumentsIn(term.arguments)];
    case 'unary':
      return [term.operand];
    case 'binary':
    case 'logical':
      return [term.left, term.right];
    case 'compare':
      return [term.first, ...term.links.map(({ operand }) => operand)];
    case 'conditional':
      return [term.test, term.value, ...present([term.otherwise])];
  }
}

function argumentsIn({ positional, named, spread, namedSpread }: Arguments): readonly Term[] {
  return [...positional, ...named.map(({ value }) => value), ...present([spread, namedSpread])];
}

function present(found: readonly (Term | undefined)[]): Term[] {
  return found.filter((term) => term !== undefined);
}

/** Every name that a term reads. */
export function* readsIn(term: Term): Generator<NameUse, void> {
  if (term.kind === 'name') yield { ...placeOf(term), isSet: false };
  for (const inner of termsIn(term)) yield* readsIn(inner);
}

/** Every name that a target sets; attributes of namespaces set none. */
export function* namesSet(target: SetTarget): Generator<NameUse, void> {
  if (target.kind === 'name') yield { ...placeOf(target), isSet: true };
  else if (target.kind === 'target-tuple') for (const item of target.items) yield* namesSet(item);
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

function placeOf({ name, start, end, at }: Named): Named {
  return { name, start, end, at };
}

/** A part of a statement. */
export type Piece =
  { readonly terms: readonly Term[] } | { readonly targets: readonly SetTarget[] } | { readonly body: Body };

/** What a statement consists of, in the order of Jinja's tree. */
export function piecesOf(statement: Statement): readonly Piece[] {
  switch (statement.kind) {
    case 'output':
      return [{ terms: statement.items.filter((item) => item.kind !== 'data') }];
    case 'for': {
      const { target, iterable, body, otherwise, filter } = statement;
      return [targets(target), terms(iterable), { body }, { body: otherwise }, terms(filter)];
    }
    case 'if': {
      const branches = statement.branches.flatMap(({ test, body }) => [terms(test), { body }]);
      return [...branches, { body: statement.otherwise }];
    }
    case 'macro':
      return [...parameters(statement.parameters), { body: statement.body }];
    case 'call-block':
      return [terms(statement.call), ...parameters(statement.parameters), { body: statement.body }];
    case 'filter-block':
      return [{ body: statement.body }, terms(statement.filter)];
    case 'with': {
      const { assignments, body } = statement;
      return [
        targets(...assignments.map(({ target }) => target)),
        terms(...assignments.map(({ value }) => value)),
        { body },
      ];
    }
    case 'autoescape':
      return [terms(statement.value), { body: statement.body }];
    case 'set':
      return [targets(statement.target), terms(statement.value)];
    case 'set-block':
      return [targets(statement.target), terms(statement.filter), { body: statement.body }];
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
      return [terms(statement.template)];
    case 'do':
      return [terms(statement.value)];
    case 'block':
    case 'break':
    case 'continue':
      return [];
  }
}

function terms(...found: readonly (Term | undefined)[]): Piece {
  return { terms: present(found) };
}

function targets(...found: readonly SetTarget[]): Piece {
  return { targets: found };
}

function parameters(found: readonly Parameter[]): readonly Piece[] {
  return [targets(...found.map(({ name }) => name)), terms(...found.map(({ defaultValue }) => defaultValue))];
}

/** All statements in a body, each before those in it; with those in blocks. */
export function* statementsIn(body: Body): Generator<Statement, void> {
  for (const statement of body) {
    yield statement;
    if (statement.kind === 'block') yield* statementsIn(statement.body);
    else for (const piece of piecesOf(statement)) if ('body' in piece) yield* statementsIn(piece.body);
  }
}
