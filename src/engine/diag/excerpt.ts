const LONGEST = 120;

/** Blanks that look like others, and characters that do not show at all. */
const UNSEEN = /[\u00A0\u00AD\u1680\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]/gu;

/** A text from outside, fit to stand in a message: its first line, not too long, with what cannot be seen by number. */
export function excerpt(text: string): string {
  const [line = ''] = text.split(/[\r\n]/u, 1);
  const shown = line.replaceAll(UNSEEN, numberOf);
  if (shown.length > LONGEST) return `${shown.slice(0, LONGEST - 1)}…`;
  return line.length < text.length ? `${shown}…` : shown;
}

function numberOf(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
