/** One physical line: `[start, end)` is its text, `next` is where the line after it starts. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** The lines of a text. LF, CRLF and a lone CR end a line and nothing else does; a final line end opens no new line. */
export function* textLines(text: string): Generator<TextLine, void, undefined> {
  const cr = text.includes('\r') ? nextCarriageReturn : never;
  let start = 0;
  let feed = text.indexOf('\n');
  let carriage = cr(text, 0);
  while (start < text.length) {
    if (feed < start) feed = endless(text.indexOf('\n', start));
    if (carriage < start) carriage = cr(text, start);
    const end = Math.min(feed, carriage, text.length);
    const next = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
    yield { start, end, next: Math.min(next, text.length) };
    start = next;
  }
}

function endless(at: number): number {
  return at === -1 ? Infinity : at;
}

function nextCarriageReturn(text: string, from: number): number {
  return endless(text.indexOf('\r', from));
}

function never(): number {
  return Infinity;
}
