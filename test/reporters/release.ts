import type { Source, Span } from '../../src/engine/diag/index.js';
import type { EngineEvent } from '../../src/engine/events.js';
import type { InstalledPart } from '../../src/engine/installed/index.js';
import type { Part, Plan, PlannedPart, StaleReason } from '../../src/engine/plan/index.js';

export type PartEvent = Extract<EngineEvent, { readonly type: 'part' }>;
export type PartStep = PartEvent extends infer Event
  ? Event extends PartEvent
    ? Omit<Event, 'type' | 'part'>
    : never
  : never;

export const NEW: readonly StaleReason[] = [{ kind: 'never-installed' }];

/** The span of the first `word` in a text; lines and columns follow from it. */
export function spanIn(path: string, text: string, word: string): Span {
  const source: Source = { path, text };
  const start = text.indexOf(word);
  if (start === -1) throw new Error(`no ${word} in ${path}`);
  return { source, start, end: start + word.length };
}

function partNamed(name: string): Part {
  const header = spanIn('/release/software.cfg', `[${name}]\nrecipe = cmmi\n`, `[${name}]`);
  return {
    name,
    definition: {
      name: 'cmmi',
      version: 1,
      options: {},
      resolve: () => ({ ok: true, value: { location: 'own' } }),
      install: () => Promise.resolve({ ok: true, value: { paths: [] } }),
    },
    texts: new Map([['recipe', 'cmmi']]),
    resolution: { location: 'own' },
    needs: [],
    profileBase: '/release',
    inputPaths: [],
    header,
    identity: {},
    signature: `${name}-signature`,
    location: `/store/${name}/${name}-signature`,
    shared: true,
    present: false,
    spanOf: () => header,
    nameSpanOf: () => header,
  };
}

export function planned(name: string, action: PlannedPart['action'], ...because: readonly StaleReason[]): PlannedPart {
  return { part: partNamed(name), action, because };
}

export function installed(name: string): InstalledPart {
  const base = { name, recipe: 'cmmi', signature: 'old', identity: {}, options: {}, paths: [] };
  return { ...base, location: null, shared: true };
}

export function planOf(parts: readonly PlannedPart[], removals: Plan['removals'] = []): Plan {
  return { parts, removals, conditions: {} };
}

/** An event of a part. */
export function of(part: string, step: PartStep): EngineEvent {
  return { type: 'part', part, ...step };
}
