import { decimalValue, isAlphanumeric } from '../types/text/classes.js';

export interface Linking {
  /** Of every link but those to addresses of mail. */
  readonly attributes: string;
  /** What else a link may begin with. */
  readonly schemes: readonly string[];
  /** What is shown of a URL. */
  readonly shorten: (url: string) => string;
}

/** Makes a link of a word of escaped text, without what brackets and ends it, when it is a URL or an address of mail. */
export function linkWord(word: string, linking: Linking): string {
  // What makes a link has one of these, but for other schemes.
  if (linking.schemes.length === 0 && !/[.:@]/.test(word)) return word;
  const { head, middle, tail } = balance(split(word));
  return head + link(middle, linking) + tail;
}

interface Parts {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
}

function split(word: string): Parts {
  const head = /^(?:[(<]|&lt;)*/.exec(word)?.[0] ?? '';
  let end = word.length;
  for (let last = lastEnding(word, end); last > 0 && end - last >= head.length; last = lastEnding(word, end))
    end -= last;
  return { head, middle: word.slice(head.length, end), tail: word.slice(end) };
}

/** The length of what closes or ends the text before `end`; 0 when nothing does. */
function lastEnding(text: string, end: number): number {
  if (end === 0) return 0;
  if (').,>'.includes(text.charAt(end - 1))) return 1;
  return text.endsWith('&gt;', end) ? 4 : 0;
}

const BRACKETS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;

/** Brackets that are opened within belong there with what closes them. */
function balance({ head, middle: whole, tail: rest }: Parts): Parts {
  let [middle, tail] = [whole, rest];
  for (const [open, close] of BRACKETS) {
    const opened = count(middle, open);
    if (opened <= count(middle, close)) continue;
    for (let left = Math.min(opened, count(tail, close)); left > 0; left--) {
      const end = tail.indexOf(close) + close.length;
      middle += tail.slice(0, end);
      tail = tail.slice(end);
    }
  }
  return { head, middle, tail };
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

function link(text: string, { attributes, schemes, shorten }: Linking): string {
  const shape = shapeOf(text);
  if (URL_SHAPE.test(shape)) {
    const target = /^https?:\/\//.test(text) ? text : `https://${text}`;
    return `<a href="${target}"${attributes}>${shorten(text)}</a>`;
  }
  if (text.startsWith('mailto:') && MAIL_SHAPE.test(shape.slice('mailto:'.length))) {
    return `<a href="${text}">${text.slice('mailto:'.length)}</a>`;
  }
  const isMail = text.includes('@') && !text.startsWith('www.') && !text.startsWith('@') && !text.includes(':');
  if (isMail && MAIL_SHAPE.test(shape)) return `<a href="mailto:${text}">${text}</a>`;
  let linked = text;
  for (const scheme of schemes) {
    if (linked !== scheme && linked.startsWith(scheme)) linked = `<a href="${linked}"${attributes}>${linked}</a>`;
  }
  return linked;
}

/** With `ª` and `٠` for the letters and digits beyond ASCII; `iſK` and `İı` are letters of ASCII in another case. */
const URL_SHAPE = new RegExp(
  [
    '^(?:',
    '(?:https?://|www\\.)(?:(?:[WORD%-]+\\.)+)?(?:[a-zİıſK]{2,63}|xn--[WORD%]{2,59})',
    '|(?:[WORD%-]{2,63}\\.)+(?:com|net|[iİı]nt|edu|gov|org|[iİı]nfo|m[iİı]l)',
    '|https?://(?:[\\d٠]{1,3}(?:\\.[\\d٠]{1,3}){3}|\\[(?:[\\d٠a-f]{0,4}:){2}(?:[\\d٠a-f]{0,4}:?){1,6}\\])',
    ')(?::[\\d٠]{1,5})?(?:[/?#].*)?$',
  ]
    .join('')
    .replaceAll('WORD', String.raw`\wª٠İıſK`),
  'isu',
);
const MAIL_SHAPE = /^.+@[\wª٠İıſK][\wª٠İıſK.-]*\.[\wª٠İıſK]+$/su;

/** The text with what the patterns do not know by name as something that they do. */
function shapeOf(text: string): string {
  return text.replaceAll(/[^\0-\x7fİıſK]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (!isAlphanumeric(code)) return '·';
    return decimalValue(code) === undefined ? 'ª' : '٠';
  });
}
