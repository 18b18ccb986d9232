import { readdirSync, readFileSync } from 'node:fs';
import { moduleNamed, moduleNames, type Value } from '../../../src/jinja/index.js';
import { outcomeOf as outcomeOfExpression } from '../expression.js';
import { outcomeOf as outcomeOfFilter } from '../filter-rendering.js';
import { readStored } from '../generated/stored.js';
import { outcomeOf, type CaseSettings, type RenderedCase } from '../rendered-case.js';
import { run, type Case as TypesCase } from '../types-cases.js';

/** A stored case: what it is made of, and how it is run here. */
export interface Covered {
  /** Texts of templates, all with the same settings. */
  readonly templates: readonly string[];
  readonly settings: CaseSettings;
  /** Python, where the case is an expression and no template. */
  readonly expression: string;
  readonly run: () => unknown;
}

const folder = new URL('../data/', import.meta.url);

function rows(name: string): readonly unknown[] {
  // The tables of the tests are lists.
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as readonly unknown[];
}

function rendered(one: RenderedCase): Covered {
  const { templates, settings = {} } = one;
  return { templates: Object.values(templates), settings, expression: '', run: () => outcomeOf(one) };
}

function template(text: string, settings: CaseSettings, render: () => unknown): Covered {
  return { templates: [text], settings, expression: '', run: render };
}

function expression(text: string, evaluate: () => unknown): Covered {
  return { templates: [], settings: {}, expression: text, run: evaluate };
}

interface SyntaxCase {
  readonly template: string;
  readonly settings?: CaseSettings;
}

const modules = new Map<string, Value>(moduleNames.map((name) => [name, moduleNamed(name) ?? null]));

/** All stored cases by the table that they are in. */
export function readTables(): ReadonlyMap<string, readonly Covered[]> {
  const tables = new Map<string, readonly Covered[]>();
  // Every table has the form that the program has which writes it.
  const evaluate = rows('evaluate.json') as readonly RenderedCase[];
  tables.set('evaluate', evaluate.map(rendered));
  tables.set(
    'generated',
    [...readStored('chance'), ...readStored('small')].map(([one]) => rendered(one)),
  );
  const filters = rows('filters.json') as readonly (readonly [string, boolean])[];
  const filtered = filters.map(([text, autoescape]) =>
    template(text, { autoescape, extensions: ['do'] }, () => outcomeOfFilter(text, { autoescape })),
  );
  tables.set('filters', filtered);
  const syntax = rows('syntax.json') as readonly SyntaxCase[];
  tables.set(
    'syntax',
    syntax.map(({ template: text, settings = {} }) => template(text, settings, () => undefined)),
  );
  for (const file of readdirSync(folder).filter((name) => name.startsWith('types-'))) {
    const cases = rows(file) as readonly TypesCase[];
    tables.set(
      file.replace('.json', ''),
      cases.map(({ source, tree }) => expression(source, () => run({ tree }))),
    );
  }
  for (const file of readdirSync(folder).filter((name) => name.startsWith('shims-'))) {
    tables.set(file.replace('.json', ''), shims(file));
  }
  return tables;
}

function shims(file: string): readonly Covered[] {
  if (file === 'shims-re.json')
    return rows(file).map(() => expression('re.compile re.finditer re.sub', () => undefined));
  const cases = rows(file) as readonly (readonly [string])[];
  return cases.map(([text]) => expression(text, () => outcomeOfExpression(text, modules)));
}
