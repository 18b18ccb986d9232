import { explain, resolveSections, type ResolveFailure } from '../../src/engine/resolve/index.js';
import type { Result } from '../../src/engine/diag/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';
import { vectorRecipes } from '../conformance/vector-recipes.js';
import { load, makeSite } from '../resolve/site.js';
import { HEADING, tellFiles } from './document.js';

const FILES = {
  'software.cfg': [
    '[buildout]',
    'extends = stack/mirrors.cfg',
    'parts = mirrors',
    '',
    '[mirror-eu]',
    'recipe = vectors:dump',
    'url = https://eu.example.org',
  ],
  'stack/mirrors.cfg': [
    '[mirrors]',
    'recipe = vectors:add',
    'add =',
    '  [mirror-eu]',
    '  url = https://mirror.example.org',
  ],
};

/** No recipe of slapbuild adds sections, so one of the conformance vectors' recipes does. */
export function tellAddedSection(): string {
  const directory = makeSite(
    Object.fromEntries(Object.entries(FILES).map(([path, lines]) => [path, lines.join('\n')])),
  );
  const merged = load(directory);
  const resolved: Result<unknown, ResolveFailure> = merged.ok ? resolveSections(merged.value, vectorRecipes) : merged;
  const failures = resolved.ok ? [] : resolved.failures;
  const style = { directory, color: false, columns: 80 };
  return [
    `${HEADING}section-already-exists: a recipe adds a section that is there already`,
    ...tellFiles(FILES),
    `(no command leads here: no recipe of slapbuild adds sections)\n${failures.map((each) => diagnosticText(explain(each), style)).join('')}`,
  ].join('\n\n');
}
