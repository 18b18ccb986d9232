import { fail, succeed, type Result } from '../diag/index.js';
import type { InstalledFailure } from './failures.js';
import type { InstalledPart, InstalledState, JournalContent, JournalEntry } from './state.js';

/**
 * The journal of a release: a header line, then one JSON object a line, appended and synced before the next part
 * goes on. A torn last line is what a crash leaves; anything else that does not parse is damage.
 */
const SCHEMA = 1;

export function encodeHeader(): string {
  return `${JSON.stringify({ schema: SCHEMA })}\n`;
}

export function encodeEntry(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** A fresh journal with the same state, and with the rubble that stays. */
export function encodeState(state: InstalledState, rubble: JournalContent['rubble'] = new Map()): string {
  const parts = [...state.values()].map((part) => encodeEntry({ type: 'installed', part }));
  const begun = [...rubble].map(([name, paths]) => encodeEntry({ type: 'started', name, paths }));
  return encodeHeader() + [...parts, ...begun].join('');
}

export function decodeJournal(path: string, text: string): Result<JournalContent, InstalledFailure> {
  const lines = text.split('\n');
  // What follows the last line end was never finished.
  lines.pop();
  const header = lines.length === 0 ? undefined : parse(lines[0] ?? '');
  if (lines.length > 0 && !isRecord(header)) return fail({ kind: 'state-damaged', path, line: 1 });
  if (isRecord(header) && header['schema'] !== SCHEMA) {
    return fail({ kind: 'state-of-other-version', path, found: String(header['schema']), known: SCHEMA });
  }
  const state = new Map<string, InstalledPart>();
  const rubble = new Map<string, readonly string[]>();
  for (let index = 1; index < lines.length; index++) {
    const entry = parse(lines[index] ?? '');
    if (!isEntry(entry)) return fail({ kind: 'state-damaged', path, line: index + 1 });
    apply(entry, state, rubble);
  }
  return succeed({ state, rubble, entries: Math.max(0, lines.length - 1) });
}

function apply(entry: JournalEntry, state: Map<string, InstalledPart>, rubble: Map<string, readonly string[]>): void {
  if (entry.type === 'started') {
    rubble.set(entry.name, entry.paths);
    return;
  }
  const name = entry.type === 'installed' ? entry.part.name : entry.name;
  rubble.delete(name);
  state.delete(name);
  if (entry.type === 'installed') state.set(name, entry.part);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is JournalEntry {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'installed':
      return isPart(value['part']);
    case 'started':
      return typeof value['name'] === 'string' && isTexts(value['paths']);
    case 'removed':
      return typeof value['name'] === 'string';
    default:
      return false;
  }
}

function isPart(value: unknown): value is InstalledPart {
  if (!isRecord(value)) return false;
  const texts = ['name', 'recipe', 'signature'].every((key) => typeof value[key] === 'string');
  const maps = isTextMap(value['identity']) && isTextMap(value['options']);
  const location = value['location'] === null || typeof value['location'] === 'string';
  return texts && maps && location && typeof value['shared'] === 'boolean' && isTexts(value['paths']);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
