const LONGEST = 120;

/** A text from outside, short enough to stand in a message. */
export function excerpt(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
