import type { Source, Span } from '../diag/index.js';
import {
  joinOperands,
  splitWords,
  valueOf,
  type ActiveProfile,
  type OptionNode,
  type Operator,
  type SectionNode,
  type UndecidedSection,
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

/** Where the layers stand that led to a layer, innermost first. */
export function throughOf({ extendedBy }: Layer): readonly Span[] {
  const places: Span[] = [];
  for (let by = extendedBy; by !== undefined; by = by.layer.extendedBy) places.push(by.at);
  return places;
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
  /** Sections with a header whose condition cannot be decided; what stands below it is in no section. */
  readonly undecided: readonly UndecidedSection[];
}

/** Where a layer says something about an option. */
export function placeOfName({ layer, sections }: LayerContent, section: string, option: string): Span | undefined {
  const said = sections.get(section)?.options.get(option);
  const text = said?.set ?? said?.add ?? said?.remove;
  return text && { source: layer.source, start: text.nameStart, end: text.nameEnd };
}

/** A name in `extends` or `optional-extends`, in this order. */
export interface BaseName {
  readonly name: string;
  readonly at: Span;
  readonly isOptional: boolean;
}

/** Joins the active sections of one file: repeated headers add up, repeated options follow spec 2.2. */
export function foldSections(layer: Layer, { active, undecided }: ActiveProfile): LayerContent {
  const folder = new Folder();
  for (const node of active) folder.take(node);
  const sections = folder.finish();
  return { layer, sections, undecided, bases: takeBases(layer.source, sections.get('buildout')?.options) };
}

interface OpenSection extends LayerSection {
  readonly options: Map<string, LayerOption>;
}

/** Nodes that repeat an operator for an option; they are joined at the end, so that any number costs little. */
interface Repeated {
  readonly options: Map<string, LayerOption>;
  readonly name: string;
  readonly operator: 'add' | 'remove';
  readonly nodes: [OptionNode, ...OptionNode[]];
}

class Folder {
  readonly #sections = new Map<string, OpenSection>();
  readonly #first = new Map<OptionText, OptionNode>();
  readonly #repeated = new Map<OptionText, Repeated>();

  take(node: SectionNode): void {
    let section = this.#sections.get(node.name);
    if (section === undefined) {
      section = { name: node.name, header: headerSpan(node), options: new Map() };
      this.#sections.set(node.name, section);
    }
    for (const item of node.items) if (item.kind === 'option') this.#takeOption(section.options, item);
  }

  finish(): Map<string, OpenSection> {
    for (const [text, { options, name, operator, nodes }] of this.#repeated) {
      const option = options.get(name);
      // An assignment after the operators has ended them.
      if (option?.[operator] !== text) continue;
      const [first, ...others] = nodes;
      const last = nodes.at(-1) ?? first;
      const lines = valueOf(joinOperands([first.lines, ...others.map((node) => node.lines)]));
      options.set(name, { ...option, [operator]: { ...text, nameStart: last.start, nameEnd: last.nameEnd, lines } });
    }
    return this.#sections;
  }

  #takeOption(options: Map<string, LayerOption>, node: OptionNode): void {
    const { name } = node;
    if (node.operator === '=') {
      options.set(name, { set: textOf(node), add: undefined, remove: undefined });
      return;
    }
    const operator = node.operator === '+=' ? 'add' : 'remove';
    const option = options.get(name);
    const earlier = option?.[operator];
    const first = earlier && this.#first.get(earlier);
    if (earlier === undefined || first === undefined) {
      const text = textOf(node);
      this.#first.set(text, node);
      options.set(name, { set: undefined, add: undefined, remove: undefined, ...option, [operator]: text });
      return;
    }
    const repeated = this.#repeated.get(earlier);
    if (repeated === undefined) this.#repeated.set(earlier, { options, name, operator, nodes: [first, node] });
    else repeated.nodes.push(node);
  }
}

function textOf({ operator, start, nameEnd, lines }: OptionNode): OptionText {
  return { operator, nameStart: start, nameEnd, lines: lines.length === 1 ? lines : valueOf(lines) };
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
