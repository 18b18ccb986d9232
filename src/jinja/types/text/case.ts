import type { Host } from '../../values/host.js';
import { isCased, isTitleLetter, isUpper } from './classes.js';

/** Letters that later versions of Unicode than Python's give another case. */
const LATER =
  /[\u019b\u0264\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2-\ua7d5\ua7da-\ua7dc\u{10d50}-\u{10d85}\u{16ea0}-\u{16ed3}]+/u;

export function lowerOf(text: string): string {
  return LATER.test(text) ? aroundLater(text, (piece) => piece.toLowerCase()) : text.toLowerCase();
}

export function upperOf(text: string): string {
  return LATER.test(text) ? aroundLater(text, (piece) => piece.toUpperCase()) : text.toUpperCase();
}

function aroundLater(text: string, change: (piece: string) => string): string {
  let result = '';
  let rest = text;
  for (let found = LATER.exec(rest); found !== null; found = LATER.exec(rest)) {
    const [later] = found;
    result += change(rest.slice(0, found.index)) + later;
    rest = rest.slice(found.index + later.length);
  }
  return result + change(rest);
}

const ASCII = /^[\0-\x7f]*$/;

/** The first character as in a title, the others small. */
export function capitalized(text: string): string {
  if (ASCII.test(text)) return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  const [first = ''] = text;
  // What is made small sees the whole text: the last sigma of a word has a form of its own.
  return titleLetter(first) + lowerBehind(first, text.slice(first.length));
}

/** Small letters of what follows `before`. */
function lowerBehind(before: string, rest: string): string {
  return lowerOf(before + rest).slice(lowerOf(before).length);
}

/** What is asked of each character, found out once for those that are the same. */
function remembered<Found>(host: Host, find: (character: string) => Found): (character: string) => Found {
  const known = new Map<string, Found>();
  return (character) => {
    let found = known.get(character);
    if (found === undefined) {
      host.spend(STEPS_OF_LETTER);
      found = find(character);
      known.set(character, found);
    }
    return found;
  };
}

/** To look one character up in the tables takes as long as that many small operations. */
const STEPS_OF_LETTER = 32;

/** Each cased character behind an uncased one as in a title, the others small. */
export function titled(text: string, host: Host): string {
  let result = '';
  let afterCased = false;
  const sigma = sigmasOf(text);
  const letterOf = remembered(host, (character) => ({
    small: lowerOf(character),
    large: titleLetter(character),
    isCased: isCased(character.codePointAt(0) ?? 0),
  }));
  for (const character of text) {
    const letter = letterOf(character);
    const small = sigma(character) ?? letter.small;
    result += afterCased ? small : letter.large;
    afterCased = letter.isCased;
  }
  return result;
}

/**
 * Asked for each character of a text, answers the small letter of a sigma, which depends on what stands around it; for
 * other characters `undefined`.
 */
function sigmasOf(text: string): (character: string) => string | undefined {
  if (!text.includes('Σ')) return () => undefined;
  // A sigma stays one, and nothing else becomes one.
  const small = text.toLowerCase().match(/[σς]/g) ?? [];
  let at = 0;
  return (character) => (character === 'Σ' || character === 'σ' || character === 'ς' ? small[at++] : undefined);
}

export function swapped(text: string, host: Host): string {
  let result = '';
  const sigma = sigmasOf(text);
  const swap = remembered(host, swappedLetter);
  for (const character of text) {
    const small = sigma(character);
    result += character === 'Σ' ? (small ?? '') : swap(character);
  }
  return result;
}

function swappedLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (isUpper(code)) return lowerOf(character);
  return isTitleLetter(code) ? character : upperOf(character);
}

function titleLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character.toUpperCase();
  if (code >= 0x10d0 && code <= 0x10ff) return character;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  return TITLES.get(character) ?? upperOf(character);
}

/** Where a title does not begin with the large letter: pairs of a character and what it becomes. */
const TITLES: ReadonlyMap<string, string> = new Map(
  (
    '\u01c4\u01c5 \u01c5\u01c5 \u01c6\u01c5 \u01c7\u01c8 \u01c8\u01c8 \u01c9\u01c8 \u01ca\u01cb \u01cb\u01cb ' +
    '\u01cc\u01cb \u01f1\u01f2 \u01f2\u01f2 \u01f3\u01f2 ßSs \u0587\u0535\u0582 \u1fb2\u1fba\u0345 \u1fb3\u1fbc ' +
    '\u1fb4\u0386\u0345 \u1fb7\u0391\u0342\u0345 \u1fbc\u1fbc \u1fc2\u1fca\u0345 \u1fc3\u1fcc \u1fc4\u0389\u0345 ' +
    '\u1fc7\u0397\u0342\u0345 \u1fcc\u1fcc \u1ff2\u1ffa\u0345 \u1ff3\u1ffc \u1ff4\u038f\u0345 ' +
    '\u1ff7\u03a9\u0342\u0345 \u1ffc\u1ffc \ufb00Ff \ufb01Fi \ufb02Fl \ufb03Ffi \ufb04Ffl \ufb05St \ufb06St ' +
    '\ufb13\u0544\u0576 \ufb14\u0544\u0565 \ufb15\u0544\u056b \ufb16\u054e\u0576 \ufb17\u0544\u056d'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);

/** For comparing without regard to case: Unicode's full folding. */
export function folded(text: string, host: Host): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let result = '';
  const fold = remembered(host, foldedLetter);
  for (const character of text) result += fold(character);
  return result;
}

const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/;

function foldedLetter(character: string): string {
  if (character === 'ı') return character;
  if (character === '\u1e9e') return 'ss';
  const upper = upperOf(character);
  if (CHEROKEE.test(character)) return upper;
  let result = '';
  for (const letter of upper) result += lowerOf(letter);
  return result;
}
