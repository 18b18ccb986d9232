import { fail, succeed, type Diagnostic, type Result } from '../../src/engine/diag/index.js';
import type { InitialisedSection, SectionInitialiser, SectionInProgress } from '../../src/engine/resolve/index.js';
import { copyOptions, pairsOf, referencesOf } from './vector-options.js';

/** The recipes `vectors:*` of the README, as far as their init goes. */
export const vectorRecipes: SectionInitialiser = {
  initialise(section) {
    const entry = entryOf(section);
    return entry.ok ? initialise(entry.value, section) : entry;
  },
};

const PLAIN = new Set(['dump', 'default', 'quiet', 'fail', 'file', 'noupdate', 'uninst']);
const DUMPING = new Set(['dump', 'default', 'set', 'ref', 'refget', 'add']);

/** Whether the recipe records its options when it is installed. */
export function isDumping(recipe: string): boolean {
  return DUMPING.has(recipe.split(':')[1] ?? 'default');
}

function entryOf(section: SectionInProgress): Result<string, Diagnostic> {
  const [name, entry = 'default', ...more] = (section.options.get('recipe') ?? '').split(':');
  if (more.length > 0) return refuse(section, 'invalid-recipe-name', 'a recipe is `name` or `name:entry`');
  if (name !== 'vectors') return refuse(section, 'recipe-not-found', `there is no recipe \`${name}\``);
  return succeed(entry);
}

function initialise(entry: string, section: SectionInProgress): Result<InitialisedSection, Diagnostic> {
  if (PLAIN.has(entry)) return succeed({ exports: new Map() });
  switch (entry) {
    case 'set':
      return succeed({ exports: pairsOf(section.options.get('set') ?? '') });
    case 'ref':
      return readAll(section);
    case 'refget':
      return succeed({ exports: copyOptions(section.options) });
    case 'add': {
      const added = section.addSections({ path: `added by ${section.name}`, text: section.options.get('add') ?? '' });
      return added.ok ? succeed({ exports: new Map() }) : added;
    }
    case 'fail-init':
      return refuse(section, 'recipe-error', `\`${section.name}\`: ${section.options.get('message') ?? ''}`);
    default:
      return refuse(section, 'recipe-entry-not-found', `the recipe \`vectors\` has no entry \`${entry}\``);
  }
}

function refuse(section: SectionInProgress, code: string, message: string): Result<never, Diagnostic> {
  return fail({ code, severity: 'error', message, notes: [], at: section.spanOf('recipe') });
}

function readAll(section: SectionInProgress): Result<InitialisedSection, Diagnostic> {
  const exports = new Map<string, string>();
  for (const { section: other, name } of referencesOf(section.options.get('refs') ?? '')) {
    const value = section.read(other, name, 'refs');
    if (!value.ok) return value;
    exports.set(`got-${exports.size + 1}`, value.value);
  }
  return succeed({ exports });
}
