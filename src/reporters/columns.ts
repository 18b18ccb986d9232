/** Columns that a text takes on a terminal: wide characters take two, combining ones none. Without tabs and controls. */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/** The start of a text, at most `limit` columns of it; what is cut off is shown by an ellipsis. */
export function cutToColumns(text: string, limit: number): string {
  if (columnsOf(text) <= limit) return text;
  let used = 0;
  let result = '';
  for (const character of text) {
    used += columnsOfCharacter(character);
    if (used > limit - 1) break;
    result += character;
  }
  return limit < 1 ? '' : `${result}…`;
}

export function columnsOfCharacter(character: string): 0 | 1 | 2 {
  if (NARROW.test(character)) return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const NARROW = /^[ -~\u00A0-\u02FF]*$/;
const COMBINING = /^[\p{Mn}\p{Me}\p{Cf}]/u;
/** East Asian wide and fullwidth forms, and pictographs shown wide. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
