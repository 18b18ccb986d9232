import type { Source, Span } from '../diag/index.js';

/** A section as its lines say it; only options that the file is about are kept. */
export interface HashSection {
  readonly name: string;
  readonly header: Span;
  readonly options: readonly HashOption[];
  /** Whether it says anything else. */
  readonly hasMore: boolean;
}

export interface HashOption {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value on the option's line, without blanks around it. */
  readonly value: string;
  readonly at: Span;
  /** Whether a blank stands before the equals sign, and none after it. */
  readonly wantsBlank: boolean;
  /** Whether the value goes on in further lines. */
  readonly isContinued: boolean;
}

/** The sections of a text, each with those of its options whose names are given. */
export function readSections(source: Source, names: ReadonlySet<string>): readonly HashSection[] {
  const reader = new SectionReader(source, names);
  for (const { index, 0: line } of source.text.matchAll(/[^\r\n]+/gu)) reader.take(line, index);
  return reader.sections;
}

interface OpenOption extends HashOption {
  isContinued: boolean;
}
interface OpenSection extends HashSection {
  readonly options: OpenOption[];
  hasMore: boolean;
}

const HEADER = /^\[\s*(?<name>[^\]:]*)/u;
const OPTION = /^(?<before>\s*)(?<name>[^\s=]+)(?<between>\s*)=(?<after>\s*)(?<value>.*)$/su;

class SectionReader {
  readonly sections: OpenSection[] = [];
  readonly #source: Source;
  readonly #names: ReadonlySet<string>;
  /** What an indented line continues; `other` is an option that the file is not about. */
  #open: OpenOption | 'other' | undefined;

  constructor(source: Source, names: ReadonlySet<string>) {
    this.#source = source;
    this.#names = names;
  }

  take(line: string, start: number): void {
    if (/^[#;]/u.test(line) || line.trim() === '') return;
    const header = HEADER.exec(line)?.groups;
    const section = this.sections.at(-1);
    if (header !== undefined) {
      this.#openSection((header['name'] ?? '').trim(), { start, end: start + line.length });
    } else if (section !== undefined) {
      this.#takeBelow(section, line, start);
    }
  }

  #openSection(name: string, { start, end }: { readonly start: number; readonly end: number }): void {
    this.sections.push({ name, header: { source: this.#source, start, end }, options: [], hasMore: false });
    this.#open = undefined;
  }

  #takeBelow(section: OpenSection, line: string, start: number): void {
    const isIndented = /^\s/u.test(line);
    if (isIndented && this.#open === 'other') return;
    const option = this.#readOption(line, start);
    if (option !== undefined) {
      section.options.push(option);
      this.#open = option;
    } else if (isIndented && this.#open !== undefined && this.#open !== 'other') {
      this.#open.isContinued = true;
    } else {
      section.hasMore = true;
      this.#open = 'other';
    }
  }

  #readOption(line: string, start: number): OpenOption | undefined {
    const { before = '', name = '', between = '', after = '', value: rest = '' } = OPTION.exec(line)?.groups ?? {};
    if (!this.#names.has(name)) return undefined;
    const source = this.#source;
    const nameStart = start + before.length;
    const value = rest.trimEnd();
    const valueStart = nameStart + name.length + between.length + 1 + after.length;
    return {
      name,
      nameSpan: { source, start: nameStart, end: nameStart + name.length },
      value,
      at: { source, start: valueStart, end: valueStart + value.length },
      wantsBlank: between !== '' && after === '',
      isContinued: false,
    };
  }
}
