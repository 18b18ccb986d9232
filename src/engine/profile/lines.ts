/** Finds line ends. LF, CRLF and a lone CR end a line and nothing else does. Offsets asked for must grow. */
export class LineEnds {
  readonly #text: string;
  #feed = -1;
  #carriage: number;

  constructor(text: string) {
    this.#text = text;
    this.#carriage = text.includes('\r') ? -1 : Infinity;
  }

  /** Where the line at `start` ends, before its line end. */
  endOf(start: number): number {
    if (this.#feed < start) this.#feed = find(this.#text, '\n', start);
    if (this.#carriage < start) this.#carriage = find(this.#text, '\r', start);
    return Math.min(this.#feed, this.#carriage, this.#text.length);
  }

  /** Where the line after the line that ends at `end` starts. */
  after(end: number): number {
    const isPair = end === this.#carriage && this.#text.charCodeAt(end + 1) === LF;
    return Math.min(end + (isPair ? 2 : 1), this.#text.length);
  }
}

const LF = 0x0a;

function find(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? Infinity : at;
}
