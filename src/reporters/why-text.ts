import { locate, type Span } from '../engine/diag/index.js';
import type { ExplainedReference, ExplainedStep, ExplainedValue, Explanation } from '../engine/inspect/index.js';
import { columnsOf, cutToColumns } from './columns.js';
import { diagnosticText, pathName, type DiagnosticStyle } from './diagnostic-text.js';
import { makePaint, type Paint } from './paint.js';
import { redact } from './redact.js';
import { TREE_STEP, treeLines, type TreeNode } from './tree-lines.js';

export interface WhyStyle extends DiagnosticStyle {
  /** Lines of the tree are cut to this width. */
  readonly widest: number;
}

/** Levels of references that are shown. */
const DEEPEST = 30;
/** Lines that are shown of a text other than the value asked for. */
const MOST_LINES = 10;
/** Values that came to nothing are shown up to this number, the last ones first. */
const MOST_OVERRIDDEN = 5;
/** Places are aligned up to this width. */
const WIDEST_PLACE = 60;

/** How a value is made, for people: the value, who says it, and the same for what it refers to. Ends with a line end. */
export function whyText(explanation: Explanation, style: WhyStyle): string {
  const { asked } = explanation;
  const writer = new Writer(explanation, style);
  const tree = treeLines(writer.value(asked, 0));
  const blocks = [tree, writer.extended()].filter((lines) => lines.length > 0);
  const texts = blocks.map((lines) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`);
  if (asked.outcome.kind === 'unresolved') texts.push(diagnosticText(asked.outcome.cause, style));
  return texts.join('\n');
}

class Writer {
  readonly #values: Explanation['values'];
  readonly #style: WhyStyle;
  readonly #paint: Paint;
  readonly #written = new Set<ExplainedValue>();
  /** Profiles that others extend, as they are met, with the places where. */
  readonly #extended = new Map<string, readonly Span[]>();

  constructor({ values }: Explanation, style: WhyStyle) {
    this.#values = values;
    this.#style = style;
    this.#paint = makePaint(style.color);
  }

  value(value: ExplainedValue, depth: number): TreeNode {
    const title = this.#title(value);
    if (this.#written.has(value)) return leaf(`${title}, see above`);
    this.#written.add(value);
    const { outcome } = value;
    if (outcome.kind === 'unresolved') {
      const lines = [`${title} ${this.#paint.red('has no value')}: ${outcome.cause.code}`];
      return { lines, children: this.#children(value, depth) };
    }
    const source = this.#onlySource(value);
    const used = depth * TREE_STEP + columnsOf(keyOf(value)) + ' = '.length;
    const [first = '', ...more] = depth === 0 ? linesOf(outcome.text) : this.#shorten(outcome.text, used);
    if (source !== undefined) return leaf(`${title} = ${first}  ${source}`);
    const lines = more.length === 0 ? [`${title} = ${first}`] : [`${title} =`, first, ...more];
    return { lines, children: this.#children(value, depth) };
  }

  /** How profiles came in that others extend. */
  extended(): readonly string[] {
    const rows = [...this.#extended].map(([path, through]) => {
      return { path, by: through.map((span) => `← ${this.#place(span)}`).join(' ') };
    });
    const width = widthOf(rows.map(({ path }) => path));
    return rows.map(({ path, by }, index) => `${index === 0 ? 'extended:' : '         '} ${pad(path, width)} ${by}`);
  }

  #children(value: ExplainedValue, depth: number): readonly TreeNode[] {
    const said = value.steps.filter(({ operation }) => operation !== 'implicit');
    const live = said.filter(({ isOverridden }) => !isOverridden);
    const overridden = said.filter(({ isOverridden }) => isOverridden).toReversed();
    const steps = [...live, ...overridden.slice(0, MOST_OVERRIDDEN)];
    const left = said.length - steps.length;
    const width = {
      place: widthOf(steps.map((step) => this.#placeOf(step, value))),
      sign: Math.max(0, ...steps.map(({ operation }) => SIGNS[operation].length)),
    };
    const base = value.steps.findLastIndex(({ operation }) => operation === 'implicit');
    const onNothing = base === -1 ? undefined : value.steps[base + 1];
    const recipe = value.recipe === undefined ? [] : [leaf(`set by its recipe \`${redact(value.recipe)}\``)];
    return [
      ...recipe,
      ...steps.map((step) => this.#step(step, { value, width, depth, note: this.#noteOf(step, step === onNothing) })),
      ...(left > 0 ? [leaf(this.#paint.yellow(`… ${String(left)} more overridden`))] : []),
      ...this.#references(value, depth + 1),
    ];
  }

  #step(step: ExplainedStep, { value, width, depth, note }: StepPlace): TreeNode {
    this.#remember(step);
    const place = this.#placeOf(step, value);
    if (isWhole(step, value)) return leaf(this.#paint.cyan(place));
    const start = `${pad(place, width.place)}  ${SIGNS[step.operation].padStart(width.sign)} `;
    const used = (depth + 1) * TREE_STEP + columnsOf(start);
    const [first = '', ...more] = this.#shorten(step.value, used);
    const indent = ' '.repeat(Math.max(0, columnsOf(start) - TREE_STEP));
    const painted = this.#paint.cyan(place) + start.slice(place.length);
    return leaf(`${painted}${first}${note}`, ...more.map((line) => indent + line));
  }

  #noteOf({ operation, isOverridden }: ExplainedStep, isOnNothing: boolean): string {
    if (isOverridden) return this.#paint.yellow('  (overridden)');
    if (isOnNothing) return operation === 'add' ? '  (to nothing, which leaves an empty line)' : '  (from nothing)';
    return NOTES[operation];
  }

  #references({ references }: ExplainedValue, depth: number): readonly TreeNode[] {
    if (references.length === 0) return [];
    if (depth > DEEPEST) return [leaf('… what it refers to is left out: ask for it')];
    return references.map((reference) => this.#reference(reference, depth));
  }

  #reference(reference: ExplainedReference, depth: number): TreeNode {
    const value = this.#values.get(keyOf(reference));
    if (reference.kind === 'value' && value !== undefined) return this.value(value, depth);
    const title = this.#title(reference);
    if (reference.kind === 'implied') return leaf(`${title} = ${redact(reference.value)}`);
    const isAwaited = reference.kind === 'missing' && reference.recipe !== undefined;
    return leaf(`${title} ${this.#paint.red(isAwaited ? 'has not been set by its recipe' : 'does not exist')}`);
  }

  /** Where the value comes from, if that is all that there is to say. */
  #onlySource(value: ExplainedValue): string | undefined {
    const { outcome, recipe, steps, references } = value;
    const [step, another] = steps;
    if (outcome.kind !== 'text' || outcome.text.includes('\n') || another !== undefined) return undefined;
    if (step === undefined) return recipe === undefined ? undefined : `← recipe \`${redact(recipe)}\``;
    if (references.length > 0 || recipe !== undefined || step.value !== outcome.text) return undefined;
    this.#remember(step);
    return `← ${this.#paint.cyan(this.#placeOf(step, value))}`;
  }

  /** Which profiles extend the one that says this. */
  #remember({ by, at, through }: ExplainedStep): void {
    if (by === 'file' && through.length > 0) this.#extended.set(this.#pathOf(at), through);
  }

  #title(named: Named): string {
    return this.#paint.bold(redact(keyOf(named)));
  }

  /** The place of a step, with the section where that is a macro of the value's own. */
  #placeOf(step: ExplainedStep, { section }: ExplainedValue): string {
    const inside = step.section === section ? '' : ` [${redact(step.section)}]`;
    return step.by === 'file' ? this.#place(step.at) + inside : BY[step.by] + inside;
  }

  #place(span: Span): string {
    return `${this.#pathOf(span)}:${String(locate(span.source, span.start).line)}`;
  }

  #pathOf({ source }: Span): string {
    return redact(pathName(source.path, this.#style.directory));
  }

  /** A text in not too many lines, each cut to what is left of a line after `used` columns. */
  #shorten(text: string, used: number): readonly string[] {
    const lines = linesOf(text);
    const left = Math.max(NARROWEST, this.#style.widest - used);
    const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines;
    const more = lines.length - shown.length;
    return [...shown.map((line) => cutToColumns(line, left)), ...(more > 0 ? [`… ${String(more)} more lines`] : [])];
  }
}

const NARROWEST = 20;

interface StepPlace {
  readonly value: ExplainedValue;
  readonly width: { readonly place: number; readonly sign: number };
  readonly depth: number;
  readonly note: string;
}

type Named = Pick<ExplainedValue, 'section' | 'option'>;

const SIGNS = { set: '=', implicit: '=', directory: '=', joined: '=', add: '+=', remove: '-=' } as const;
const NOTES = {
  set: '',
  add: '',
  remove: '',
  implicit: '',
  directory: '  (made absolute)',
  joined: '  (below `buildout:directory`)',
} as const;
const BY = { default: 'built-in', computed: 'computed', 'command-line': 'command line' } as const;

/** The step says all of the value, which stands above it. */
function isWhole({ operation, value, isOverridden }: ExplainedStep, { outcome }: ExplainedValue): boolean {
  return operation === 'set' && !isOverridden && outcome.kind === 'text' && outcome.text === value;
}

function keyOf({ section, option }: Named): string {
  return `${section}:${option}`;
}

function linesOf(text: string): readonly string[] {
  return redact(text).split(/\r?\n/u);
}

function leaf(...lines: readonly string[]): TreeNode {
  return { lines, children: [] };
}

function widthOf(texts: readonly string[]): number {
  return Math.min(WIDEST_PLACE, Math.max(0, ...texts.map(columnsOf)));
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}
