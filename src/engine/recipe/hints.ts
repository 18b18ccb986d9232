/** What to write instead of an option's text; `undefined` when that is not sure. */
export type HintFor = (text: string) => string | undefined;

const QUOTED = /^\s*(['"]).*\1\s*$/su;
const NO_QUOTES = 'values have no quotes';

/** Words that other programs take for booleans. */
const TRUE_WORDS = new Set(['true', 'yes', 'on', '1']);
const FALSE_WORDS = new Set(['false', 'no', 'off', '0']);

export const hintForFlag: HintFor = (text) => {
  if (QUOTED.test(text)) return NO_QUOTES;
  const word = text.trim().toLowerCase();
  if (TRUE_WORDS.has(word)) return 'write `true`';
  return FALSE_WORDS.has(word) ? 'write `false`' : undefined;
};

export const hintForMode: HintFor = (text) => {
  if (QUOTED.test(text)) return NO_QUOTES;
  const letters = /^-?([r-][w-][x-][r-][w-][x-][r-][w-][x-])$/u.exec(text.trim())?.[1];
  if (letters === undefined) return undefined;
  const bits = [...letters].map((letter) => (letter === '-' ? '0' : '1')).join('');
  return `write \`0${Number.parseInt(bits, 2).toString(8).padStart(3, '0')}\``;
};

/** For a sum of so many digits. */
export function hintForDigits(digits: number): HintFor {
  return (text) => {
    if (QUOTED.test(text)) return NO_QUOTES;
    const written = text.trim();
    const prefix = /^(?:md5|sha-?\d+)(?:sum)?\s*[:=-]/iu.exec(written)?.[0];
    if (prefix !== undefined) return `write it without \`${prefix}\``;
    if (!/^[0-9a-f]+$/iu.test(written)) return undefined;
    const sum = written.length === digits ? undefined : SUMS.get(written.length);
    return `it has ${String(written.length)} digits${sum === undefined ? '' : `, as ${sum} has`}`;
  };
}

const SUMS: ReadonlyMap<number, string> = new Map([
  [32, 'an MD5'],
  [64, 'a SHA-256'],
  [128, 'a SHA-512'],
]);

const ONE_SLASH = /^(https?):\/(?!\/)/iu;
const HOST_AND_PATH = /^(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|de|edu|eu|fr|gov|io|net|org))(?::\d+)?\//iu;

/** For a path that leads nowhere, and is a URL but for its beginning. */
export function hintForUrl(path: string): string | undefined {
  if (ONE_SLASH.test(path)) return `did you mean \`${path.replace(ONE_SLASH, '$1://')}\`?`;
  return HOST_AND_PATH.test(path) ? `did you mean \`https://${path}\`?` : undefined;
}
