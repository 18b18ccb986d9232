import type { Span } from '../diag/index.js';
import type { ProfileFailure } from '../profile/index.js';
import type { Layer, LayerContent, LayerSection } from './layer.js';
import { isTemplate, parseTemplate, type Template, type TemplateRules } from './template.js';
import { optionValue, type Contribution, type Value } from './value.js';

/** An option after merging, before references. Everything that was said about it is kept. */
export class MergedOption {
  readonly name: string;
  readonly contributions: Contribution[];
  #value: Value | undefined;
  #template: Template | undefined;

  constructor(name: string, contributions: Contribution[] = []) {
    this.name = name;
    this.contributions = contributions;
  }

  push(contribution: Contribution): void {
    this.contributions.push(contribution);
    this.#value = undefined;
    this.#template = undefined;
  }

  get value(): Value {
    this.#value ??= optionValue(this.contributions);
    return this.#value;
  }

  /** The value taken apart; `undefined` when it holds nothing to substitute. A profile has one dialect. */
  template(rules: TemplateRules): Template | undefined {
    if (this.#template === undefined && isTemplate(this.value.text))
      this.#template = parseTemplate(this.value.text, rules);
    return this.#template;
  }

  /** Where the name stands in the contribution that decides most: the last one. */
  get nameSpan(): Span | undefined {
    const last = this.contributions.at(-1);
    return last && { source: last.layer.source, start: last.text.nameStart, end: last.text.nameEnd };
  }
}

/** Operators that wait for the macros of their section, see `MergedSection.pending`. */
export interface PendingOperators {
  readonly add: Contribution | undefined;
  readonly remove: Contribution | undefined;
}

/** The name of the option that lists macros. */
export const MACROS = '<';

export class MergedSection {
  readonly name: string;
  /** The first header of each layer that has the section; empty for a section that only the engine makes. */
  readonly headers: Span[] = [];
  readonly options = new Map<string, MergedOption>();
  /** Operators of a layer that brings both the section and its macros: they apply to the macros' values (spec 4.5, 7). */
  readonly pending = new Map<string, PendingOperators>();
  /** Headers of the section whose conditions cannot be decided: whoever uses it is told. */
  readonly undecided: UndecidedHeader[] = [];

  constructor(name: string) {
    this.name = name;
  }
}

export interface UndecidedHeader {
  readonly layer: Layer;
  readonly mistake: ProfileFailure;
}

export type MergedSections = Map<string, MergedSection>;

/** Merges a layer over what was merged before it. */
export function mergeLayer(sections: MergedSections, { layer, sections: added, undecided }: LayerContent): void {
  for (const section of added.values()) {
    const existing = sections.get(section.name);
    if (existing !== undefined) {
      mergeOver(existing, section, layer);
      continue;
    }
    const fresh = new MergedSection(section.name);
    sections.set(section.name, fresh);
    const hasMacros = section.name !== 'buildout' && section.options.get(MACROS)?.set !== undefined;
    if (hasMacros) storeUntouched(fresh, section, layer);
    else storePlain(fresh, section, layer);
  }
  for (const { section, mistake } of undecided) {
    const merged = sections.get(section.name) ?? new MergedSection(section.name);
    merged.undecided.push({ layer, mistake });
    sections.set(section.name, merged);
  }
}

/** Merges sections that were merged on their own: what they say is final, but for operators that wait for macros. */
export function mergeGroup(sections: MergedSections, group: MergedSections): void {
  for (const [name, added] of group) {
    const existing = sections.get(name);
    if (existing === undefined) {
      sections.set(name, added);
      continue;
    }
    for (const header of added.headers) existing.headers.push(header);
    for (const header of added.undecided) existing.undecided.push(header);
    for (const option of added.options.values()) {
      for (const contribution of option.contributions) contribute(existing, option.name, contribution);
    }
    for (const [option, { add, remove }] of added.pending) {
      for (const contribution of [add, remove]) {
        if (contribution !== undefined) operate(existing, option, contribution);
      }
    }
  }
}

function mergeOver(target: MergedSection, section: LayerSection, layer: Layer): void {
  if (layer.kind === 'file') target.headers.push(section.header);
  for (const [name, { set, add, remove }] of section.options) {
    if (set !== undefined) contribute(target, name, { operation: 'set', layer, section: section.name, text: set });
    if (add !== undefined) operate(target, name, { operation: 'add', layer, section: section.name, text: add });
    if (remove !== undefined)
      operate(target, name, { operation: 'remove', layer, section: section.name, text: remove });
  }
}

/** A section that is new: an operator `+=` without a base is an assignment. */
function storePlain(target: MergedSection, section: LayerSection, layer: Layer): void {
  if (layer.kind === 'file') target.headers.push(section.header);
  for (const [name, { set, add, remove }] of section.options) {
    if (set !== undefined) contribute(target, name, { operation: 'set', layer, section: section.name, text: set });
    const operation = set === undefined ? 'set' : 'add';
    if (add !== undefined) contribute(target, name, { operation, layer, section: section.name, text: add });
    if (remove !== undefined)
      operate(target, name, { operation: 'remove', layer, section: section.name, text: remove });
  }
}

/** A section that is new and has macros: its operators wait for them. */
function storeUntouched(target: MergedSection, section: LayerSection, layer: Layer): void {
  if (layer.kind === 'file') target.headers.push(section.header);
  for (const [name, { set, add, remove }] of section.options) {
    if (set !== undefined) contribute(target, name, { operation: 'set', layer, section: section.name, text: set });
    if (add === undefined && remove === undefined) continue;
    target.pending.set(name, {
      add: add && { operation: 'add', layer, section: section.name, text: add },
      remove: remove && { operation: 'remove', layer, section: section.name, text: remove },
    });
  }
}

export function contribute({ options }: MergedSection, name: string, contribution: Contribution): void {
  const option = options.get(name);
  if (option === undefined) options.set(name, new MergedOption(name, [contribution]));
  else option.push(contribution);
}

/** An operator without a base starts from the empty string, so that `+=` gives an empty first line. */
function operate(target: MergedSection, name: string, operator: Contribution): void {
  if (!target.options.has(name)) contribute(target, name, implicitBase(operator));
  contribute(target, name, operator);
}

export function implicitBase(operator: Contribution): Contribution {
  const [first] = operator.text.lines;
  const lines = [{ text: '', start: first.start }] as const;
  return { ...operator, operation: 'implicit', text: { ...operator.text, lines } };
}
