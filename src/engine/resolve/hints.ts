import { excerpt, nearestName } from '../diag/index.js';
import { strip } from '../profile/index.js';

/** What can be seen from one section, for hints about what was meant. */
export interface Sight {
  /** The section that holds the text. */
  readonly section: string;
  readonly hasSection: (name: string) => boolean;
  /** Whether a reference to the option would lead somewhere; of a recipe that was not asked yet, only to `location`. */
  readonly hasOption: (section: string, option: string) => boolean;
  /** Parts like this one get a directory of their own, which their options can name before it is known. */
  readonly hasDirectory: boolean;
  /** A second dollar makes text of what would be a reference. */
  readonly hasEscapes: boolean;
}

/** The name of a part's own directory in its own options. */
const OWN_DIRECTORY = '@@LOCATION@@';

/** How the directory of the part itself is named, if that is what an option of its own asks for. */
export function hintForOwnPlace(option: string, { section, hasDirectory, hasOption }: Sight): string | undefined {
  if (option !== 'location' || !hasDirectory || hasOption(section, option)) return undefined;
  return `write \`${OWN_DIRECTORY}\` for the directory of the part itself`;
}

/** The same reference without the blanks that it has in its names, if that is one. */
export function hintForBlanks(section: string, option: string, { section: own, hasOption }: Sight): string | undefined {
  const [plainSection, plainOption] = [strip(section), strip(option)];
  if (plainSection === section && plainOption === option) return undefined;
  if (!hasOption(plainSection === '' ? own : plainSection, plainOption)) return undefined;
  return `blanks belong to the name: write \`\${${plainSection}:${plainOption}}\``;
}

export function hintForText(text: string, { hasEscapes }: Sight): string | undefined {
  return hasEscapes ? `for text write \`$${text}\`` : undefined;
}

export function meant(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `did you mean \`${excerpt(nearest)}\`?`;
}

export const NOT_READ = 'no profile that was read has it: is its profile in `extends`?';

/** For a name that stands alone, in a list or as a macro. */
export function hintForMissing(section: string, names: Iterable<string>): string {
  return meant(nearestName(section, names)) ?? NOT_READ;
}
