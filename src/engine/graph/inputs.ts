import { isUtf8 } from 'node:buffer';
import { isAbsolute, normalize } from 'node:path';
import { fail, succeed, type Result, type Source } from '../diag/index.js';
import {
  localPath,
  type Algorithm,
  type FetchFailure,
  type RecipeFailure,
  type SourceRequest,
} from '../recipe/index.js';
import type { InputReader } from './ports.js';
import type { ProfilePaths } from './profile-paths.js';

/** What one part reads besides its own options; the labels hold no machine path. */
export interface InputLedger {
  /**
   * Digests the local content of a source, if it is there. What has a sum is identified by it, remote content without
   * one by its URL, what another part makes by that part's signature.
   */
  addSource(source: SourceRequest): void;
  /** Digests a file or directory beside a profile that an option names in passing. */
  addProfileFile(path: string): void;
  addValue(label: string, value: string): void;
  readText(source: SourceRequest): Result<Source, RecipeFailure>;
  readBytes(source: SourceRequest): Result<Uint8Array, RecipeFailure>;
  readonly entries: ReadonlyMap<string, string>;
  /** Local paths whose content counts. */
  readonly paths: ReadonlySet<string>;
}

const VALUE = 'read:';

/** Whether an input is a value of another section, rather than content. */
export function isValueRead(label: string): boolean {
  return label.startsWith(VALUE);
}

export interface InputSettings {
  readonly reader: InputReader;
  readonly paths: ProfilePaths;
  /** Absolute buildout directory: relative sources are looked up there. */
  readonly directory: string;
  /** Whether a path belongs to a part: it may not be there yet, and its maker's signature stands for it. */
  readonly isMade: (path: string) => boolean;
  /** Called with a remote source whose content is needed before the graph can be finished. */
  readonly onPending: (source: SourceRequest) => void;
}

export function makeLedger(settings: InputSettings): InputLedger {
  const { reader, paths, directory } = settings;
  const entries = new Map<string, string>();
  const counted = new Set<string>();
  const addFile = (path: string): void => {
    const digest = reader.digest(path);
    counted.add(path);
    if (digest !== undefined) addEntry(entries, `input:${paths.mask(path)}`, digest);
  };
  return {
    entries,
    paths: counted,
    addProfileFile(path) {
      if (isAbsolute(path)) addFile(normalize(path));
    },
    addValue(label, value) {
      entries.set(`${VALUE}${label}`, value);
    },
    addSource(source) {
      const path = localPath(source.url, directory);
      const isPinned = ALGORITHMS.some((algorithm) => source[algorithm] !== undefined);
      if (path !== undefined && !isPinned && !settings.isMade(path)) addFile(path);
    },
    readText(source) {
      const read = readInput(source, settings, { entries, counted });
      if (!read.ok) return read;
      const text = decode(read.value.bytes);
      if (text !== undefined) return succeed({ path: read.value.name, text });
      return fail({ kind: 'recipe-error', message: `\`${source.url}\` is not UTF-8 text`, ...optionOf(source) });
    },
    readBytes(source) {
      const read = readInput(source, settings, { entries, counted });
      return read.ok ? succeed(read.value.bytes) : read;
    },
  };
}

interface Ledger {
  readonly entries: Map<string, string>;
  readonly counted: Set<string>;
}

interface InputContent {
  /** For people: the path, or the URL of remote content. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

function readInput(
  source: SourceRequest,
  { reader, paths, directory, onPending }: InputSettings,
  { entries, counted }: Ledger,
): Result<InputContent, RecipeFailure> {
  const local = localPath(source.url, directory);
  const path = local ?? reader.fetched(source);
  if (path === undefined) {
    onPending(source);
    return fail({ kind: 'input-pending' });
  }
  if (local !== undefined) {
    counted.add(local);
    const checked = checkLocal(source, local, reader);
    if (!checked.ok) return checked;
    if (reader.isDirectory(local)) {
      return fail({
        kind: 'recipe-error',
        message: `\`${source.url}\` is a directory, a file is needed`,
        ...optionOf(source),
      });
    }
  }
  const name = local ?? source.url;
  addEntry(entries, `input:${paths.mask(name)}`, reader.digest(path) ?? '');
  const bytes = reader.bytes(path);
  if (bytes !== undefined) return succeed({ name, bytes });
  return fail({ kind: 'recipe-error', message: `\`${source.url}\` cannot be read`, ...optionOf(source) });
}

/** Profiles in two directories may each have a file of one name: their labels are told apart by order. */
function addEntry(entries: Map<string, string>, label: string, digest: string): void {
  let name = label;
  for (let count = 2; (entries.get(name) ?? digest) !== digest; count++) name = `${label} (${String(count)})`;
  entries.set(name, digest);
}

function optionOf({ option }: SourceRequest): { readonly option?: string } {
  return option === undefined ? {} : { option };
}

/** Line ends become LF; `undefined` when the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(text) ? text.toString('utf8').replace(/\r\n?/gu, '\n') : undefined;
}

function checkLocal(source: SourceRequest, path: string, reader: InputReader): Result<void, FetchFailure> {
  const option = optionOf(source);
  if (reader.digest(path) === undefined) return fail({ kind: 'source-not-found', url: source.url, path, ...option });
  for (const algorithm of ALGORITHMS) {
    const expected = source[algorithm];
    const actual = expected === undefined ? undefined : reader.digest(path, algorithm);
    if (expected === undefined || actual === undefined || actual === expected.toLowerCase()) continue;
    return fail({ kind: 'checksum-mismatch', url: source.url, algorithm, expected, actual, ...option });
  }
  return succeed(undefined);
}

const ALGORITHMS: readonly Algorithm[] = ['sha256', 'sha512', 'md5'];
