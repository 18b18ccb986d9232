/**
 * Strings as Python counts them: by code points. A JavaScript string without surrogate pairs has the same indices, and
 * most strings have none.
 */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The text that was asked about last: going through one string in a loop looks at it once. */
const last = { text: '', hasPairs: false, length: 0, index: 0, offset: 0 };

/** To be called at the end of a rendering: nothing of it is kept. */
export function forgetText(): void {
  Object.assign(last, { text: '', hasPairs: false, length: 0, index: 0, offset: 0 });
}

export function hasPairs(text: string): boolean {
  return text.length < LONG ? PAIR.test(text) : recall(text).hasPairs;
}

const LONG = 64;

function recall(text: string): typeof last {
  if (text === last.text) return last;
  const pairs = PAIR.test(text);
  const length = pairs ? countIn(text, text.length) : text.length;
  return Object.assign(last, { text, hasPairs: pairs, length, index: 0, offset: 0 });
}

function countIn(text: string, end: number): number {
  let count = 0;
  for (let at = 0; at < end; count++) at += widthAt(text, at);
  return count;
}

/** `len(text)`. */
export function lengthOfText(text: string): number {
  if (text.length >= LONG) return recall(text).length;
  return PAIR.test(text) ? countIn(text, text.length) : text.length;
}

/** The offset of the code point with that number; the end of the text when there are fewer. */
export function offsetOf(text: string, index: number): number {
  if (!hasPairs(text)) return Math.min(index, text.length);
  const isLong = text.length >= LONG;
  const isBehind = isLong && index >= last.index;
  let at = isBehind ? last.offset : 0;
  let count = isBehind ? last.index : 0;
  for (; count < index && at < text.length; count++) at += widthAt(text, at);
  if (isLong) Object.assign(last, { index: count, offset: at });
  return at;
}

/** The number of the code point at an offset. */
export function indexAt(text: string, offset: number): number {
  return hasPairs(text) ? countIn(text, offset) : offset;
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
