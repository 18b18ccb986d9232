import { nearestName, type Diagnostic } from '../diag/index.js';
import type { Part } from '../graph/index.js';
import type { MergedOption } from '../resolve/index.js';
import { isAssigned } from './buildout-options.js';
import type { MayRead } from './reading.js';
import { conditionalSections, type Subject } from './subject.js';
import { warning } from './warning.js';

/**
 * `option-never-read`: an option of a part that its recipe does not know and that no reference names. Not told where
 *
 * - the value is empty, or holds a reference: `depends = ${x:y}` says what must be there first;
 * - it is made for others: `version`, a place with `@@LOCATION@@`, what `update-hash` reads in a `buildout.hash.cfg`;
 * - the part has another recipe under a condition, or had one before, which the option may be for;
 * - another file than the main profile says it, so that other profiles may refer to it, unless the recipe has an option
 *   of nearly that name.
 */
export function* neverRead(subject: Subject, mayRead: MayRead): Generator<Diagnostic, void, undefined> {
  const { merged, survey, parts } = subject;
  const conditional = conditionalSections(subject);
  for (const part of parts.values()) {
    const options = survey.sections.get(part.name)?.expanded.options;
    if (options === undefined || conditional.has(part.name) || hadOtherRecipe(options)) continue;
    for (const option of options.values()) {
      const isReference = option.template(merged.rules) !== undefined;
      if (isReference || isForOthers(option) || isAssigned(option) || mayRead(part.name, option.name)) continue;
      const nearest = nearestName(option.name, Object.keys(part.definition.options));
      const isMain = option.nameSpan?.source.path === merged.nowhere.source.path;
      if (isMain || nearest !== undefined) yield unread(part, option, nearest);
    }
  }
}

function hadOtherRecipe(options: ReadonlyMap<string, MergedOption>): boolean {
  return (options.get('recipe')?.contributions.length ?? 0) > 1;
}

function isForOthers({ name, value: { text }, nameSpan }: MergedOption): boolean {
  if (name === 'version' || text === '' || text.includes('@@LOCATION@@')) return true;
  return nameSpan?.source.path.endsWith('buildout.hash.cfg') === true;
}

function unread(part: Part, { name, nameSpan }: MergedOption, nearest: string | undefined): Diagnostic {
  const message = `nothing reads \`${part.name}:${name}\`: recipe \`${part.definition.name}\` has no such option`;
  const hint = nearest === undefined ? 'take it out, or begin its name with `_`' : `did you mean \`${nearest}\`?`;
  return warning('option-never-read', message, { at: nameSpan ?? part.header, hint });
}
