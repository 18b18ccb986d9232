import { createHash } from 'node:crypto';
import { isAbsolute, join, resolve } from 'node:path';
import { succeed, type Result } from './diag/index.js';
import { isRemovable, type ReleaseFiles } from './execute/index.js';
import {
  decodeJournal,
  encodeEntry,
  encodeState,
  formatInstalledCfg,
  type Exported,
  type InstalledState,
  type JournalContent,
} from './installed/index.js';
import type { WorkPorts } from './ports.js';
import type { Prepared } from './prepare.js';
import type { FileFailure } from './recipe/index.js';
import type { Looked } from './shortcut.js';
import { MANIFEST } from './store/index.js';

interface Site {
  readonly work: WorkPorts;
  readonly prepared: Prepared;
  readonly release: ReleaseFiles;
}

/**
 * Makes a release directory ready: no shortcut past this run, a whole journal, nothing left of a killed run, nor of failed
 * parts but those `spared`.
 */
export async function beginRelease(
  { work, prepared, release }: Site,
  content: JournalContent,
  spared: ReadonlySet<string>,
): Promise<Result<void, FileFailure>> {
  const forgotten = release.forgetLastRun();
  if (!forgotten.ok) return forgotten;
  const files = work.files(prepared.merged.directory);
  const staying = new Map([...content.rubble].filter(([name]) => spared.has(name)));
  for (const path of rubblePaths(prepared, content, staying)) {
    const removed = await files.remove(path);
    if (!removed.ok) return removed;
  }
  if (content.isOld || content.rubble.size > 0) {
    const fresh = release.replaceJournal(encodeState(content.state, { rubble: staying, exported: content.exported }));
    if (!fresh.ok) return fresh;
  }
  for (const option of ['parts-directory', 'bin-directory']) {
    const path = prepared.merged.buildout(option);
    const made = path === undefined ? succeed(true) : await files.makeDirectory(path);
    if (!made.ok) return made;
  }
  release.clean([...spared]);
  return succeed(undefined);
}

/** What a part that never came to stand left; what another one has recorded meanwhile is that one's. */
function rubblePaths(
  prepared: Prepared,
  { state, rubble }: JournalContent,
  staying: JournalContent['rubble'],
): readonly string[] {
  if (rubble.size === staying.size) return [];
  const kept = keptDirectories(prepared);
  const recorded = new Set([...state.values()].flatMap(({ paths }) => paths));
  const leaving = [...rubble].flatMap(([name, paths]) => (staying.has(name) ? [] : paths));
  return leaving.filter((path) => isRemovable(path, kept) && !recorded.has(path));
}

/** Journals longer than this many entries a part are written anew. */
const ENTRIES_PER_PART = 4;

/** How a run ended, as far as the record of the release tells. */
export interface RunEnd {
  /** Everything stands as the profile wants it. */
  readonly isComplete: boolean;
  /** Parts the run came to, in the order of the plan, where that decides the recorded order. */
  readonly visited: readonly string[];
}

/** Exports the state for other tools, shortens a journal that has grown, and says what is installed now. */
export async function finishRelease(
  { prepared, release }: Site,
  end: RunEnd,
): Promise<Result<InstalledState | undefined, FileFailure>> {
  const flushed = await release.flush();
  if (!flushed.ok) return flushed;
  const text = release.readJournal();
  if (!text.ok) return text;
  const content = decodeJournal(release.journalPath, text.value);
  if (!content.ok) return succeed(undefined);
  const { state, exported: last, entries, rubble } = content.value;
  const ordered = isInOrder(state, end.visited) ? succeed(state) : putLast(release, state, end.visited);
  if (!ordered.ok) return ordered;
  const path = exportPath(prepared);
  const written = path === undefined ? succeed(last) : exportState(release, ordered.value, { path, last, end });
  if (!written.ok) return written;
  if (entries > ENTRIES_PER_PART * (state.size + 1)) {
    const replaced = release.replaceJournal(encodeState(ordered.value, { rubble, exported: written.value }));
    if (!replaced.ok) return replaced;
  }
  return ordered;
}

/** Whether the parts stand last in the state, in this order. */
export function isInOrder(state: InstalledState, visited: readonly string[]): boolean {
  if (visited.length === 0) return true;
  const last = [...state.keys()].slice(-visited.length);
  return visited.every((name, at) => name === last[at]);
}

function putLast(
  release: ReleaseFiles,
  state: InstalledState,
  names: readonly string[],
): Result<InstalledState, FileFailure> {
  const appended = release.append(encodeEntry({ type: 'visited', names }), { sync: false });
  if (!appended.ok) return appended;
  const moved = new Set(names);
  const last = names.flatMap((name) => state.get(name) ?? []);
  const parts = [...[...state.values()].filter(({ name }) => !moved.has(name)), ...last];
  return succeed(new Map(parts.map((part) => [part.name, part])));
}

interface Exporting {
  readonly path: string;
  readonly last: Exported | undefined;
  readonly end: RunEnd;
}

/** As buildout does it: a release without parts has no state file, but a failed run does not take it away. */
function exportState(
  release: ReleaseFiles,
  state: InstalledState,
  { path, last, end }: Exporting,
): Result<Exported | undefined, FileFailure> {
  if (state.size === 0) {
    const old = release.readText(path);
    if (!old.ok) return old;
    if (end.isComplete || old.value === undefined) {
      const removed = release.removeFile(path);
      return removed.ok ? succeed(last) : removed;
    }
  }
  const text = formatInstalledCfg(state);
  const written = release.writeText(path, text);
  if (!written.ok) return written;
  const isForeign = [...state.values()].some(({ adopted }) => adopted === true);
  const exported: Exported = { path, ...(isForeign && { digest: digestOf(text) }) };
  if (last?.path === exported.path && last.digest === exported.digest) return succeed(last);
  const told = release.append(encodeEntry({ type: 'exported', ...exported }), { sync: false });
  return told.ok ? succeed(exported) : told;
}

/** What names the text of a state file in the journal. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Where `.installed.cfg` goes; an empty option switches it off. */
export function exportPath({ merged }: Pick<Prepared, 'merged'>): string | undefined {
  const name = merged.buildout('installed') ?? '.installed.cfg';
  if (name === '') return undefined;
  return isAbsolute(name) ? name : join(merged.directory, name);
}

/** What no part may take with it when it is removed. */
export function keptDirectories({ merged, store }: Pick<Prepared, 'merged' | 'store'>): readonly string[] {
  const named = ['parts-directory', 'bin-directory'].flatMap((option) => merged.buildout(option) ?? []);
  return [merged.directory, join(merged.directory, '.slapbuild'), ...named, ...(store?.roots ?? [])].map((path) =>
    resolve(path),
  );
}

/** What the next run must find unchanged, and what must be there. */
export function pathsOf(prepared: Prepared, state: InstalledState): Omit<Looked, 'parts' | 'begun'> {
  const { merged, looked, reader, machine } = prepared;
  const outputs = new Set<string>();
  // Another program may write it, and then the next run has to look.
  const kept = new Set([exportPath(prepared) ?? []].flat());
  for (const part of state.values()) {
    for (const path of part.paths) outputs.add(path);
    if (part.shared && part.location !== null) outputs.add(join(part.location, MANIFEST));
  }
  for (const { resolution } of prepared.graph.parts.values()) {
    for (const path of resolution.watched?.presence ?? []) outputs.add(path);
    for (const path of resolution.watched?.content ?? []) kept.add(path);
  }
  const paths = new Set([...looked, ...reader.visited, ...machine.paths]);
  return { directory: merged.directory, paths, kept, outputs };
}
