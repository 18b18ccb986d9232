import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, failAll, succeed, type Diagnostic, type Result } from '../../engine/diag/index.js';
import { downloadUses } from '../../engine/frozen.js';
import type { Examination } from '../../engine/index.js';
import {
  collectDownloads,
  compareLocks,
  decodeLock,
  encodeLock,
  explain,
  lockDownloads,
  lockProfiles,
  remoteUses,
  type DigestDownload,
  type LockChange,
  type LockContent,
} from '../../engine/lock/index.js';
import type { BuildRequest } from '../../engine/request.js';
import { engine } from '../../engine-here.js';
import { keepDownload } from '../../platform/download/keep-download.js';
import { writeLockFile } from '../../platform/lock-file.js';
import { readTextFile } from '../../platform/text-files.js';
import { pathName } from '../../reporters/diagnostic-text.js';
import { redact } from '../../reporters/redact.js';
import { tell, type Call, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';
import { lockPathOf } from '../request.js';
import { explainFile } from '../told-files.js';

/** Writes the lock of a profile. Nothing is written unless everything in it is known. */
export const lock: CommandOfProfile = async (request, call) => {
  const { reporter, world } = call;
  const path = lockPathOf(request.profile, world.workingDirectory);
  const stop = (diagnostics: readonly Diagnostic[], code: number): number => {
    if (world.stop.signal.aborted) return EXIT.interrupted;
    tell(reporter, diagnostics);
    return code;
  };
  const before = readOldLock(path, call);
  if (!before.ok) return stop(before.failures, EXIT.invalid);
  const release = await examine(request, call);
  if (typeof release === 'number') return stop([], release);
  const uses = downloadUses(release.parts, release.bench.inputs);
  const downloads = collectDownloads(remoteUses(uses, release.merged.directory));
  if (!downloads.ok) return stop(downloads.failures.map(explain), EXIT.invalid);
  const entries = await lockDownloads(downloads.value, digestWith(release, call));
  if (!entries.ok || world.stop.signal.aborted) return stop(entries.ok ? [] : entries.failures, EXIT.failed);
  const profiles = lockProfiles(release.merged.layers, realpathSync.native(dirname(path)));
  const content: LockContent = { profiles, downloads: entries.value };
  const text = encodeLock(content);
  // Unchanged, it is left alone: a run that finds nothing changed looks at its times.
  const written = text === before.value?.text ? undefined : writeLockFile(path, text);
  if (written?.ok === false) return stop(written.failures.map(explainFile), EXIT.failed);
  show({ path, content, before: before.value?.content, isWritten: written !== undefined }, call);
  return EXIT.done;
};

interface OldLock {
  readonly text: string;
  /** `undefined` when it is no lock, which has been told. */
  readonly content: LockContent | undefined;
}

/** The lock that is to be replaced, if there is one. One that another version wrote is not: it may know more. */
function readOldLock(path: string, { reporter, world }: Call): Result<OldLock | undefined, Diagnostic> {
  const text = readTextFile(path);
  if (!text.ok) {
    const [failure] = text.failures;
    return failure.kind === 'file-failed' && failure.code === 'ENOENT'
      ? succeed(undefined)
      : fail(explainFile(failure));
  }
  const content = decodeLock({ path, text: text.value }, pathName(path, world.workingDirectory));
  if (content.ok) return succeed({ text: text.value, content: content.value });
  const [first, ...more] = content.failures;
  if (content.failures.some(({ kind }) => kind === 'lock-of-other-version'))
    return failAll([explain(first), ...more.map(explain)]);
  tell(reporter, [{ ...explain(first), severity: 'warning', hint: 'it is made anew' }]);
  return succeed({ text: text.value, content: undefined });
}

/** All parts of a profile; an exit code when something is wrong, which has been told then. */
async function examine(request: BuildRequest, { reporter, world }: Call): Promise<Examination | number> {
  // What one user has in his own defaults cannot be locked for others.
  const { userDefaults: _left, ...shared } = request;
  const { value } = await engine.examine(shared, { signal: world.stop.signal, onEvent: reporter.report });
  if (value === undefined) return EXIT.invalid;
  const { survey, mistakes, unfetched } = value;
  const wrong = [...survey.failures.filter(({ code }) => code !== 'input-pending'), ...mistakes];
  if (!world.stop.signal.aborted) tell(reporter, [...survey.warnings, ...wrong, ...unfetched]);
  if (wrong.length > 0) return EXIT.invalid;
  return unfetched.length > 0 ? EXIT.failed : value;
}

function digestWith({ bench }: Examination, { reporter, world }: Call): DigestDownload {
  const { signal } = world.stop;
  return async ({ source }) => {
    const known = bench.reader.fetched(source);
    if (known !== undefined) return keepDownload(known, bench.downloadCache, signal);
    reporter.report({ type: 'run', state: 'fetching', url: source.url });
    const fetched = await bench.fetcher.fetch(source, { signal, offline: source.offline ?? bench.offline });
    return fetched.ok ? keepDownload(fetched.value.path, bench.downloadCache, signal) : fetched;
  };
}

interface Made {
  readonly path: string;
  readonly content: LockContent;
  readonly before: LockContent | undefined;
  readonly isWritten: boolean;
}

const NOTHING: LockContent = { profiles: new Map(), downloads: new Map() };

function show({ path, content, before, isWritten }: Made, { invocation, world }: Call): void {
  const changes = compareLocks(before ?? NOTHING, content);
  const [profiles, downloads] = [content.profiles.size, content.downloads.size];
  if (invocation.json) {
    world.streams.out(`${JSON.stringify({ type: 'lock', path, profiles, downloads, changes })}\n`);
    return;
  }
  const name = pathName(path, world.workingDirectory);
  const size = `${counted(profiles, 'profile')}, ${counted(downloads, 'download')}`;
  const told = before === undefined ? '' : `; ${summary(changes)}`;
  const lines = before === undefined || invocation.verbosity < 0 ? [] : changes.map(line);
  if (invocation.verbosity < -1) return;
  const last = isWritten ? `wrote ${name}: ${size}${told}` : `${name} stays as it is: ${size}`;
  world.streams.out([...lines, last].map((text) => `${redact(text)}\n`).join(''));
}

function line({ change, kind, key }: LockChange): string {
  return `${change.padEnd('changed'.length)}  ${kind.padEnd('download'.length)}  ${key}`;
}

function summary(changes: readonly LockChange[]): string {
  const count = (change: LockChange['change']): string =>
    `${String(changes.filter((each) => each.change === change).length)} ${change}`;
  return `${count('added')}, ${count('changed')}, ${count('removed')}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
