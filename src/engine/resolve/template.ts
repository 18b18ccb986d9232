/** A value taken apart at its references. Offsets are those of the value's text. */
export type Template = readonly Piece[];
export type Piece = string | Reference | EscapedAngle | BadText;

/** `${section:option}` or `$<section:option>`; `section` is empty for the section that holds the text. */
export interface Reference {
  readonly kind: 'brace' | 'angle';
  readonly section: string;
  readonly option: string;
  readonly text: string;
  readonly start: number;
}

/** `$$<section:option>`: whether it loses a dollar depends on what `$<section:option>` would have been. */
export interface EscapedAngle {
  readonly kind: 'escaped-angle';
  readonly section: string;
  readonly text: string;
}

/** `${…}` that is no reference. */
export interface BadText {
  readonly kind:
    'substitution-no-colon' | 'substitution-too-many-colons' | 'substitution-bad-section' | 'substitution-bad-option';
  readonly text: string;
  readonly start: number;
}

export interface TemplateRules {
  readonly reducesEscapes: boolean;
}

const NAME = /^[-a-zA-Z0-9 ._]+$/;
const BRACE = /\$\{([-a-zA-Z0-9 ._]*):([-a-zA-Z0-9 ._]+)\}/y;
const ANGLE = /\$<([-a-zA-Z0-9 ._]*):([-a-zA-Z0-9 ._]+)>/y;

/** Whether a text must be taken apart at all. */
export function isTemplate(text: string): boolean {
  const dollar = text.indexOf('$');
  return dollar !== -1 && (text.includes('${', dollar) || text.includes('$<', dollar));
}

/**
 * Takes a value apart. `$$` is read before anything else, in pairs from the left: it hides the dollar after it. Linear:
 * the ends that are looked for are remembered.
 */
export function parseTemplate(text: string, { reducesEscapes }: TemplateRules): Template {
  const scanner = new Scanner(text, reducesEscapes);
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) at = scanner.take(at);
  return scanner.finish();
}

class Scanner {
  readonly #text: string;
  readonly #reducesEscapes: boolean;
  readonly #pieces: Piece[] = [];
  /** Start of the literal text that no piece holds yet. */
  #literal = 0;
  readonly #brace = new Finder('}');
  readonly #pair = new Finder('$$');

  constructor(text: string, reducesEscapes: boolean) {
    this.#text = text;
    this.#reducesEscapes = reducesEscapes;
  }

  /** Handles the dollar at `at` and answers where to go on. */
  take(at: number): number {
    const next = this.#text[at + 1];
    if (next === '$') return this.#takePair(at);
    if (next === '{') return this.#takeBrace(at);
    if (next === '<') return this.#takeAngle(at);
    return at + 1;
  }

  finish(): Template {
    this.#flush(this.#text.length);
    return this.#pieces;
  }

  #takePair(at: number): number {
    if (!this.#reducesEscapes) return at + 2;
    if (this.#text[at + 2] === '{') {
      this.#flush(at);
      this.#literal = at + 1;
    } else if (this.#text[at + 2] === '<') {
      const match = this.#angle(at + 1);
      if (match !== null) this.#push({ kind: 'escaped-angle', section: match[1] ?? '', text: `$${match[0]}` }, at);
    }
    return at + 2;
  }

  #takeBrace(at: number): number {
    BRACE.lastIndex = at;
    const match = BRACE.exec(this.#text);
    if (match === null) return this.#takeBadBrace(at);
    const [text, section = '', option = ''] = match;
    this.#push({ kind: 'brace', section, option, text, start: at }, at);
    return at + text.length;
  }

  #takeBadBrace(at: number): number {
    const close = this.#brace.from(this.#text, at + 2);
    if (close > this.#pair.from(this.#text, at + 1) || close === Infinity) return at + 2;
    const text = this.#text.slice(at, close + 1);
    this.#push({ kind: mistakeIn(text), text, start: at }, at);
    return close + 1;
  }

  #takeAngle(at: number): number {
    const match = this.#angle(at);
    if (match === null) return at + 2;
    const [text, section = '', option = ''] = match;
    this.#push({ kind: 'angle', section, option, text, start: at }, at);
    return at + text.length;
  }

  #angle(at: number): RegExpExecArray | null {
    ANGLE.lastIndex = at;
    return ANGLE.exec(this.#text);
  }

  #push(piece: Exclude<Piece, string>, at: number): void {
    this.#flush(at);
    this.#pieces.push(piece);
    this.#literal = at + piece.text.length;
  }

  #flush(end: number): void {
    if (end > this.#literal) this.#pieces.push(this.#text.slice(this.#literal, end));
    this.#literal = end;
  }
}

/** Finds the next occurrence of a text for growing start offsets, looking at each character once. */
class Finder {
  readonly #wanted: string;
  #found = -1;

  constructor(wanted: string) {
    this.#wanted = wanted;
  }

  from(text: string, start: number): number {
    if (this.#found >= start) return this.#found;
    const found = text.indexOf(this.#wanted, start);
    this.#found = found === -1 ? Infinity : found;
    return this.#found;
  }
}

/** What is wrong with a `${…}`, in the reference's order; `${:}` counts as a bad section. */
function mistakeIn(text: string): BadText['kind'] {
  const [section = '', option, ...more] = text.slice(2, -1).split(':');
  if (option === undefined) return 'substitution-no-colon';
  if (more.length > 0) return 'substitution-too-many-colons';
  return NAME.test(section) ? 'substitution-bad-option' : 'substitution-bad-section';
}
