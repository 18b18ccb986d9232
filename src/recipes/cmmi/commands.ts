import {
  failAll,
  succeed,
  type OptionTypes,
  type OptionValues,
  type RecipeRefusal,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { formatPercent } from '../building-blocks/percent.js';
import type { Options } from './options.js';

export const STEPS = ['pre-configure', 'pre-build', 'pre-install', 'post-install'] as const;
export type Step = (typeof STEPS)[number];

/** Shell texts of a build, ready to run. Empty steps are left out of the build. */
export interface BuildCommands {
  readonly configure: string;
  readonly make: string;
  readonly install: string;
  readonly steps: Readonly<Record<Step, string>>;
}

/** Options the recipe sets, in terms of the part's location. */
export function computedOptions(
  part: ResolvingPart<OptionTypes> & { readonly options: OptionValues<Options> },
): Readonly<Record<string, string>> {
  const { options, location } = part;
  return {
    location,
    prefix: options.prefix ?? location,
    'compile-directory': options.path ?? `${location}/.build`,
  };
}

/** A stretch of command text and the option it comes from. */
interface Piece {
  readonly option: string;
  readonly text: string;
}

/** Puts the commands together and fills in `%(name)s`; every mistake is told at once. */
export function buildCommands(
  part: ResolvingPart<OptionTypes> & { readonly options: OptionValues<Options> },
): Result<BuildCommands, RecipeRefusal> {
  const { options } = part;
  const computed = computedOptions(part);
  const values = new Map([...part.texts, ...Object.entries(computed)]);
  const failures: RecipeRefusal[] = [];
  const join = (pieces: readonly Piece[]): string =>
    pieces
      .map(({ option, text }) => {
        const formatted = formatPercent(text, { values, option, kind: 'option of this part' });
        if (formatted.ok) return formatted.value;
        failures.push(...formatted.failures);
        return '';
      })
      .join(' ');
  const make = makePieces(options);
  const commands: BuildCommands = {
    configure: join(configurePieces(options, computed['prefix'] ?? '')),
    make: join(make),
    install: join([...make, targetsPiece(options, computed['prefix'] ?? '')]),
    steps: {
      'pre-configure': join([stepPiece(options, 'pre-configure')]),
      'pre-build': join([stepPiece(options, 'pre-build')]),
      'pre-install': join([stepPiece(options, 'pre-install')]),
      'post-install': join([stepPiece(options, 'post-install')]),
    },
  };
  const [first, ...more] = withoutRepeats(failures);
  return first === undefined ? succeed(commands) : failAll([first, ...more]);
}

/** The pieces of the make command stand in two commands and would be complained about twice. */
function withoutRepeats(failures: readonly RecipeRefusal[]): readonly RecipeRefusal[] {
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()];
}

/** Only the default command gets `--prefix`, and only when the options do not mention it. */
function configurePieces(options: OptionValues<Options>, prefix: string): readonly Piece[] {
  const words = options['configure-options'].join(' ');
  const own = options['configure-command'].trim();
  const text = { option: 'configure-options', text: words };
  if (own !== '') return [{ option: 'configure-command', text: own }, text];
  const command = { option: 'configure-command', text: './configure' };
  if (words.includes('--prefix')) return [command, text];
  const added = { option: 'prefix', text: `--prefix="${prefix}"` };
  return words === '' ? [command, added] : [command, added, text];
}

function makePieces(options: OptionValues<Options>): readonly Piece[] {
  return [
    { option: 'make-binary', text: options['make-binary'].trim() },
    { option: 'make-options', text: options['make-options'].join(' ') },
  ];
}

/** A configure command of the profile's own may not know the prefix, so plain `make install` is told it. */
function targetsPiece(options: OptionValues<Options>, prefix: string): Piece {
  const targets = options['make-targets'].join(' ');
  const told =
    options['configure-command'].trim() !== '' && options['make-binary'].trim() === 'make' && targets === 'install';
  return { option: 'make-targets', text: told ? `${targets} prefix="${prefix}"` : targets };
}

function stepPiece(options: OptionValues<Options>, step: Step): Piece {
  return { option: step, text: options[step].trim() };
}
