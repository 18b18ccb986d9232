/** One mistake that people make, as the files and the command lines that hold it. */
export interface Mistake {
  /** What its error, or warning, is called. */
  readonly kind: string;
  readonly about: string;
  /** By path, relative to the current directory. */
  readonly files?: Files;
  /** What the server has, by path; `SERVER` in any text stands for its address. */
  readonly served?: Files;
  /** What is right at first: run, and shown, before `changed` is written. */
  readonly before?: readonly string[];
  readonly changed?: Files;
  /** What stands behind `slapbuild`. */
  readonly words: readonly string[];
}

/** Lines, or the content itself. */
export type Files = Readonly<Record<string, Lines | Buffer>>;
type Lines = readonly string[];

export function contentOf(file: Lines | Buffer): Buffer {
  return Buffer.isBuffer(file) ? file : Buffer.from(`${file.join('\n')}\n`);
}
