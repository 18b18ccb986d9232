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
  let line = 1;
  let lineStart = 0;
  const lineEnd = /\r\n|\r|\n/g;
  for (let match = lineEnd.exec(source.text); match !== null; match = lineEnd.exec(source.text)) {
    if (match.index + match[0].length > offset) break;
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { line, column: offset - lineStart + 1 };
}
