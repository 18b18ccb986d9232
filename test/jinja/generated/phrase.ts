import fc from 'fast-check';

/** Text of a template, or a part of it. */
export type Phrases = fc.Arbitrary<string>;

/** A text with arbitrary parts: ``phrase`${left} + ${right}` ``. */
export function phrase(texts: TemplateStringsArray, ...parts: readonly (Phrases | string)[]): Phrases {
  const all = parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part));
  return fc.tuple(...all).map((chosen) => texts.reduce((text, next, at) => text + (chosen[at - 1] ?? '') + next));
}

/** One of the texts. */
export function word(...texts: readonly string[]): Phrases {
  return fc.constantFrom(...texts);
}

/** One of the words of a text. */
export function words(text: string): Phrases {
  return word(...text.trim().split(/\s+/));
}

/** One of the phrases; a failing case is made smaller by going over to the first of them. */
export function either(...phrases: readonly Phrases[]): Phrases {
  return fc.oneof({ withCrossShrink: true }, ...phrases);
}

/** Phrases with how often each is chosen, the first being the smallest. */
export function weighted(...phrases: readonly (readonly [weight: number, phrase: Phrases])[]): Phrases {
  return fc.oneof({ withCrossShrink: true }, ...phrases.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** Now and then the phrase, else nothing. */
export function maybe(one: Phrases): Phrases {
  return fc.option(one, { nil: '', freq: 1 });
}

/** Several of a phrase, with something between them. */
export function several(one: Phrases, between: string, most = 3, least = 0): Phrases {
  return fc.array(one, { minLength: least, maxLength: most }).map((all) => all.join(between));
}

const ATOM = /^(?:-?[\w.]+|'[^'\\]*'|"[^"\\]*")$/;

/** An expression that can stand where an operand stands: with brackets round it, unless it is a name or a literal. */
export function operand(expression: Phrases): Phrases {
  return expression.map((text) => (ATOM.test(text) ? text : `(${text})`));
}

/** What stands between two words of a tag: mostly a blank, sometimes a line break. */
export const gap: Phrases = weighted([12, word(' ')], [1, word('\n')], [1, word('  ', '\t')]);
/** The same where nothing need stand. */
export const pause: Phrases = weighted([12, word('')], [1, word('\n')], [2, word(' ')]);
