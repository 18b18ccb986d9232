import { resolve } from 'node:path';
import { fail, succeed, type Diagnostic, type Result } from './diag/index.js';
import { isRemovable, type ReleaseFiles } from './execute/index.js';
import {
  BUILDOUT,
  decodeJournal,
  explain,
  readInstalledCfg,
  type ExportedState,
  type InstalledFailure,
  type InstalledPart,
  type JournalContent,
} from './installed/index.js';
import type { Prepared } from './prepare.js';
import { fileWords, type FileFailure } from './recipe/index.js';
import { digestOf, exportPath, keptDirectories } from './release.js';
import type { BuildRequest } from './request.js';

/** The release whose record is read. */
export interface RecordSite {
  readonly prepared: Pick<Prepared, 'merged' | 'store'>;
  readonly release: ReleaseFiles;
  readonly dialect: BuildRequest['dialect'];
}

/**
 * What is installed. The journal is the truth, but for two things that `.installed.cfg` can say: parts that another
 * program recorded there since are taken over, and in dialect `zc` a state file that somebody took away means what it
 * means to zc.buildout: nothing is installed. Touches nothing.
 */
export function readRecord(site: RecordSite): Result<JournalContent, Diagnostic> {
  const { release, prepared, dialect } = site;
  const content = readState(release);
  if (!content.ok) return content;
  const path = exportPath(prepared);
  if (path === undefined) return content;
  const exported = release.readText(path);
  if (!exported.ok) return fail(explainFile(exported.failures[0]));
  if (exported.value === undefined) return succeed(dialect === 'zc' ? forget(content.value) : content.value);
  const adopted = adopt(content.value, { ...site, path, text: exported.value });
  return adopted.ok ? adopted : fail(explain(adopted.failures[0]));
}

/** What the journal says, and nothing else. */
export function readState(release: ReleaseFiles): Result<JournalContent, Diagnostic> {
  const text = release.readJournal();
  if (!text.ok) return fail(explainFile(text.failures[0]));
  const content = decodeJournal(release.journalPath, text.value);
  return content.ok ? content : fail(explain(content.failures[0]));
}

/** Without an export there was never a file that could have been taken away: the first run was killed. */
function forget(content: JournalContent): JournalContent {
  if (content.exported === undefined || content.state.size === 0) return content;
  return { ...content, state: new Map(), exported: undefined, isOld: true };
}

interface Export extends RecordSite {
  readonly path: string;
  readonly text: string;
}

function adopt(content: JournalContent, file: Export): Result<JournalContent, InstalledFailure> {
  // Whoever has lost the journal has at least the export.
  const isLost = content.entries === 0;
  if (!isLost && !hasForeignSignature(file.text)) return succeed(content);
  const digest = digestOf(file.text);
  if (content.exported?.digest === digest) return succeed(content);
  const read = readInstalledCfg(file.path, file.text);
  if (!read.ok) return read;
  const { merged } = file.prepared;
  const kept = keptDirectories(file.prepared);
  const state = new Map(content.state);
  for (const part of recordedParts(read.value, merged.directory)) {
    const known = state.get(part.name);
    if (!isLost && (known?.signature === part.signature || OWN_SIGNATURE.test(part.signature))) continue;
    const refused = part.paths.find((path) => !isRemovable(path, kept));
    if (refused !== undefined)
      return fail({ kind: 'recorded-path-refused', path: file.path, part: part.name, recorded: refused });
    state.set(part.name, part);
  }
  const isSame = [...state].every(([name, part]) => content.state.get(name) === part);
  return succeed(isSame ? content : { ...content, state, exported: { path: file.path, digest }, isOld: true });
}

const OWN_SIGNATURE = /^[0-9a-f]{40}$/u;
const SIGNATURE_OPTION = '\n__buildout_signature__';
const OWN_SIGNATURE_FOLLOWS = /[ \t]*=[ \t]*[0-9a-f]{40}[ \t]*$/muy;

/** Whether one is in another form than ours: `name-version` of Python packages, and the like. Files are large: searched, not read. */
function hasForeignSignature(text: string): boolean {
  for (let at = text.indexOf(SIGNATURE_OPTION); at !== -1; at = text.indexOf(SIGNATURE_OPTION, at)) {
    at += SIGNATURE_OPTION.length;
    OWN_SIGNATURE_FOLLOWS.lastIndex = at;
    if (!OWN_SIGNATURE_FOLLOWS.test(text)) return true;
  }
  return false;
}

function recordedParts({ parts, developEggs }: ExportedState, directory: string): readonly InstalledPart[] {
  const make = (name: string, installed: readonly string[]): InstalledPart => ({
    name,
    recipe: '',
    signature: '',
    identity: {},
    options: {},
    location: null,
    shared: false,
    paths: [...new Set(installed.map((path) => resolve(directory, path)))],
    named: installed,
    adopted: true,
  });
  const eggs = developEggs.length === 0 ? [] : [make(BUILDOUT, developEggs)];
  return [
    ...eggs,
    ...parts.map(({ name, installed, signature, options }) => ({
      ...make(name, installed),
      recipe: options['recipe'] ?? '',
      signature,
      options,
    })),
  ];
}

function explainFile(failure: FileFailure): Diagnostic {
  return { code: failure.kind, severity: 'error', notes: [], ...fileWords(failure) };
}
