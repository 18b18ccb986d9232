import type { Terminal, Timers } from '../../src/reporters/live.js';

/** A clock that only moves when told, and calls back what has come due. */
export class FakeTimers implements Timers {
  #time = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>();
  readonly now = (): number => this.#time;

  readonly after = (millis: number, callback: () => void): (() => void) => {
    const entry = { at: this.#time + millis, callback };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  };

  get pending(): number {
    return this.#waiting.size;
  }

  advance(millis: number): void {
    const end = this.#time + millis;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.callback();
    }
    this.#time = end;
  }
}

/** A terminal of the kind that breaks long lines; it understands what the live view writes and nothing else. */
export class FakeTerminal implements Terminal {
  columns = 60;
  rows = 10;
  writes = 0;
  raw = '';
  readonly #lines: string[] = [''];
  #row = 0;

  readonly size = (): { columns: number; rows: number } => ({ columns: this.columns, rows: this.rows });
  readonly out = (text: string): void => this.#write(text);
  readonly err = (text: string): void => this.#write(text);

  /** The screen and what scrolled off it. */
  get text(): string {
    return this.#lines.join('\n');
  }

  /** Makes the window narrower: lines break again. */
  resize(columns: number): void {
    this.columns = columns;
    const broken = this.#lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? ['']);
    this.#row += broken.length - this.#lines.length;
    this.#lines.splice(0, this.#lines.length, ...broken);
  }

  #write(text: string): void {
    this.writes += 1;
    this.raw += text;
    // oxlint-disable-next-line no-control-regex -- the sequences of a terminal
    for (const [piece] of text.matchAll(/\u001B\[\d*[A-Z]|\r|\n|[^\u001B\r\n]+/gu)) this.#obey(piece);
  }

  #obey(piece: string): void {
    if (piece.startsWith('\u001B[') && piece.endsWith('A')) this.#row -= Number(piece.slice(2, -1));
    else if (piece === '\u001B[J') this.#lines.splice(this.#row, this.#lines.length, '');
    else if (piece === '\n') this.#lines[++this.#row] ??= '';
    else if (piece.startsWith('\u001B')) throw new Error(`unknown sequence ${JSON.stringify(piece)}`);
    else if (piece !== '\r') this.#lines[this.#row] = (this.#lines[this.#row] ?? '') + piece;
    if (this.#row < 0) throw new Error('above the top');
    const width = (this.#lines[this.#row] ?? '').length;
    if (width > this.columns) this.#breakLine();
  }

  #breakLine(): void {
    const pieces = this.#lines[this.#row]?.match(new RegExp(`.{1,${this.columns}}`, 'gu')) ?? [''];
    this.#lines.splice(this.#row, 1, ...pieces);
    this.#row += pieces.length - 1;
  }
}
