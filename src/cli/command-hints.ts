import { nearestName } from '../engine/diag/index.js';
import { COMMANDS } from './options.js';

/** Words of other programs, and how slapbuild says it. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['help', '`slapbuild --help` tells the commands and options'],
  ['version', '`slapbuild --version` prints the version'],
  ['uninstall', 'take the part out of `parts`: the next run removes it'],
  ['remove', 'take the part out of `parts`: the next run removes it'],
]);

/** What was perhaps meant by a word that is no command. */
export function hintForCommand(word: string): string | undefined {
  const elsewhere = ELSEWHERE.get(word.toLowerCase());
  if (elsewhere !== undefined) return elsewhere;
  const near = nearestName(
    word,
    COMMANDS.map(({ name }) => name),
  );
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** Whether a word could be a command, by its letters. */
export function isCommandLike(word: string): boolean {
  return /^[a-z-]+$/iu.test(word);
}

/** A word that was probably meant as a profile. */
export function isPathLike(word: string): boolean {
  return word.endsWith('.cfg') || word.includes('/');
}
