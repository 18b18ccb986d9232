import { fail, succeed, type Result } from '../diag/index.js';
import { isEntry, isRecord } from './entry.js';
import type { InstalledFailure } from './failures.js';
import { parseJson } from './parse-json.js';
import type { Exported, InstalledPart, InstalledState, JournalContent, JournalEntry } from './state.js';

/**
 * The journal of a release: a header line, then one JSON object a line, appended and synced before the next part
 * goes on. A torn last line is what a crash leaves; anything else that does not parse is damage.
 *
 * Schemas: 1 had `installed`, `started` and `removed`; 2 adds `visited` and `exported`, and `named` and `adopted` of a
 * part. What an older one says is read as it stands, and the next run that writes begins with a fresh journal.
 */
const SCHEMA = 2;
const READABLE: ReadonlySet<unknown> = new Set([1, SCHEMA]);

export function encodeHeader(): string {
  return `${JSON.stringify({ schema: SCHEMA })}\n`;
}

export function encodeEntry(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** A fresh journal that says the same. */
export function encodeState(
  state: InstalledState,
  { rubble, exported }: Partial<Pick<JournalContent, 'rubble' | 'exported'>> = {},
): string {
  const entries: JournalEntry[] = [...state.values()].map((part) => ({ type: 'installed', part }));
  for (const [name, paths] of rubble ?? []) entries.push({ type: 'started', name, paths });
  if (exported !== undefined) entries.push({ type: 'exported', ...exported });
  return encodeHeader() + entries.map(encodeEntry).join('');
}

export function decodeJournal(path: string, text: string): Result<JournalContent, InstalledFailure> {
  const lines = text.split('\n');
  // What follows the last line end was never finished.
  const torn = lines.pop();
  const header = lines.length === 0 ? undefined : parseJson(lines[0] ?? '');
  if (lines.length > 0 && !isRecord(header)) return fail({ kind: 'state-damaged', path, line: 1 });
  const schema = isRecord(header) ? header['schema'] : undefined;
  if (isRecord(header) && !READABLE.has(schema))
    return fail({ kind: 'state-of-other-version', path, found: String(schema), known: SCHEMA });
  const replay = new Replay();
  for (let index = 1; index < lines.length; index++) {
    const entry = parseJson(lines[index] ?? '');
    if (!isEntry(entry)) return fail({ kind: 'state-damaged', path, line: index + 1 });
    replay.apply(entry);
  }
  const { state, rubble, exported } = replay;
  const entries = Math.max(0, lines.length - 1);
  return succeed({ state, rubble, exported, entries, isOld: torn !== '' || schema !== SCHEMA });
}

/** The state, entry by entry. */
class Replay {
  readonly state = new Map<string, InstalledPart>();
  readonly rubble = new Map<string, readonly string[]>();
  exported: Exported | undefined;

  apply(entry: JournalEntry): void {
    switch (entry.type) {
      case 'started':
        this.rubble.set(entry.name, entry.paths);
        break;
      case 'exported':
        this.exported = { path: entry.path, ...(entry.digest !== undefined && { digest: entry.digest }) };
        break;
      case 'visited':
        for (const name of entry.names) {
          const part = this.state.get(name);
          if (part !== undefined) this.#putLast(part);
        }
        break;
      case 'installed':
        this.rubble.delete(entry.part.name);
        this.#putLast(entry.part);
        break;
      case 'removed':
        this.rubble.delete(entry.name);
        this.state.delete(entry.name);
    }
  }

  #putLast(part: InstalledPart): void {
    this.state.delete(part.name);
    this.state.set(part.name, part);
  }
}
