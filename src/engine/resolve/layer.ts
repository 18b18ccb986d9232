import type { Source, Span } from '../diag/index.js';
import {
  joinOperands,
  splitWords,
  valueOf,
  type OptionNode,
  type Operator,
  type SectionNode,
  type ValueLine,
} from '../profile/index.js';

/** One contributor to the merged profile: a file, the command line, or the engine's own values. */
export interface Layer {
  readonly kind: 'default' | 'computed' | 'file' | 'command-line';
  readonly source: Source;
  /** Path as reached, or URL; `undefined` when the layer is no file. */
  readonly location: string | undefined;
  /** What `_profile_base_location_` stands for in its text: a directory, or a URL without its last component. */
  readonly base: string;
  /** The layer that extends this one, and where it says so; `undefined` for a root. */
  readonly extendedBy: Extension | undefined;
}

export interface Extension {
  readonly layer: Layer;
  readonly at: Span;
}

/** What one layer says about one option with one operator. */
export interface OptionText {
  readonly operator: Operator;
  /** Where the name stands in the layer's source. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Value lines, indentation removed. */
  readonly lines: readonly [ValueLine, ...ValueLine[]];
}

/** At most one text for each operator, as the reference stores them. */
export interface LayerOption {
  readonly set: OptionText | undefined;
  readonly add: OptionText | undefined;
  readonly remove: OptionText | undefined;
}

export interface LayerSection {
  readonly name: string;
  readonly header: Span;
  readonly options: ReadonlyMap<string, LayerOption>;
}

export interface LayerContent {
  readonly layer: Layer;
  /** `extends` and `optional-extends` of `[buildout]` are taken out. */
  readonly sections: ReadonlyMap<string, LayerSection>;
  readonly bases: readonly BaseName[];
}

/** A name in `extends` or `optional-extends`, in this order. */
export interface BaseName {
  readonly name: string;
  readonly at: Span;
  readonly isOptional: boolean;
}

/** The nodes that say something about an option, per operator; `set` ends what was there before. */
interface OpenOption {
  set: OptionNode | undefined;
  readonly add: OptionNode[];
  readonly remove: OptionNode[];
}
interface OpenSection {
  readonly name: string;
  readonly header: Span;
  readonly options: Map<string, OpenOption>;
}

/** Joins the active sections of one file: repeated headers add up, repeated options follow spec 2.2. */
export function foldSections(layer: Layer, nodes: readonly SectionNode[]): LayerContent {
  const open = new Map<string, OpenSection>();
  for (const node of nodes) {
    let section = open.get(node.name);
    if (section === undefined) {
      section = { name: node.name, header: headerSpan(node), options: new Map() };
      open.set(node.name, section);
    }
    for (const item of node.items) if (item.kind === 'option') takeOption(section.options, item);
  }
  const sections = new Map<string, OptionsOf>();
  for (const { name, header, options } of open.values())
    sections.set(name, { name, header, options: closeOptions(options) });
  return { layer, sections, bases: takeBases(layer.source, sections.get('buildout')?.options) };
}

interface OptionsOf extends LayerSection {
  readonly options: Map<string, LayerOption>;
}

/** Takes the names of bases out of the options of `[buildout]`; only plain assignments are heard (spec 4.1). */
export function takeBases(source: Source, options: Map<string, LayerOption> | undefined): readonly BaseName[] {
  return ['extends', 'optional-extends'].flatMap((option) => {
    const text = options?.get(option)?.set;
    if (text === undefined) return [];
    options?.delete(option);
    return wordsOf(source, text).map((word) => ({ ...word, isOptional: option !== 'extends' }));
  });
}

function wordsOf(source: Source, { lines }: OptionText): readonly { readonly name: string; readonly at: Span }[] {
  return lines.flatMap((line) =>
    splitWords(line.text).map(({ text, start }) => {
      const from = line.start + start;
      return { name: text, at: { source, start: from, end: from + text.length } };
    }),
  );
}

/** `[name]` without the line end. */
function headerSpan({ nameSpan, header }: SectionNode): Span {
  const { source } = header;
  const end = source.text.indexOf(']', nameSpan.end) + 1;
  return { source, start: header.start, end };
}

function takeOption(options: Map<string, OpenOption>, node: OptionNode): void {
  const option = options.get(node.name);
  if (node.operator === '=') options.set(node.name, { set: node, add: [], remove: [] });
  else if (option !== undefined) option[node.operator === '+=' ? 'add' : 'remove'].push(node);
  else if (node.operator === '+=') options.set(node.name, { set: undefined, add: [node], remove: [] });
  else options.set(node.name, { set: undefined, add: [], remove: [node] });
}

function closeOptions(open: ReadonlyMap<string, OpenOption>): Map<string, LayerOption> {
  const options = new Map<string, LayerOption>();
  for (const [name, { set, add, remove }] of open) {
    options.set(name, {
      set: set && textOf(set, [set]),
      add: textOf(add.at(-1), add),
      remove: textOf(remove.at(-1), remove),
    });
  }
  return options;
}

/** The text that nodes with one operator make together. */
function textOf(last: OptionNode, nodes: readonly OptionNode[]): OptionText;
function textOf(last: OptionNode | undefined, nodes: readonly OptionNode[]): OptionText | undefined;
function textOf(last: OptionNode | undefined, nodes: readonly OptionNode[]): OptionText | undefined {
  const [first, ...others] = nodes;
  if (last === undefined || first === undefined) return undefined;
  const stored = others.length === 0 ? first.lines : joinOperands([first.lines, ...others.map(({ lines }) => lines)]);
  const lines = stored.length === 1 ? stored : valueOf(stored);
  return { operator: last.operator, nameStart: last.start, nameEnd: last.nameEnd, lines };
}
