/** Finds line ends. LF, CRLF and a lone CR end a line and nothing else does. Offsets asked for must grow. */
export class LineEnds {
  readonly #text: string;
  #feed = -1;
  #carriage: number;

  constructor(text: string) {
    this.#text = text;
    this.#carriage = text.includes('\r') ? -1 : text.length;
  }

  /** Where the line at `start` ends, before its line end. */
  endOf(start: number): number {
    if (this.#feed < start) this.#feed = this.#find('\n', start);
    if (this.#carriage < start) this.#carriage = this.#find('\r', start);
    return this.#feed < this.#carriage ? this.#feed : this.#carriage;
  }

  /** Where the line after the line that ends at `end` starts. */
  after(end: number): number {
    if (end === this.#text.length) return end;
    const isPair = end === this.#carriage && this.#text.charCodeAt(end + 1) === LF;
    return isPair ? end + 2 : end + 1;
  }

  /** The end of the text stands for what is not there: it ends the last line. */
  #find(end: string, from: number): number {
    const at = this.#text.indexOf(end, from);
    return at === -1 ? this.#text.length : at;
  }
}

const LF = 0x0a;
