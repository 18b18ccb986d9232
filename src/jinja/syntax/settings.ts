/** How the syntax of templates is configured; the names are those of Jinja's environment. */
export interface SyntaxSettings {
  readonly blockStart: string;
  readonly blockEnd: string;
  readonly variableStart: string;
  readonly variableEnd: string;
  readonly commentStart: string;
  readonly commentEnd: string;
  readonly lineStatementPrefix: string | undefined;
  readonly lineCommentPrefix: string | undefined;
  /** Drops the first line break after a statement or comment. */
  readonly trimBlocks: boolean;
  /** Drops blanks before a statement or comment that is the first on its line. */
  readonly lstripBlocks: boolean;
  /** What every line break of text and strings becomes. */
  readonly newlineSequence: '\n' | '\r\n' | '\r';
  readonly keepTrailingNewline: boolean;
  /** Whether there is a `do` tag (`jinja2.ext.do`). */
  readonly doTag: boolean;
  /** Whether there are `break` and `continue` tags (`jinja2.ext.loopcontrols`). */
  readonly loopControls: boolean;
}

/** Those of `jinja2.Environment()`. */
export const DEFAULT_SYNTAX: SyntaxSettings = {
  blockStart: '{%',
  blockEnd: '%}',
  variableStart: '{{',
  variableEnd: '}}',
  commentStart: '{#',
  commentEnd: '#}',
  lineStatementPrefix: undefined,
  lineCommentPrefix: undefined,
  trimBlocks: false,
  lstripBlocks: false,
  newlineSequence: '\n',
  keepTrailingNewline: false,
  doTag: false,
  loopControls: false,
};
