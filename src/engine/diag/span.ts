/** A text that diagnostics can point into: a profile, a template, or the command line. */
export interface Source {
  /** How the source is named to people: a path as it was reached, a URL, or `<command line>`. */
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 offsets in one source. Lines and columns exist only while printing. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A 1-based line and column, as editors and compilers count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an offset stands, counted from 1. CRLF and a lone CR end a line as LF does. */
export function locate(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

const known = new WeakMap<Source, readonly number[]>();

/** Where each line starts; looked for once, since a profile with many mistakes asks often. */
function lineStarts(source: Source): readonly number[] {
  const found = known.get(source);
  if (found !== undefined) return found;
  const starts = [0];
  const lineEnd = /\r\n|\r|\n/g;
  for (let match = lineEnd.exec(source.text); match !== null; match = lineEnd.exec(source.text))
    starts.push(match.index + match[0].length);
  known.set(source, starts);
  return starts;
}
