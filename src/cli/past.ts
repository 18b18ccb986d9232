import type { PartPast } from '../engine/index.js';
import { tell, type Call } from './call.js';

/** What to do where nothing was built. */
export const NO_RELEASE = 'no release was built there: `-d DIR` says where it is';

/** Warns where the release directory is only a guess. */
export function tellGuess({ directory, isGuessed }: PartPast, { reporter }: Call): void {
  if (!isGuessed) return;
  const message = `the profile cannot be read; looking into \`${directory}\``;
  const hint = '`-d DIR` says where the release is; `slapbuild check` tells what is wrong';
  tell(reporter, [{ code: 'release-guessed', severity: 'warning', message, notes: [], hint }]);
}
