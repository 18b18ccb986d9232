import type { Diagnostic } from '../../engine/diag/index.js';
import { lintProfile, type Examined } from '../../engine/lint/index.js';
import { engine } from '../../engine-here.js';
import { plural } from '../../reporters/tally.js';
import { tell, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';

/** Errors only, as with `-qq`. */
const TERSEST = -2;

/** Tells every mistake and every doubt of a profile. Nothing is built. */
export const check: CommandOfProfile = async (request, { invocation: { json, verbosity }, reporter, world }) => {
  const { signal } = world.stop;
  const { value: examined, diagnostics } = await engine.examine(request, { signal, onEvent: reporter.report });
  if (signal.aborted) return EXIT.interrupted;
  const found = examined === undefined ? [] : lintProfile(examined);
  tell(reporter, found);
  const told = [...diagnostics, ...found];
  if (!json && verbosity > TERSEST) world.streams.out(`${summary(told, examined)}\n`);
  if (told.some(({ severity }) => severity === 'error')) return EXIT.invalid;
  return told.length > 0 ? EXIT.failed : EXIT.done;
};

/** `3 errors, 5 warnings`, or `no mistakes: 12 sections in 4 profiles`. */
function summary(told: readonly Diagnostic[], examined: Examined | undefined): string {
  const errors = told.filter(({ severity }) => severity === 'error').length;
  const warnings = told.length - errors;
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  if (counts.length > 0 || examined === undefined) return counts.join(', ');
  const { layers, sections } = examined.merged;
  const written = [...sections.values()].filter(({ headers }) => headers.length > 0).length;
  return `no mistakes: ${plural(written, 'section')} in ${plural(layers.length, 'profile')}`;
}
