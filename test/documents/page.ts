import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a page of `docs/` shows and promises, as far as a test can try it. */
export interface Page {
  readonly path: string;
  readonly text: string;
  readonly examples: readonly Example[];
  readonly tables: readonly Table[];
  readonly trials: readonly Trial[];
}

/**
 * A block marked `ini`: profiles, and what comes of them. A comment such as `# base.cfg` names the file that begins there;
 * what stands before the first is `software.cfg`. Lines with `; ` tell what comes of it, after `; $ slapbuild …` with these words.
 */
export interface Example {
  readonly line: number;
  readonly files: Readonly<Record<string, string>>;
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly line: number;
  /** What stands behind `$ slapbuild`. */
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly TableRow[];
}

interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row of a table whose first column is headed so. */
export interface Trial {
  readonly line: number;
  readonly kind: 'written' | 'condition';
  readonly written: string;
  /** By the title of their column. */
  readonly results: ReadonlyMap<string, string>;
}

export function readPage(name: string): Page {
  const path = `docs/${name}`;
  const text = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
  const tables = tablesOf(text);
  return { path, text, examples: examplesOf(text), tables, trials: tables.flatMap(trialsOf) };
}

function examplesOf(text: string): readonly Example[] {
  const examples: Example[] = [];
  let open: ExampleReader | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const mark = /^```(.*)$/u.exec(line)?.[1];
    if (mark === undefined) {
      open?.take(line, at + 1);
    } else if (open === undefined) {
      open = mark === 'ini' ? new ExampleReader(at + 1) : undefined;
    } else {
      examples.push(open);
      open = undefined;
    }
  }
  return examples;
}

interface OpenOutcome extends Outcome {
  readonly lines: string[];
}

class ExampleReader implements Example {
  readonly line: number;
  readonly files: Record<string, string> = {};
  readonly outcomes: OpenOutcome[] = [];
  #name = 'software.cfg';

  constructor(line: number) {
    this.line = line;
  }

  take(text: string, line: number): void {
    const told = /^; (.*)$/u.exec(text)?.[1];
    if (told !== undefined) return this.#takeOutcome(told, line);
    this.#name = /^# (\S+\.cfg)$/u.exec(text)?.[1] ?? this.#name;
    this.files[this.#name] = `${this.files[this.#name] ?? ''}${text}\n`;
  }

  #takeOutcome(told: string, line: number): void {
    const command = /^\$ slapbuild\b(.*)$/u.exec(told)?.[1];
    if (command !== undefined) this.outcomes.push({ line, words: wordsOf(command), lines: [] });
    else if (this.outcomes.length === 0) this.outcomes.push({ line, words: [], lines: [told] });
    else this.outcomes.at(-1)?.lines.push(told);
  }
}

/** The words that a shell would make; single quotes are all that pages use. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/(?:'[^']*'|[^\s'])+/gu)].map(([word]) => word.replaceAll("'", ''));
}

function tablesOf(text: string): readonly Table[] {
  const tables: { titles: readonly string[]; rows: TableRow[] }[] = [];
  let isInTable = false;
  for (const [at, line] of text.split('\n').entries()) {
    const cells = line.startsWith('|') ? line.slice(1, -1).split('|').map(trimmed) : undefined;
    if (cells !== undefined && !isInTable) tables.push({ titles: cells, rows: [] });
    else if (cells !== undefined && !cells.every((cell) => /^-+$/u.test(cell)))
      tables.at(-1)?.rows.push({ line: at + 1, cells });
    isInTable = cells !== undefined;
  }
  return tables;
}

function trimmed(cell: string): string {
  return cell.trim();
}

function trialsOf({ titles: [kind, ...titles], rows }: Table): readonly Trial[] {
  if (!isTrialKind(kind)) return [];
  return rows.map(({ line, cells: [written = '', ...cells] }) => {
    const results = new Map(titles.map((title, column) => [title, readCell(cells[column] ?? '')]));
    return { line, kind, written: readCell(written), results };
  });
}

function isTrialKind(title: string | undefined): title is Trial['kind'] {
  return title === 'written' || title === 'condition';
}

/** A cell without the backticks of the code that it is. */
function readCell(cell: string): string {
  return readBlanks(cell.replace(/^`+(.*?)`+$/u, '$1'));
}

/** Blanks that could not be seen are shown by signs. */
export function readBlanks(text: string): string {
  return text.replaceAll('⏎', '\n').replaceAll('␠', ' ').replaceAll('⇥', '\t');
}
