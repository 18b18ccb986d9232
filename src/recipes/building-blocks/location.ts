import { resolve } from 'node:path';
import {
  fail,
  succeed,
  type OptionTypes,
  type RecipeRefusal,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';

/** What profiles write where an option needs the part's own directory before it is known. */
const PLACEHOLDER = '@@LOCATION@@';

export interface LocationRules {
  readonly shared: boolean;
  /** What to use for putting content elsewhere, as the end of a sentence. */
  readonly instead: string;
}

/**
 * A stated `location` must be the computed one: the placeholder, or for a part that is not shared the text of its
 * directory in the release.
 */
export function checkLocation(
  part: ResolvingPart<OptionTypes>,
  context: ResolveContext,
  { shared, instead }: LocationRules,
): Result<void, RecipeRefusal> {
  const stated = part.texts.get('location');
  if (stated === undefined || stated === part.location || stated === PLACEHOLDER) return succeed(undefined);
  if (!shared && stated === ownDirectory(part, context)) return succeed(undefined);
  return fail({
    kind: 'recipe-error',
    option: 'location',
    message: `\`location\` is \`${stated}\`, but the location of a part is computed`,
    hint: `leave \`location\` out, or write \`location = ${PLACEHOLDER}\` where other options refer to it; ${instead}`,
  });
}

function ownDirectory(part: ResolvingPart<OptionTypes>, context: ResolveContext): string {
  return resolve(part.directory, context.buildout('parts-directory') ?? 'parts', part.name);
}
