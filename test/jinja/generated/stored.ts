import { readFileSync, writeFileSync } from 'node:fs';
import type { Told } from '../told-value.js';
import type { CaseSettings, Outcome, RenderedCase } from '../rendered-case.js';

/** The tables of cases made by chance, and of small ones that were written or found. */
export const FILES = {
  chance: new URL('../data/generated.json', import.meta.url),
  small: new URL('../data/small.json', import.meta.url),
};

/** A case with what Python made of it, as short as it can be told. */
export type Stored = readonly [
  templates: string | Readonly<Record<string, string>>,
  context: Readonly<Record<string, Told>>,
  settings: CaseSettings,
  ...outcome:
    readonly [output: string] | readonly [kind: string, message: string, chain: readonly (readonly [string, number])[]],
];

export function store({ templates, context, settings = {} }: RenderedCase, outcome: Outcome): Stored {
  const { main = '', ...others } = templates;
  const texts = Object.keys(others).length > 0 ? templates : main;
  const values = typeof context === 'string' ? {} : context;
  if ('output' in outcome) return [texts, values, settings, outcome.output];
  return [texts, values, settings, outcome.kind, outcome.message, outcome.chain];
}

function restore([templates, context, settings, ...outcome]: Stored): readonly [RenderedCase, Outcome] {
  const texts = typeof templates === 'string' ? { main: templates } : templates;
  const one = { templates: texts, main: 'main', context, settings };
  const [output, message, chain] = outcome;
  if (message === undefined || chain === undefined) return [one, { output }];
  return [one, { kind: output, message, chain }];
}

export function readStored(table: keyof typeof FILES): readonly (readonly [RenderedCase, Outcome])[] {
  // A table of the project's own, written by `run.ts`.
  return (JSON.parse(readFileSync(FILES[table], 'utf8')) as readonly Stored[]).map(restore);
}

export function writeStored(table: keyof typeof FILES, rows: Iterable<Stored>): void {
  writeFileSync(FILES[table], `[\n${Array.from(rows, (row) => JSON.stringify(row)).join(',\n')}\n]\n`);
}
