import { locate, type Result, type Source } from '../../src/engine/diag/index.js';
import { printFloat } from '../../src/engine/literal/index.js';
import {
  DEFAULT_SYNTAX,
  parseTemplate,
  type Arguments,
  type BlockNode,
  type Body,
  type Expression,
  type FilterNode,
  type FromImportNode,
  type IfNode,
  type ItemNode,
  type Parameter,
  type Place,
  type SetTarget,
  type SliceNode,
  type Statement,
  type SyntaxFailure,
  type SyntaxSettings,
  type TemplateNode,
} from '../../src/jinja/syntax/index.js';
import { Float } from '../../src/jinja/values/value.js';

export type Neutral = null | boolean | number | string | readonly Neutral[];

/** Settings of an environment as Python writes them. */
export interface PythonSettings {
  readonly block_start_string?: string;
  readonly block_end_string?: string;
  readonly variable_start_string?: string;
  readonly variable_end_string?: string;
  readonly comment_start_string?: string;
  readonly comment_end_string?: string;
  readonly line_statement_prefix?: string;
  readonly line_comment_prefix?: string;
  readonly trim_blocks?: boolean;
  readonly lstrip_blocks?: boolean;
  readonly newline_sequence?: '\n' | '\r\n' | '\r';
  readonly keep_trailing_newline?: boolean;
  readonly extensions?: readonly string[];
}

function settingsOf(given: PythonSettings): SyntaxSettings {
  return {
    blockStart: given.block_start_string ?? DEFAULT_SYNTAX.blockStart,
    blockEnd: given.block_end_string ?? DEFAULT_SYNTAX.blockEnd,
    variableStart: given.variable_start_string ?? DEFAULT_SYNTAX.variableStart,
    variableEnd: given.variable_end_string ?? DEFAULT_SYNTAX.variableEnd,
    commentStart: given.comment_start_string ?? DEFAULT_SYNTAX.commentStart,
    commentEnd: given.comment_end_string ?? DEFAULT_SYNTAX.commentEnd,
    lineStatementPrefix: given.line_statement_prefix,
    lineCommentPrefix: given.line_comment_prefix,
    trimBlocks: given.trim_blocks ?? false,
    lstripBlocks: given.lstrip_blocks ?? false,
    newlineSequence: given.newline_sequence ?? '\n',
    keepTrailingNewline: given.keep_trailing_newline ?? false,
    doTag: given.extensions?.includes('do') ?? false,
    loopControls: given.extensions?.includes('loopcontrols') ?? false,
  };
}

export function read(template: string, settings: PythonSettings = {}): Result<TemplateNode, SyntaxFailure> {
  return parseTemplate({ path: 'template', text: template }, settingsOf(settings));
}

/** What `parse_templates.py` answers, made of our own tree or failure. */
export function answerOf(template: string, settings: PythonSettings = {}): { tree: Neutral } | { error: Neutral } {
  const result = read(template, settings);
  if (result.ok) return { tree: treeOf(result.value) };
  const [{ kind, line, message }] = result.failures;
  return { error: [kind, kind === 'ValueError' ? null : line, message] };
}

function treeOf(template: TemplateNode): Neutral {
  return ['Template', 1, new TreeWriter(template.source).body(template.body)];
}

const MATH = { '+': 'Add', '-': 'Sub', '*': 'Mul', '/': 'Div', '//': 'FloorDiv', '%': 'Mod', '**': 'Pow' };
const SIGNS = { not: 'Not', '-': 'Neg', '+': 'Pos' };
const COMPARISONS = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'lteq',
  '>': 'gt',
  '>=': 'gteq',
  in: 'in',
  'not in': 'notin',
};

class TreeWriter {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  body(body: Body): Neutral {
    return body.map((statement) => this.#statement(statement));
  }

  #line({ at }: Pick<Place, 'at'>): number {
    return locate(this.#source, at).line;
  }

  #statement(node: Statement): Neutral {
    const line = this.#line(node);
    switch (node.kind) {
      case 'output':
        return [
          'Output',
          line,
          node.items.map((item) =>
            item.kind === 'data' ? ['TemplateData', this.#line(item), item.text] : this.#expression(item),
          ),
        ];
      case 'for': {
        const { target, iterable, body, otherwise, filter, recursive } = node;
        const parts = [this.#target(target), this.#expression(iterable), this.body(body), this.body(otherwise)];
        return ['For', line, ...parts, this.#optional(filter), recursive];
      }
      case 'if':
        return this.#if(node);
      case 'macro':
        return ['Macro', line, node.name.name, ...this.#parameters(node.parameters), this.body(node.body)];
      case 'call-block':
        return [
          'CallBlock',
          line,
          this.#expression(node.call),
          ...this.#parameters(node.parameters),
          this.body(node.body),
        ];
      case 'filter-block':
        return ['FilterBlock', line, this.body(node.body), this.#expression(node.filter)];
      case 'with': {
        const targets = node.assignments.map(({ target }) => this.#target(target));
        const values = node.assignments.map(({ value }) => this.#expression(value));
        return ['With', line, targets, values, this.body(node.body)];
      }
      case 'autoescape': {
        const option = ['Keyword', null, 'autoescape', this.#expression(node.value)];
        return ['Scope', null, [['ScopedEvalContextModifier', line, [option], this.body(node.body)]]];
      }
      case 'set':
        return ['Assign', line, this.#target(node.target), this.#expression(node.value)];
      case 'set-block':
        return ['AssignBlock', line, this.#target(node.target), this.#optional(node.filter), this.body(node.body)];
      case 'do':
        return ['ExprStmt', line, this.#expression(node.value)];
      case 'break':
        return ['Break', line];
      case 'continue':
        return ['Continue', line];
      default:
        return this.#reference(node, line);
    }
  }

  /** What refers to other templates. */
  #reference(
    node: Extract<Statement, { kind: 'block' | 'extends' | 'include' | 'import' | 'from-import' }>,
    line: number,
  ): Neutral {
    switch (node.kind) {
      case 'block':
        return this.#block(node, line);
      case 'extends':
        return ['Extends', line, this.#expression(node.template)];
      case 'include':
        return ['Include', line, this.#expression(node.template), node.withContext, node.ignoreMissing];
      case 'import':
        return ['Import', line, this.#expression(node.template), node.target.name, node.withContext];
      case 'from-import':
        return ['FromImport', line, this.#expression(node.template), importedNames(node), node.withContext];
    }
  }

  #block({ name, body, scoped, required }: BlockNode, line: number): Neutral {
    return ['Block', line, name, this.body(body), scoped, required];
  }

  #if(node: IfNode): Neutral {
    const [first, ...others] = node.branches.map((branch) => ({
      line: this.#line(branch),
      parts: [this.#expression(branch.test), this.body(branch.body)],
    }));
    const elifs = others.map(({ line, parts }) => ['If', line, ...parts, [], []]);
    return ['If', first?.line ?? 0, ...(first?.parts ?? []), elifs, this.body(node.otherwise)];
  }

  #parameters(parameters: readonly Parameter[]): readonly Neutral[] {
    const defaults = parameters.map(({ defaultValue }) => defaultValue).filter((value) => value !== undefined);
    return [parameters.map(({ name }) => this.#expression(name)), defaults.map((value) => this.#expression(value))];
  }

  #target(node: SetTarget): Neutral {
    const line = this.#line(node);
    switch (node.kind) {
      case 'name':
        return ['Name', line, node.name];
      case 'namespace-target':
        return ['NSRef', line, node.name, node.attribute];
      case 'target-tuple':
        return ['Tuple', line, node.items.map((item) => this.#target(item))];
    }
  }

  #optional(node: Expression | SliceNode | undefined): Neutral {
    return node === undefined ? null : this.#expression(node);
  }

  #expression(node: Expression | ItemNode['key']): Neutral {
    const line = this.#line(node);
    const of = (child: Expression | ItemNode['key']): Neutral => this.#expression(child);
    switch (node.kind) {
      case 'constant':
        return ['Const', line, constantOf(node.value)];
      case 'name':
        return ['Name', line, node.name];
      case 'tuple':
      case 'slice-tuple':
        return ['Tuple', line, node.items.map(of)];
      case 'list':
        return ['List', line, node.items.map(of)];
      case 'dict':
        return ['Dict', line, node.entries.map(({ key, value }) => ['Pair', null, of(key), of(value)])];
      case 'attribute':
        return ['Getattr', line, of(node.subject), node.name];
      case 'item':
        return ['Getitem', line, of(node.subject), of(node.key)];
      case 'slice':
        return ['Slice', line, this.#optional(node.from), this.#optional(node.to), this.#optional(node.step)];
      case 'call':
        return ['Call', line, of(node.callee), ...this.#arguments(node.arguments)];
      case 'filter':
        return this.#filter(node, line);
      case 'test':
        return ['Test', line, of(node.subject), node.name, ...this.#arguments(node.arguments)];
      case 'unary':
        return [SIGNS[node.operator], line, of(node.operand)];
      case 'binary':
        return [MATH[node.operator], line, of(node.left), of(node.right)];
      case 'logical':
        return [node.operator === 'and' ? 'And' : 'Or', line, of(node.left), of(node.right)];
      case 'concat':
        return ['Concat', line, node.items.map(of)];
      case 'compare': {
        const links = node.links.map(({ operator, operand }) => ['Operand', null, COMPARISONS[operator], of(operand)]);
        return ['Compare', line, of(node.first), links];
      }
      case 'conditional':
        return ['CondExpr', line, of(node.test), of(node.value), this.#optional(node.otherwise)];
    }
  }

  #filter(node: FilterNode, line: number): Neutral {
    return ['Filter', line, this.#optional(node.subject), node.name, ...this.#arguments(node.arguments)];
  }

  #arguments({ positional, named, spread, namedSpread }: Arguments): readonly Neutral[] {
    return [
      positional.map((value) => this.#expression(value)),
      named.map(({ name, value }) => ['Keyword', null, name, this.#expression(value)]),
      this.#optional(spread),
      this.#optional(namedSpread),
    ];
  }
}

function importedNames({ names }: FromImportNode): Neutral {
  return names.map(({ name, alias }) => (name === alias ? name.name : [name.name, alias.name]));
}

function constantOf(value: null | boolean | number | bigint | string | Float): Neutral {
  if (value instanceof Float) return ['float', printFloat(value.value)];
  return typeof value === 'number' || typeof value === 'bigint' ? ['int', value.toString()] : value;
}
