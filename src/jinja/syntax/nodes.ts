import type { Source } from '../../engine/diag/index.js';
import type { Float } from '../values/value.js';

/**
 * Where a node stands: offsets in the text of the template's source, as it was given. Of a statement it is the inside of
 * its first tag.
 */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** An offset on the line that Jinja counts as the node's: for some that go over several lines it is not the first. */
  readonly at: number;
}

export interface TemplateNode {
  readonly kind: 'template';
  readonly source: Source;
  readonly body: Body;
}

export type Body = readonly Statement[];

export type Statement =
  | OutputNode
  | ForNode
  | IfNode
  | MacroNode
  | CallBlockNode
  | FilterBlockNode
  | WithNode
  | AutoescapeNode
  | BlockNode
  | ExtendsNode
  | IncludeNode
  | ImportNode
  | FromImportNode
  | SetNode
  | SetBlockNode
  | DoNode
  | BreakNode
  | ContinueNode;

/** Text and print statements that follow each other without another statement between, or a `print` tag. */
export interface OutputNode extends Place {
  readonly kind: 'output';
  readonly items: readonly (DataNode | Expression)[];
}

/** Text outside of all tags, never empty; line breaks are those of the settings. */
export interface DataNode extends Place {
  readonly kind: 'data';
  readonly text: string;
}

export interface ForNode extends Place {
  readonly kind: 'for';
  readonly target: Target;
  readonly iterable: Expression;
  /** The condition behind `if`. */
  readonly filter: Expression | undefined;
  readonly recursive: boolean;
  readonly body: Body;
  /** Empty when there is no `else`. */
  readonly otherwise: Body;
}

export interface IfNode extends Place {
  readonly kind: 'if';
  /** `if` and every `elif`, in order. */
  readonly branches: readonly [IfBranch, ...IfBranch[]];
  /** Empty when there is no `else`. */
  readonly otherwise: Body;
}

export interface IfBranch extends Place {
  readonly test: Expression;
  readonly body: Body;
}

/** A parameter of a macro or of a `call` block; no parameter without a default follows one with a default. */
export interface Parameter {
  readonly name: NameNode;
  readonly defaultValue: Expression | undefined;
}

export interface MacroNode extends Place {
  readonly kind: 'macro';
  readonly name: NameNode;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

/** `{% call(user) listing(users) %}`: the body becomes the `caller` of the call. */
export interface CallBlockNode extends Place {
  readonly kind: 'call-block';
  readonly parameters: readonly Parameter[];
  readonly call: CallNode;
  readonly body: Body;
}

export interface FilterBlockNode extends Place {
  readonly kind: 'filter-block';
  /** The outermost filter; the innermost of the chain has no subject: it filters what the body gives. */
  readonly filter: FilterNode;
  readonly body: Body;
}

export interface WithNode extends Place {
  readonly kind: 'with';
  readonly assignments: readonly { readonly target: Target; readonly value: Expression }[];
  readonly body: Body;
}

export interface AutoescapeNode extends Place {
  readonly kind: 'autoescape';
  readonly value: Expression;
  readonly body: Body;
}

export interface BlockNode extends Place {
  readonly kind: 'block';
  readonly name: string;
  readonly nameAt: Place;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: Body;
}

export interface ExtendsNode extends Place {
  readonly kind: 'extends';
  readonly template: Expression;
}

export interface IncludeNode extends Place {
  readonly kind: 'include';
  readonly template: Expression;
  readonly ignoreMissing: boolean;
  readonly withContext: boolean;
}

export interface ImportNode extends Place {
  readonly kind: 'import';
  readonly template: Expression;
  readonly target: NameNode;
  readonly withContext: boolean;
}

export interface FromImportNode extends Place {
  readonly kind: 'from-import';
  readonly template: Expression;
  /** `alias` is `name` itself where no other is given. */
  readonly names: readonly { readonly name: NameNode; readonly alias: NameNode }[];
  readonly withContext: boolean;
}

export interface SetNode extends Place {
  readonly kind: 'set';
  readonly target: SetTarget;
  readonly value: Expression;
}

export interface SetBlockNode extends Place {
  readonly kind: 'set-block';
  readonly target: SetTarget;
  /** As in a filter block; absent when the body is taken as it is. */
  readonly filter: FilterNode | undefined;
  readonly body: Body;
}

export interface DoNode extends Place {
  readonly kind: 'do';
  readonly value: Expression;
}

export interface BreakNode extends Place {
  readonly kind: 'break';
}

export interface ContinueNode extends Place {
  readonly kind: 'continue';
}

/** What `for` and `with` assign to. */
export type Target = NameNode | TargetTuple;

/** What `set` assigns to. */
export type SetTarget = NameNode | NamespaceTarget | SetTargetTuple;

export interface TargetTuple extends Place {
  readonly kind: 'target-tuple';
  readonly items: readonly Target[];
}

export interface SetTargetTuple extends Place {
  readonly kind: 'target-tuple';
  readonly items: readonly SetTarget[];
}

/** `ns.attribute` on the left of a `set`. */
export interface NamespaceTarget extends Place {
  readonly kind: 'namespace-target';
  readonly name: string;
  readonly attribute: string;
}

export type Expression =
  | ConstantNode
  | NameNode
  | TupleNode
  | ListNode
  | DictNode
  | AttributeNode
  | ItemNode
  | CallNode
  | FilterNode
  | TestNode
  | UnaryNode
  | BinaryNode
  | LogicalNode
  | ConcatNode
  | CompareNode
  | ConditionalNode;

export interface ExpressionPlace extends Place {
  /** How many nodes stand on each other here, this one included: at most `DEEPEST_TREE`. */
  readonly height: number;
}

export interface ConstantNode extends ExpressionPlace {
  readonly kind: 'constant';
  readonly value: null | boolean | number | bigint | string | Float;
}

export interface NameNode extends ExpressionPlace {
  readonly kind: 'name';
  readonly name: string;
}

export interface TupleNode extends ExpressionPlace {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ListNode extends ExpressionPlace {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface DictNode extends ExpressionPlace {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `subject.name` */
export interface AttributeNode extends ExpressionPlace {
  readonly kind: 'attribute';
  readonly subject: Expression;
  readonly name: string;
}

/** `subject[key]`, and `subject.0`. */
export interface ItemNode extends ExpressionPlace {
  readonly kind: 'item';
  readonly subject: Expression;
  readonly key: Expression | SliceNode | SliceTupleNode;
}

export interface SliceNode extends ExpressionPlace {
  readonly kind: 'slice';
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly step: Expression | undefined;
}

/** `x[1:2, 3]`: a tuple with at least one slice, which Jinja reads and then cannot compile. */
export interface SliceTupleNode extends ExpressionPlace {
  readonly kind: 'slice-tuple';
  readonly items: readonly (Expression | SliceNode)[];
}

/** The arguments of a call, a filter or a test. */
export interface Arguments {
  readonly positional: readonly Expression[];
  /** In the order written; a name can be there twice. */
  readonly named: readonly NamedArgument[];
  /** `*more` */
  readonly spread: Expression | undefined;
  /** `**more` */
  readonly namedSpread: Expression | undefined;
}

export interface NamedArgument extends Place {
  readonly name: string;
  readonly value: Expression;
}

export interface CallNode extends ExpressionPlace {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: Arguments;
}

export interface FilterNode extends ExpressionPlace {
  readonly kind: 'filter';
  /** Absent only innermost in the chain of a filter block or of a `set` block. */
  readonly subject: Expression | undefined;
  /** Dots included: `a.b`. */
  readonly name: string;
  readonly nameAt: Place;
  readonly arguments: Arguments;
}

/** `subject is name`; `is not` is a `not` around it. */
export interface TestNode extends ExpressionPlace {
  readonly kind: 'test';
  readonly subject: Expression;
  readonly name: string;
  readonly nameAt: Place;
  readonly arguments: Arguments;
}

export interface UnaryNode extends ExpressionPlace {
  readonly kind: 'unary';
  readonly operator: 'not' | '-' | '+';
  readonly operand: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

export interface BinaryNode extends ExpressionPlace {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalNode extends ExpressionPlace {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

/** `a ~ b ~ c`; at least two items. */
export interface ConcatNode extends ExpressionPlace {
  readonly kind: 'concat';
  readonly items: readonly Expression[];
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** `first < a <= b`: every neighbouring pair must hold, and each operand is evaluated once; at least one link. */
export interface CompareNode extends ExpressionPlace {
  readonly kind: 'compare';
  readonly first: Expression;
  readonly links: readonly CompareLink[];
}

export interface CompareLink {
  readonly operator: CompareOperator;
  readonly operand: Expression;
}

/** `value if test else otherwise`; without `else` an undefined value. */
export interface ConditionalNode extends ExpressionPlace {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly value: Expression;
  readonly otherwise: Expression | undefined;
}
