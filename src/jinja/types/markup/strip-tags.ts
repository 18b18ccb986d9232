import { WHITE } from '../text/classes.js';

const WORDS = new RegExp(`[^${WHITE}]+`, 'g');

/** Without tags and comments, and with single spaces between the words. */
export function stripTags(text: string): string {
  let result = '';
  let at = 0;
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
    const close = endOfTag(text, open);
    if (close < 0) break;
    result += text.slice(at, open);
    at = close;
  }
  const words = (result + text.slice(at)).match(WORDS) ?? [];
  return words.join(' ');
}

/** Behind the tag or the comment; -1 when it is not closed. */
function endOfTag(text: string, open: number): number {
  const isComment = text.startsWith('<!--', open);
  const close = isComment ? text.indexOf('-->', open + 4) : text.indexOf('>', open);
  if (close < 0) return -1;
  return close + (isComment ? 3 : 1);
}
