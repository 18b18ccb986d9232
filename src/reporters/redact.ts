/** A text fit to be shown, and where its offsets went. */
export interface Redacted {
  readonly text: string;
  /** The place in `text` of an offset in the original; inside something replaced: where the replacement starts. */
  readonly offsetOf: (offset: number) => number;
}

/**
 * The one way of text from outside to a person or a log: without escape sequences, control characters and marks that
 * turn the reading direction (line ends and tabs stay), and with the credentials in URLs replaced by `***`.
 */
export function redact(text: string): string {
  const plain = replaceEdits(text, findControls(text));
  return replaceEdits(plain, findCredentials(plain));
}

/** As `redact`, for callers that point into the text. */
export function redactWithOffsets(text: string): Redacted {
  const controls = findControls(text);
  const plain = replaceEdits(text, controls);
  const credentials = findCredentials(plain);
  return {
    text: replaceEdits(plain, credentials),
    offsetOf: (offset) => shift(credentials, shift(controls, offset)),
  };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const MASK = '***';

/** CSI; finished string sequences (OSC and its kind); two-character escapes; then lone controls and bidi marks. */
const CONTROLS = new RegExp(
  [
    '(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]?',
    '(?:\\u001B[\\]PX^_]|[\\u0090\\u0098\\u009D-\\u009F])[^\\u0007\\u001B\\u0090\\u0098\\u009C-\\u009F]*(?:\\u0007|\\u001B\\\\|\\u009C)',
    '\\u001B[ -/]*[0-~]?',
    '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]',
  ].join('|'),
  'g',
);

/** A CR before LF is part of a line end and stays. */
function findControls(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { index, 0: match } of text.matchAll(CONTROLS)) {
    if (match === '\r' && text[index + 1] === '\n') continue;
    edits.push({ start: index, end: index + match.length, replacement: '' });
  }
  return edits;
}

// Lengths are bounded so that no text takes more than linear time.
const URLS = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"<>`]+/gi;
const USER_INFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)([^/?#@]{1,1000}(?:@[^/?#@]{0,1000}){0,3})@/gi;
const SECRET_PARAMETER =
  /([?&;#](?:[^?=&;#]{0,80}(?:token|key|passw|pwd|secret|signature|credential)[^?=&;#]{0,80}|sig)=)([^&;#]+)/gi;

function findCredentials(text: string): readonly Edit[] {
  if (!text.includes('://')) return [];
  const found = [...text.matchAll(URLS)].flatMap(({ index, 0: url }) => [
    ...findUserInfo(url, index),
    ...findSecretParameters(url, index),
  ]);
  return withoutNested(found);
}

/** A user name alone is a secret for http (a token); elsewhere (`ssh://git@…`) it is only a name. */
function findUserInfo(url: string, offset: number): readonly Edit[] {
  const found: Edit[] = [];
  for (const { index, 1: scheme = '', 2: userInfo = '' } of url.matchAll(USER_INFO)) {
    if (!userInfo.includes(':') && !/^https?:/i.test(scheme)) continue;
    const start = offset + index + scheme.length;
    found.push({ start, end: start + userInfo.length, replacement: MASK });
  }
  return found;
}

function findSecretParameters(url: string, offset: number): readonly Edit[] {
  const found: Edit[] = [];
  for (const { index, 1: name = '', 2: secret = '' } of url.matchAll(SECRET_PARAMETER)) {
    const start = offset + index + name.length;
    const end = start + withoutClosingQuote(secret).length;
    if (end > start) found.push({ start, end, replacement: MASK });
  }
  return found;
}

/** A shell's quotes round a URL end behind it: a command that is shown keeps them. */
function withoutClosingQuote(secret: string): string {
  let end = secret.length;
  while (secret[end - 1] === "'" || secret[end - 1] === '\\') end -= 1;
  return secret.slice(0, end);
}

/** A URL in a parameter of a URL: the outer replacement covers the inner one. */
function withoutNested(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort(byStart)) {
    if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  }
  return kept;
}

/** At the same start, the longer edit first. */
function byStart(left: Edit, right: Edit): number {
  return left.start === right.start ? right.end - left.end : left.start - right.start;
}

function replaceEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  let result = '';
  let position = 0;
  for (const { start, end, replacement } of edits) {
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}

function shift(edits: readonly Edit[], offset: number): number {
  let moved = offset;
  for (const { start, end, replacement } of edits) {
    if (offset <= start) break;
    if (offset < end) return moved - (offset - start);
    moved += replacement.length - (end - start);
  }
  return moved;
}
