/** A string of JSON as Python's encoder writes it. */
export function writeString(text: string, ascii: boolean): string {
  if (!(ascii ? SPECIAL_ASCII : SPECIAL).test(text)) return `"${text}"`;
  return `"${text.replaceAll(ascii ? ALL_ASCII : ALL, escapeOf)}"`;
}

// What is beyond ASCII is written as it stands, unless the output is to be ASCII.
// oxlint-disable-next-line no-control-regex -- control characters are what is meant
const SPECIAL = /["\\\u0000-\u001f]/;
const SPECIAL_ASCII = /[^ !#-[\]-~]/;
const ALL = new RegExp(SPECIAL, 'g');
const ALL_ASCII = new RegExp(SPECIAL_ASCII, 'g');

const NAMED: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

function escapeOf(unit: string): string {
  return NAMED.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
