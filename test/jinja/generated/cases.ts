import fc from 'fast-check';
import type { CaseSettings, RenderedCase } from '../rendered-case.js';
import { contextFor } from './context.js';
import { expressions } from './expressions.js';
import { formats } from './formats.js';
import { row } from './numbers.js';
import { phrase, several, weighted, type Phrases } from './phrase.js';
import { python } from './python.js';
import { settings } from './settings.js';
import { spoilt } from './spoilt.js';
import { print, text } from './statements.js';
import { alone, imports, inheritance, type Templates } from './templates.js';

const only = (main: Phrases): Templates => main.map((one) => ({ main: one }));
const printed = (expression: Phrases): Templates => only(several(phrase`${print(expression)}${text}`, '', 2, 1));

/** What there is of templates, with how many of a hundred. */
const KINDS: Readonly<Record<string, readonly [share: number, templates: Templates]>> = {
  expressions: [22, printed(weighted([3, expressions(1).any], [4, expressions(2).any], [1, expressions(3).any]))],
  operators: [6, printed(row)],
  filters: [
    12,
    printed(
      weighted(
        [1, expressions(1).text],
        [1, expressions(1).list],
        [1, expressions(2).list],
        [1, expressions(2).number],
        [1, expressions(2).text],
        [1, expressions(2).dict],
      ),
    ),
  ],
  formats: [14, printed(weighted([3, formats(expressions(0))], [1, formats(expressions(1))]))],
  python: [10, only(python)],
  statements: [20, alone],
  inheritance: [6, inheritance],
  imports: [5, imports],
  errors: [5, spoilt(fc.oneof(alone, printed(expressions(1).any)))],
};

/** A case: templates, the values of the names in them, and settings. */
export const cases: fc.Arbitrary<RenderedCase> = fc.oneof(
  ...Object.entries(KINDS).map(([kind, [weight, templates]]) => ({ weight, arbitrary: caseOf(kind, templates) })),
);

function caseOf(kind: string, templates: Templates): fc.Arbitrary<RenderedCase> {
  const chosen = kind === 'python' ? settings.map((given): CaseSettings => ({ ...given, python: true })) : settings;
  return fc.tuple(contextFor(templates.map(reachable)), chosen).map(([[texts, context], given]) => ({
    templates: texts,
    main: 'main',
    context,
    ...(Object.keys(given).length > 0 && { settings: given }),
  }));
}

/** Without the templates that none of the others names. */
function reachable(templates: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const all = Object.values(templates).join('\n');
  return Object.fromEntries(Object.entries(templates).filter(([name]) => name === 'main' || all.includes(name)));
}
