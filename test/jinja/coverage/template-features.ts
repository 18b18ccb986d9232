import { GLOBALS } from '../../../src/jinja/globals/index.js';
import { DEFAULT_SYNTAX, parseTemplate, type Expression, type Statement } from '../../../src/jinja/syntax/index.js';
import { Float } from '../../../src/jinja/values/value.js';
import type { CaseSettings } from '../rendered-case.js';
import type { Tally } from './tally.js';

/** What a table names once for all statements. */
export const STATEMENTS: readonly Statement['kind'][] = [
  ...(['output', 'for', 'if', 'macro', 'call-block', 'filter-block', 'with', 'autoescape', 'block'] as const),
  ...(['extends', 'include', 'import', 'from-import', 'set', 'set-block', 'do', 'break', 'continue'] as const),
];

const WORDS = 'None bool int float str name tuple list dict attribute item slice call filter test not and or in';
const SIGNS = '+ - * / // % ** ~ == != < <= > >= *args **kwargs';
const PHRASES = [
  'unary -',
  'unary +',
  'not in',
  'chained comparison',
  'if else',
  'if without else',
  'keyword argument',
];
export const EXPRESSIONS: readonly string[] = [...WORDS.split(' '), ...SIGNS.split(' '), ...PHRASES];

const OF_LOOP = 'index index0 revindex revindex0 first last length depth depth0 cycle previtem nextitem changed';
export const LOOPS: readonly string[] = ['else', 'if', 'recursive', 'several targets', 'loop'].concat(
  OF_LOOP.split(' ').map((name) => `loop.${name}`),
);

/** Marks what the tree of a template has; false when there is no tree. */
export function markTemplate(text: string, settings: CaseSettings, tally: Tally): boolean {
  const parsed = parseTemplate({ path: 'template', text }, syntaxOf(settings));
  if (!parsed.ok) return false;
  for (const statement of nodesIn(parsed.value.body)) mark(statement, tally);
  if (/\{[%{#]-|-[%}#]\}/.test(text)) tally.use('white space', '- in tags');
  if (/\{[%{#]\+|\+[%#]\}/.test(text)) tally.use('white space', '+ in tags');
  if (/\{%[-+]?\s*raw/.test(text)) tally.use('statements', 'raw');
  if (text.includes('{#')) tally.use('statements', 'comment');
  return true;
}

function syntaxOf(given: CaseSettings): typeof DEFAULT_SYNTAX {
  return {
    ...DEFAULT_SYNTAX,
    doTag: given.extensions?.includes('do') ?? false,
    loopControls: given.extensions?.includes('loopcontrols') ?? false,
    lineStatementPrefix: given.line_statement_prefix,
    lineCommentPrefix: given.line_comment_prefix,
    blockStart: given.block_start_string ?? DEFAULT_SYNTAX.blockStart,
    blockEnd: given.block_end_string ?? DEFAULT_SYNTAX.blockEnd,
    variableStart: given.variable_start_string ?? DEFAULT_SYNTAX.variableStart,
    variableEnd: given.variable_end_string ?? DEFAULT_SYNTAX.variableEnd,
  };
}

type Node = Statement | Expression;

/** Everything in a tree that has a kind, whatever it hangs on. */
function* nodesIn(value: unknown): Generator<Node, void> {
  if (typeof value !== 'object' || value === null) return;
  // The trees of templates are made of nodes, lists and plain objects.
  if ('kind' in value && typeof value.kind === 'string') yield value as Node;
  for (const part of Object.values(value)) yield* nodesIn(part);
}

const KINDS: ReadonlySet<string> = new Set(STATEMENTS);

function mark(node: Node, tally: Tally): void {
  if (KINDS.has(node.kind)) tally.use('statements', node.kind);
  else for (const name of expressionNames(node)) tally.use('expressions', name);
  if (node.kind === 'name' && GLOBALS.has(node.name)) tally.use('globals', node.name);
  if (node.kind === 'name' && node.name === 'loop') tally.use('loops', 'loop');
  if (node.kind === 'attribute' && node.subject.kind === 'name' && node.subject.name === 'loop') {
    const name = `loop.${node.name}`;
    if (LOOPS.includes(name)) tally.use('loops', name);
  }
  if (node.kind === 'for') {
    if (node.recursive) tally.use('loops', 'recursive');
    if (node.filter !== undefined) tally.use('loops', 'if');
    if (node.otherwise.length > 0) tally.use('loops', 'else');
    if (node.target.kind === 'target-tuple') tally.use('loops', 'several targets');
  }
}

function expressionNames(node: Node): readonly string[] {
  switch (node.kind) {
    case 'constant':
      return [nameOfConstant(node.value)];
    case 'unary':
      return [node.operator === 'not' ? 'not' : `unary ${node.operator}`];
    case 'binary':
    case 'logical':
      return [node.operator];
    case 'concat':
      return ['~'];
    case 'compare': {
      const names = node.links.map(({ operator }) => operator);
      return node.links.length > 1 ? [...names, 'chained comparison'] : names;
    }
    case 'conditional':
      return [node.otherwise === undefined ? 'if without else' : 'if else'];
    case 'call': {
      const { named, spread, namedSpread } = node.arguments;
      const names = ['call'];
      if (named.length > 0) names.push('keyword argument');
      if (spread !== undefined) names.push('*args');
      if (namedSpread !== undefined) names.push('**kwargs');
      return names;
    }
    default:
      return EXPRESSIONS.includes(node.kind) ? [node.kind] : [];
  }
}

function nameOfConstant(value: null | boolean | number | bigint | string | Float): string {
  if (value === null) return 'None';
  if (value instanceof Float) return 'float';
  const names: Readonly<Record<string, string>> = { boolean: 'bool', string: 'str', number: 'int', bigint: 'int' };
  return names[typeof value] ?? '';
}
