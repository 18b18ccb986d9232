import { isAbsolute, join, resolve } from 'node:path';
import { succeed, type Result } from './diag/index.js';
import { isRemovable, type ReleaseFiles } from './execute/index.js';
import {
  decodeJournal,
  encodeState,
  formatInstalledCfg,
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
  const kept = keptDirectories(prepared);
  const staying = new Map([...content.rubble].filter(([name]) => spared.has(name)));
  for (const path of [...content.rubble].flatMap(([name, paths]) => (staying.has(name) ? [] : paths))) {
    if (!isRemovable(path, kept)) continue;
    const removed = await files.remove(path);
    if (!removed.ok) return removed;
  }
  const old = release.readJournal();
  if (!old.ok) return old;
  if (!old.value.endsWith('\n') || content.rubble.size > 0) {
    const fresh = release.replaceJournal(encodeState(content.state, staying));
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

/** Journals longer than this many entries a part are written anew. */
const ENTRIES_PER_PART = 4;

/** Exports the state for other tools, and shortens a journal that has grown. */
export async function finishRelease({ prepared, release }: Site): Promise<Result<void, FileFailure>> {
  const flushed = await release.flush();
  if (!flushed.ok) return flushed;
  const text = release.readJournal();
  if (!text.ok) return text;
  const content = decodeJournal(release.journalPath, text.value);
  if (!content.ok) return succeed(undefined);
  const { state, rubble, entries } = content.value;
  const path = exportPath(prepared);
  const exported = path === undefined ? succeed(undefined) : release.writeText(path, formatInstalledCfg(state));
  if (!exported.ok) return exported;
  if (entries <= ENTRIES_PER_PART * (state.size + 1)) return succeed(undefined);
  return release.replaceJournal(encodeState(state, rubble));
}

/** Where `.installed.cfg` goes; an empty option switches it off. */
export function exportPath({ merged }: Prepared): string | undefined {
  const name = merged.buildout('installed') ?? '.installed.cfg';
  if (name === '') return undefined;
  return isAbsolute(name) ? name : join(merged.directory, name);
}

/** What no part may take with it when it is removed. */
export function keptDirectories({ merged, store }: Prepared): readonly string[] {
  const named = ['parts-directory', 'bin-directory'].flatMap((option) => merged.buildout(option) ?? []);
  return [merged.directory, join(merged.directory, '.slapbuild'), ...named, ...(store?.roots ?? [])].map((path) =>
    resolve(path),
  );
}

/** What the next run must find unchanged, and what must be there. */
export function pathsOf(prepared: Prepared, state: InstalledState): Omit<Looked, 'parts' | 'begun'> {
  const { merged, looked, reader, machine } = prepared;
  const outputs = new Set([exportPath(prepared) ?? []].flat());
  const kept = new Set<string>();
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
