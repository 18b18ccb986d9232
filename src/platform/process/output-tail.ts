import { StringDecoder } from 'node:string_decoder';

const KEPT_LINES = 40;
const KEPT_CHARACTERS = 2000;

/** The last lines of a command's output, the two streams interleaved as they came. */
export class OutputTail {
  readonly #lines: string[] = [];
  readonly #streams = { stdout: new LineReader(), stderr: new LineReader() };

  add(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this.#streams[stream].read(chunk, (line) => this.#keep(line));
  }

  /** Oldest first, with the unfinished lines at the end. */
  lines(): readonly string[] {
    const unfinished = [this.#streams.stdout.rest(), this.#streams.stderr.rest()].filter((line) => line !== '');
    return [...this.#lines, ...unfinished].slice(-KEPT_LINES);
  }

  #keep(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > 2 * KEPT_LINES) this.#lines.splice(0, KEPT_LINES);
  }
}

/** Cuts one stream into lines; a line longer than the limit keeps its beginning. Bytes that are no UTF-8 become U+FFFD. */
class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  #partial = '';

  read(chunk: Buffer, onLine: (line: string) => void): void {
    const pieces = this.#decoder.write(chunk).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (this.#partial.length <= KEPT_CHARACTERS) this.#partial += piece.slice(0, KEPT_CHARACTERS + 1);
      if (index === pieces.length - 1) return;
      onLine(visible(this.#partial));
      this.#partial = '';
    }
  }

  rest(): string {
    return visible(this.#partial);
  }
}

/** What a terminal would show of a line: a progress display overwrites itself with carriage returns. */
function visible(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const shown = text.slice(text.lastIndexOf('\r') + 1);
  return shown.length > KEPT_CHARACTERS ? `${shown.slice(0, KEPT_CHARACTERS)}…` : shown;
}
