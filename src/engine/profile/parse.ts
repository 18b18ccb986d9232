import type { Source, Span } from '../diag/index.js';
import type { ConditionText, OptionNode, Profile, SectionNode, Trivia, ValueLine } from './ast.js';
import { isBlank, skipBlanks, trimmedEnd } from './blank.js';
import { readHeader, type HeaderParts } from './header.js';
import { LineEnds } from './lines.js';
import { readOptionLine, type OptionParts } from './option-line.js';

/** The tree of any text; mistakes are nodes of it. `activeSections` tells them. */
export function parseTree(source: Source): Profile {
  const parser = new Parser(source);
  const lines = new LineEnds(source.text);
  for (let start = 0; start < source.text.length;) {
    const end = lines.endOf(start);
    const next = lines.after(end);
    parser.take(start, end, next);
    start = next;
  }
  return parser.finish();
}

interface OpenOption extends OptionNode {
  readonly lines: [ValueLine, ...ValueLine[]];
  readonly inner: Trivia[];
  end: number;
}
interface OpenSection extends SectionNode {
  readonly items: (OptionNode | Trivia)[];
}

class Parser {
  readonly #source: Source;
  readonly #text: string;
  readonly #lead: Trivia[] = [];
  readonly #sections: OpenSection[] = [];
  #section: OpenSection | undefined;
  #option: OpenOption | undefined;
  /** Comments and blank lines that are inside the open option if one of its lines follows. */
  #waiting: Trivia[] = NOTHING;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
  }

  /** The line `[start, end)`; `next` is where the one after it starts. */
  take(start: number, end: number, next: number): void {
    const first = this.#text.charCodeAt(start);
    if (first === HASH || first === SEMICOLON) return this.#keep('comment', start, next);
    if (start === end || isBlank(first)) return this.#takeIndented(start, end, next);
    const header = first === BRACKET ? readHeader(this.#text, start, end) : undefined;
    if (header !== undefined) return this.#openSection(header, start, next);
    const option = this.#section === undefined ? undefined : readOptionLine(this.#text, start, end);
    if (option !== undefined) return this.#openOption(option, start, next);
    this.#keep('bad', start, next);
  }

  finish(): Profile {
    this.#closeOption();
    return { source: this.#source, lead: this.#lead, sections: this.#sections };
  }

  #takeIndented(start: number, end: number, next: number): void {
    const text = skipBlanks(this.#text, start, end);
    const option = this.#option;
    if (option === undefined) {
      this.#keep(text === end ? 'blank' : this.#section === undefined ? 'bad' : 'stray', start, next);
    } else if (text === end && !option.block) {
      this.#keep('blank', start, next);
    } else {
      this.#continueOption(option, { start: option.block ? start : text, end, next });
    }
  }

  #continueOption(option: OpenOption, { start, end, next }: { start: number; end: number; next: number }): void {
    for (const trivia of this.#waiting) option.inner.push(trivia);
    this.#waiting = NOTHING;
    option.lines.push({ text: this.#text.slice(start, trimmedEnd(this.#text, start, end)), start });
    option.end = next;
  }

  #openSection({ nameStart, nameEnd, expression }: HeaderParts, start: number, next: number): void {
    this.#closeOption();
    this.#section = {
      name: this.#text.slice(nameStart, nameEnd),
      nameSpan: this.#span(nameStart, nameEnd),
      header: this.#span(start, next),
      condition: expression && this.#condition(expression),
      items: [],
    };
    this.#sections.push(this.#section);
  }

  #condition({ start, end }: { readonly start: number; readonly end: number }): ConditionText {
    return { text: this.#text.slice(start, end), span: this.#span(start, end) };
  }

  #openOption(parts: OptionParts, start: number, next: number): void {
    this.#closeOption();
    const { name, nameEnd, operator, operatorStart, operatorEnd, valueStart, valueEnd } = parts;
    this.#option = {
      kind: 'option',
      name,
      operator,
      block: valueStart === valueEnd,
      lines: [{ text: this.#text.slice(valueStart, valueEnd), start: valueStart }],
      inner: [],
      start,
      nameEnd,
      operatorStart,
      operatorEnd,
      end: next,
    };
  }

  #closeOption(): void {
    const items = this.#section?.items;
    if (this.#option !== undefined) items?.push(this.#option);
    for (const trivia of this.#waiting) items?.push(trivia);
    this.#option = undefined;
    this.#waiting = NOTHING;
  }

  #keep(kind: Trivia['kind'], start: number, next: number): void {
    const trivia: Trivia = { kind, span: this.#span(start, next) };
    if (this.#option === undefined) (this.#section?.items ?? this.#lead).push(trivia);
    else if (this.#waiting.length === 0) this.#waiting = [trivia];
    else this.#waiting.push(trivia);
  }

  #span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }
}

const HASH = 0x23;
const SEMICOLON = 0x3b;
const BRACKET = 0x5b;
const NOTHING: Trivia[] = [];
