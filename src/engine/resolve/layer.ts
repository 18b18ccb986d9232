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

/** What one layer says about one option: at most one operation of each kind, as the reference stores them. */
export interface OptionText {
  readonly operator: Operator;
  readonly nameSpan: Span;
  /** Value lines, indentation removed. */
  readonly lines: readonly [ValueLine, ...ValueLine[]];
}

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

interface OpenOption {
  set: OptionText | undefined;
  add: OptionText | undefined;
  remove: OptionText | undefined;
}
interface OpenSection extends LayerSection {
  readonly options: Map<string, OpenOption>;
}

/** Joins the active sections of one file: repeated headers add up, repeated options follow spec 2.2. */
export function foldSections(layer: Layer, nodes: readonly SectionNode[]): LayerContent {
  const sections = new Map<string, OpenSection>();
  for (const node of nodes) {
    const section = sections.get(node.name) ?? { name: node.name, header: headerSpan(node), options: new Map() };
    sections.set(node.name, section);
    for (const item of node.items) if (item.kind === 'option') takeOption(section, item);
  }
  for (const { options } of sections.values()) for (const option of options.values()) finishOption(option);
  return { layer, sections, bases: takeBases(layer.source, sections.get('buildout')?.options) };
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

function takeOption({ options }: OpenSection, { name, operator, nameSpan, lines }: OptionNode): void {
  const option = options.get(name) ?? { set: undefined, add: undefined, remove: undefined };
  options.set(name, option);
  if (operator === '=') {
    option.set = { operator, nameSpan, lines };
    option.add = undefined;
    option.remove = undefined;
  } else if (operator === '+=') {
    option.add = { operator, nameSpan, lines: option.add ? joinOperands(option.add.lines, lines) : lines };
  } else {
    option.remove = { operator, nameSpan, lines: option.remove ? joinOperands(option.remove.lines, lines) : lines };
  }
}

function finishOption(option: OpenOption): void {
  option.set &&= withValue(option.set);
  option.add &&= withValue(option.add);
  option.remove &&= withValue(option.remove);
}

function withValue(text: OptionText): OptionText {
  return text.lines.length === 1 ? text : { ...text, lines: valueOf(text.lines) };
}
