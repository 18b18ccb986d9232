import { nearestName, type Diagnostic } from '../engine/diag/index.js';
import type { PartPast } from '../engine/index.js';
import { wordProblem } from './command-line.js';
import { tell, type Call } from './call.js';

/** Warns where the release directory is only a guess. */
export function tellGuess({ directory, isGuessed }: PartPast, { reporter }: Call): void {
  if (!isGuessed) return;
  const message = `the profile cannot be read; looking into \`${directory}\``;
  const hint = '`-d DIR` says where the release is; `slapbuild check` tells what is wrong';
  tell(reporter, [{ code: 'release-guessed', severity: 'warning', message, notes: [], hint }]);
}

/** A name that neither the profile nor the release has; `undefined` when there is such a part. */
export function unknownPart(
  { installed, isSection, isGuessed, known, failed }: PartPast,
  call: Call,
): Diagnostic | undefined {
  const { words, line } = call.invocation;
  const [word] = words;
  if (word === undefined || isSection || installed !== undefined || failed !== undefined) return undefined;
  const near = nearestName(word.text, known);
  // Without the profile nobody knows its sections.
  if (isGuessed && near === undefined) return undefined;
  const message = `there is no part \`${word.text}\``;
  const hint = near === undefined ? '`slapbuild plan` lists the parts' : `did you mean \`${near}\`?`;
  return wordProblem(line, word.index, { code: 'cli-invalid-part', message, hint });
}
