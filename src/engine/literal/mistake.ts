/** Why a text is no literal, and which of its UTF-16 offsets show it. A class, so that no value can be one. */
export class Mistake {
  readonly message: string;
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    this.message = message;
    this.start = start;
    this.end = end;
  }
}

/** How a message ends that names something which Python would have to run. */
export const ONLY_LITERALS = 'only literals can stand behind `!py!`';

const LONGEST = 40;

/** Source text, short enough to stand in a message. */
export function excerpt(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${Array.from(text.slice(0, 2 * LONGEST))
    .slice(0, LONGEST - 1)
    .join('')}…`;
}
