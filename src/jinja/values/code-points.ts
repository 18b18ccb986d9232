/**
 * Strings as Python counts them: by code points. A JavaScript string without surrogate pairs has the same indices, and
 * most strings have none.
 */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The text that was asked about last; indexing one string in a loop looks at it once. */
let lastLong = '';
let lastHasPairs = false;

export function hasPairs(text: string): boolean {
  if (text.length < 64) return PAIR.test(text);
  if (text !== lastLong) {
    lastHasPairs = PAIR.test(text);
    lastLong = text;
  }
  return lastHasPairs;
}

/** `len(text)`. */
export function lengthOfText(text: string): number {
  if (!hasPairs(text)) return text.length;
  let length = 0;
  for (let at = 0; at < text.length; length++) at += widthAt(text, at);
  return length;
}

/** The offset of the code point with that number; the end of the text when there are fewer. */
export function offsetOf(text: string, index: number): number {
  if (!hasPairs(text)) return Math.min(index, text.length);
  let at = 0;
  for (let left = index; left > 0 && at < text.length; left--) at += widthAt(text, at);
  return at;
}

/** The number of the code point at an offset. */
export function indexAt(text: string, offset: number): number {
  return hasPairs(text) ? lengthOfText(text.slice(0, offset)) : offset;
}

/** `text[start:stop]` for bounds that are not negative. */
export function sliceText(text: string, start: number, stop: number): string {
  if (stop <= start) return '';
  if (!hasPairs(text)) return text.slice(start, stop);
  const from = offsetOf(text, start);
  let to = from;
  for (let left = stop - start; left > 0 && to < text.length; left--) to += widthAt(text, to);
  return text.slice(from, to);
}

/** Below 0, 0 or above, as the texts are ordered by code points. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const shorter = Math.min(left.length, right.length, SHORT);
  for (let at = 0; at < shorter; at++) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one !== other) return rankOf(one) - rankOf(other);
  }
  if (hasPairs(left) || hasPairs(right)) return compareLong(left, right);
  return left < right ? -1 : 1;
}

/** So far texts are compared before they are looked at as a whole. */
const SHORT = 64;

function compareLong(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return rankOf(left.charCodeAt(at)) - rankOf(right.charCodeAt(at));
}

/** Halves of pairs stand for characters beyond all others; the end of a text, `NaN`, comes first. */
function rankOf(unit: number): number {
  if (Number.isNaN(unit)) return -1;
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function widthAt(text: string, at: number): number {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
