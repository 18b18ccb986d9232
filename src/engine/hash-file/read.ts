import { failAll, succeed, type Result, type Source, type Span } from '../diag/index.js';
import type { HashFileFailure, UnusablePath } from './failures.js';
import { readSections, type HashOption, type HashSection } from './sections.js';

/** As `node:crypto` names it. */
export type HashAlgorithm = 'md5' | 'sha256' | 'sha512';

/** A sum that can be kept right. */
export interface HashEntry {
  readonly section: string;
  readonly algorithm: HashAlgorithm;
  /** The file, from the directory of the hash file. */
  readonly path: string;
  /** Where the path stands: the header when the section's name is the path. */
  readonly pathSpan: Span;
  /** Whether an option names the file. Without one a file that does not exist is no mistake: the sum is of something else. */
  readonly isNamed: boolean;
  /** The sum as it stands; it may be empty. */
  readonly recorded: string;
  readonly at: Span;
  /** What belongs before a sum where there is none yet. */
  readonly lead: '' | ' ';
}

export interface HashFile {
  readonly source: Source;
  readonly entries: readonly HashEntry[];
}

const ALGORITHMS: ReadonlyMap<string, HashAlgorithm> = new Map([
  ['md5sum', 'md5'],
  ['sha256', 'sha256'],
  ['sha256sum', 'sha256'],
  ['sha512', 'sha512'],
  ['sha512sum', 'sha512'],
]);
/** The one that wins comes first. */
const PATHS = ['_update_hash_filename_', 'filename'];
const BASES = new Set(['extends', 'optional-extends']);
const MACROS = '<';
const NAMES: ReadonlySet<string> = new Set([...ALGORITHMS.keys(), ...PATHS, ...BASES, MACROS]);

/** Reads which sums a file keeps. Tells every mistake. */
export function readHashFile(source: Source): Result<HashFile, HashFileFailure> {
  const failures: HashFileFailure[] = [];
  const entries: HashEntry[] = [];
  for (const section of readSections(source, NAMES)) {
    failures.push(...foreignOptions(section));
    const file = fileOf(section);
    if (file === undefined) continue;
    if ('kind' in file) failures.push(file);
    for (const [option, algorithm] of sumsOf(section)) {
      if (option.isContinued || /\s/u.test(option.value))
        failures.push({ kind: 'hash-file-sum', option: option.name, at: option.nameSpan });
      else if (!('kind' in file)) entries.push(entryOf(section, { ...file, option, algorithm }));
    }
  }
  const [first, ...more] = failures.toSorted((left, right) => left.at.start - right.at.start);
  return first === undefined ? succeed({ source, entries }) : failAll([first, ...more]);
}

interface FileName {
  readonly path: string;
  readonly pathSpan: Span;
  readonly isNamed: boolean;
}

/** The file whose sums the section keeps; `undefined` when it keeps none. */
function fileOf(section: HashSection): FileName | UnusablePath | undefined {
  if (sumsOf(section).length === 0) return undefined;
  const option = PATHS.map((name) => section.options.findLast((candidate) => candidate.name === name)).find(Boolean);
  if (option !== undefined) {
    const reason = whyUnusable(option);
    if (reason === undefined) return { path: option.value, pathSpan: option.at, isNamed: true };
    const at = option.value === '' ? option.nameSpan : option.at;
    return { kind: 'hash-file-path', reason, option: option.name, path: option.value, at };
  }
  const { name, header, hasMore, options } = section;
  const isOnlySums = !hasMore && options.every((candidate) => ALGORITHMS.has(candidate.name));
  if (!isOnlySums || name === '' || isAbsolute(name)) return undefined;
  return { path: name, pathSpan: header, isNamed: false };
}

function whyUnusable({ value, isContinued }: HashOption): UnusablePath['reason'] | undefined {
  if (isContinued) return 'several-lines';
  if (value === '') return 'empty';
  if (hasReference(value)) return 'reference';
  if (/^[a-z0-9+.-]+:\/\//iu.test(value)) return 'url';
  return isAbsolute(value) ? 'absolute' : undefined;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

function hasReference(value: string): boolean {
  return /\$[{<]/u.test(value);
}

function sumsOf({ options }: HashSection): readonly (readonly [HashOption, HashAlgorithm])[] {
  return options.flatMap((option) => {
    const algorithm = ALGORITHMS.get(option.name);
    return algorithm === undefined || hasReference(option.value) ? [] : [[option, algorithm] as const];
  });
}

interface Sum extends FileName {
  readonly option: HashOption;
  readonly algorithm: HashAlgorithm;
}

function entryOf({ name: section }: HashSection, { option, algorithm, path, pathSpan, isNamed }: Sum): HashEntry {
  const { value: recorded, at, wantsBlank } = option;
  const lead = recorded === '' && wantsBlank ? ' ' : '';
  return { section, algorithm, path, pathSpan, isNamed, recorded, at, lead };
}

/** Options that would bring in what the file does not say itself. */
function foreignOptions({ name: section, options }: HashSection): readonly HashFileFailure[] {
  return options.flatMap(({ name, nameSpan: at }): readonly HashFileFailure[] => {
    if (name === MACROS) return [{ kind: 'hash-file-macro', at }];
    return section === 'buildout' && BASES.has(name) ? [{ kind: 'hash-file-extends', at }] : [];
  });
}
