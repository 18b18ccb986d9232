import type { Source, Span } from '../diag/index.js';
import type { ConditionText, OptionNode, Profile, SectionNode, Trivia, ValueLine } from './ast.js';
import { isBlank, skipBlanks, trimmedEnd } from './blank.js';
import { readHeader, type HeaderParts } from './header.js';
import { textLines, type TextLine } from './lines.js';
import { readOptionLine, type OptionParts } from './option-line.js';

/** The tree of any text; mistakes are nodes of it. `activeSections` tells them. */
export function parseTree(source: Source): Profile {
  const parser = new Parser(source);
  for (const line of textLines(source.text)) parser.take(line);
  return parser.finish();
}

type Writable<Node> = { -readonly [Key in keyof Node]: Node[Key] };
interface OpenOption extends Writable<OptionNode> {
  lines: [ValueLine, ...ValueLine[]];
  inner: Trivia[];
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
  #waiting: Trivia[] = [];

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
  }

  take(line: TextLine): void {
    const first = this.#text.charCodeAt(line.start);
    if (first === 0x23 || first === 0x3b) return this.#keep('comment', line);
    if (line.start === line.end || isBlank(first)) return this.#takeIndented(line);
    const header = readHeader(this.#text, line);
    if (header !== undefined) return this.#openSection(header, line);
    const option = this.#section === undefined ? undefined : readOptionLine(this.#text, line);
    if (option !== undefined) return this.#openOption(option, line);
    this.#keep('bad', line);
  }

  finish(): Profile {
    this.#closeOption();
    return { source: this.#source, lead: this.#lead, sections: this.#sections };
  }

  #takeIndented(line: TextLine): void {
    const start = skipBlanks(this.#text, line.start, line.end);
    if (this.#option !== undefined) this.#continueOption(this.#option, line, start);
    else if (start === line.end) this.#keep('blank', line);
    else this.#keep(this.#section === undefined ? 'bad' : 'stray', line);
  }

  #continueOption(option: OpenOption, line: TextLine, start: number): void {
    if (start === line.end && !option.block) return this.#keep('blank', line);
    const from = option.block ? line.start : start;
    const end = trimmedEnd(this.#text, from, line.end);
    option.inner.push(...this.#waiting);
    this.#waiting = [];
    option.lines.push({ text: this.#text.slice(from, end), start: from });
    option.span = { ...option.span, end: line.next };
  }

  #openSection({ nameStart, nameEnd, expression }: HeaderParts, line: TextLine): void {
    this.#closeOption();
    this.#section = {
      name: this.#text.slice(nameStart, nameEnd),
      nameSpan: this.#span(nameStart, nameEnd),
      header: this.#span(line.start, line.next),
      condition: expression && this.#condition(expression),
      items: [],
    };
    this.#sections.push(this.#section);
  }

  #condition({ start, end }: { readonly start: number; readonly end: number }): ConditionText {
    return { text: this.#text.slice(start, end), span: this.#span(start, end) };
  }

  #openOption(parts: OptionParts, line: TextLine): void {
    this.#closeOption();
    const value = this.#text.slice(parts.valueStart, parts.valueEnd);
    this.#option = {
      kind: 'option',
      name: parts.name,
      nameSpan: this.#span(parts.nameStart, parts.nameEnd),
      operator: parts.operator,
      operatorSpan: this.#span(parts.operatorStart, parts.operatorEnd),
      block: value === '',
      lines: [{ text: value, start: parts.valueStart }],
      inner: [],
      span: this.#span(line.start, line.next),
    };
  }

  #closeOption(): void {
    if (this.#option !== undefined) this.#section?.items.push(this.#option, ...this.#waiting);
    this.#option = undefined;
    this.#waiting = [];
  }

  #keep(kind: Trivia['kind'], { start, next }: TextLine): void {
    const trivia: Trivia = { kind, span: this.#span(start, next) };
    if (this.#option !== undefined) this.#waiting.push(trivia);
    else (this.#section?.items ?? this.#lead).push(trivia);
  }

  #span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }
}
