import { ENTITIES } from './entities.js';

const REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

/** The text with the characters that references to them stand for: HTML 5's, as a browser reads them. */
export function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (whole: string, name: string) =>
    name.startsWith('#') ? numbered(name) : (named(name) ?? whole),
  );
}

function numbered(name: string): string {
  const digits = name.replace(/;$/, '').slice(1);
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  const replaced = REPLACED.get(code);
  if (replaced !== undefined) return replaced;
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return '\ufffd';
  return isInvalid(code) ? '' : String.fromCodePoint(code);
}

/** Control characters and those that are none by definition. */
function isInvalid(code: number): boolean {
  if (code < 0x20) return !(code === 9 || code === 10 || code === 12 || code === 13);
  if (code >= 0x7f && code <= 0x9f) return true;
  return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

/** What browsers read in place of numbers that mean other characters in the code page of old pages. */
const REPLACED: ReadonlyMap<number, string> = new Map([
  [0x00, '\ufffd'],
  [0x0d, '\r'],
  ...Array.from('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ', (character, at) => [0x80 + at, character] as const),
]);

let known: ReadonlyMap<string, string> | undefined;

/** The character of a name; a name that only begins with one that is known leaves the rest as it is. */
function named(name: string): string | undefined {
  known ??= readEntities();
  const whole = known.get(name);
  if (whole !== undefined) return whole;
  for (let length = name.length - 1; length > 1; length--) {
    const part = known.get(name.slice(0, length));
    if (part !== undefined) return part + name.slice(length);
  }
  return undefined;
}

function readEntities(): ReadonlyMap<string, string> {
  const entries = ENTITIES.join('')
    .split(' ')
    .map((entry): readonly [string, string] => {
      const [name = '', codes = ''] = entry.split('=');
      return [name, String.fromCodePoint(...codes.split('+').map((code) => Number.parseInt(code, 36)))];
    });
  // A name that is known without its semicolon is written without it, and known with it too.
  return new Map(
    entries.flatMap(([name, text]) =>
      name.endsWith(';')
        ? [[name, text]]
        : [
            [name, text],
            [`${name};`, text],
          ],
    ),
  );
}
