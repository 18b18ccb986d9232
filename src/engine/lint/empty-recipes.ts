import type { Diagnostic } from '../diag/index.js';
import type { Subject } from './subject.js';
import { warning } from './warning.js';
import { placedWords } from './words.js';

/** `empty-recipe`: `parts` lists a section whose recipe is empty, and nothing is made of it. */
export function* emptyRecipes({ merged, survey }: Subject): Generator<Diagnostic, void, undefined> {
  const parts = survey.sections.get('buildout')?.expanded.options.get('parts');
  for (const { text: name, at: listed } of placedWords(parts, merged.buildout('parts') ?? '')) {
    const section = survey.sections.get(name);
    const recipe = section?.values.get('recipe');
    if (section === undefined || recipe?.kind !== 'text' || recipe.text !== '') continue;
    const at = section.expanded.options.get('recipe')?.nameSpan ?? section.header;
    const notes = listed === undefined ? [] : [{ message: 'it is listed here', at: listed }];
    const message = `\`${name}\` is listed in \`parts\`, but its recipe is empty, so nothing is made of it`;
    yield warning('empty-recipe', message, { at, notes, hint: 'give it a recipe, or take it out of `parts`' });
  }
}
