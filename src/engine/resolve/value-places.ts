import type { Span } from '../diag/index.js';
import type { DialectRules } from './dialect.js';
import { impliedValue } from './implied-value.js';
import type { MergedOption } from './merge.js';
import { Poison, type SectionState } from './section-state.js';
import type { EscapedAngle, Reference } from './template.js';
import { fillTemplate, placeOfRange, placeOfText, type FilledPiece, type Range } from './text-places.js';
import type { Work } from './work.js';

/** What a resolution has come to. */
export interface Resolving {
  readonly states: ReadonlyMap<string, SectionState>;
  readonly rules: DialectRules;
  readonly isSection: (name: string) => boolean;
}

/** Where pieces of values after substitution stand in profiles. */
export class ValuePlaces {
  readonly #resolving: Resolving;

  constructor(resolving: Resolving) {
    this.#resolving = resolving;
  }

  /** A range of the value; the whole option where it comes from elsewhere. */
  ofRange(state: SectionState, option: string, range: Range): Span {
    const merged = state.expanded.options.get(option);
    return (merged && placeOfRange(merged.value, this.#fill(state, merged), range)) ?? state.spanOf(option);
  }

  /** The first occurrence of a text in the value; the whole option without one. */
  ofText(state: SectionState, option: string, text: string | undefined): Span {
    const merged = text === undefined ? undefined : state.expanded.options.get(option);
    const found = merged && placeOfText(merged.value, this.#fill(state, merged), text ?? '');
    return found ?? state.spanOf(option);
  }

  /** An option's value with all that its references gave. */
  #fill(state: SectionState, merged: MergedOption): readonly FilledPiece[] {
    const { value } = merged;
    const { rules, isSection } = this.#resolving;
    return fillTemplate(value.text, merged.template(rules) ?? [value.text], (piece) => {
      if (piece.kind === 'escaped-angle') return unescaped(piece, isSection);
      return ('option' in piece ? this.#known({ state, value }, piece) : undefined) ?? piece.text;
    });
  }

  /** What a reference gave, as far as it was followed. */
  #known(work: Pick<Work, 'state' | 'value'>, reference: Reference): string | undefined {
    const { states, rules } = this.#resolving;
    const target = states.get(reference.section === '' ? work.state.name : reference.section);
    const value = target?.values.get(reference.option);
    if (target === undefined || value instanceof Poison) return undefined;
    return value ?? impliedValue(work, target, { ...reference, rules });
  }
}

/** `$$<…>` loses a dollar where it protects a reference, and is text otherwise. */
export function unescaped({ section, text }: EscapedAngle, isSection: (name: string) => boolean): string {
  return isSection(section) ? text.slice(1) : text;
}
