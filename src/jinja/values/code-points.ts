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
  if (hasPairs(left) || hasPairs(right)) return compareWithPairs(left, right);
  return left < right ? -1 : 1;
}

/** Surrogates come before some characters that they stand beyond. */
function compareWithPairs(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // A pair may have begun before the difference.
  const isInPair =
    at > 0 && isHigh(left.charCodeAt(at - 1)) && (isLow(left.charCodeAt(at)) || isLow(right.charCodeAt(at)));
  const from = isInPair ? at - 1 : at;
  return (left.codePointAt(from) ?? -1) - (right.codePointAt(from) ?? -1);
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
