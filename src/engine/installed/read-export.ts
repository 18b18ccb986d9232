import { fail, succeed, type Result } from '../diag/index.js';
import { decodeBlanks } from './blanks.js';
import type { InstalledFailure } from './failures.js';

/** What a state file in buildout's format says. */
export interface ExportedState {
  /** Recorded parts that have a section, in recorded order. */
  readonly parts: readonly ExportedPart[];
  /** Paths of develop eggs, as recorded. */
  readonly developEggs: readonly string[];
}

export interface ExportedPart {
  readonly name: string;
  /** Recorded paths, as recorded. */
  readonly installed: readonly string[];
  readonly signature: string;
  /** All other options. */
  readonly options: Readonly<Record<string, string>>;
}

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads `.installed.cfg` as zc.buildout reads it: a section may stand there again, and its last word counts. */
export function readInstalledCfg(path: string, text: string): Result<ExportedState, InstalledFailure> {
  const sections = readSections(path, text);
  if (!sections.ok) return sections;
  const buildout = sections.value.get('buildout');
  const names = new Set((buildout?.get('parts') ?? '').split(/[ \t\n\f\v]+/u).filter((name) => name !== ''));
  const parts = [...names].flatMap((name) => {
    const options = sections.value.get(name);
    return options === undefined ? [] : [exportedPart(name, options)];
  });
  return succeed({ parts, developEggs: linesOf(buildout?.get('installed_develop_eggs')) });
}

function exportedPart(name: string, section: ReadonlyMap<string, string>): ExportedPart {
  const {
    __buildout_installed__: installed,
    __buildout_signature__: signature,
    ...options
  } = Object.fromEntries(section);
  return { name, installed: linesOf(installed), signature: signature ?? '', options };
}

function linesOf(value: string | undefined): readonly string[] {
  return (value ?? '').split('\n').filter((line) => line !== '');
}

const HEADER = /^\[[ \t]*([^\s#[\]:;{}]+)[ \t]*\][ \t]*(?:[#;].*)?$/u;
const OPTION = /^([^\s{}[\]=:]+)[ \t]*=(.*)$/su;

function readSections(path: string, text: string): Result<Sections, InstalledFailure> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let value: OpenValue | undefined;
  for (const [index, line] of text.replaceAll(/\r\n?/gu, '\n').split('\n').entries()) {
    if (/^[#;]/u.test(line)) continue;
    if (value !== undefined && /^[ \t\f\v]/u.test(line)) {
      value.lines.push(line);
      continue;
    }
    if (strip(line) === '') {
      value?.lines.push('');
      continue;
    }
    value?.end();
    value = undefined;
    const header = HEADER.exec(line)?.[1];
    const [, name, first = ''] = OPTION.exec(line) ?? [];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
    } else if (section !== undefined && name !== undefined) value = openValue(section, name, strip(first));
    else return fail({ kind: 'installed-cfg-unreadable', path, line: index + 1 });
  }
  value?.end();
  return succeed(sections);
}

/** A value whose further lines are still to come. */
interface OpenValue {
  readonly lines: string[];
  end(): void;
}

function openValue(section: Map<string, string>, name: string, first: string): OpenValue {
  const lines: string[] = [];
  return {
    lines,
    end() {
      section.set(name, decodeBlanks(first === '' ? block(lines) : inline(first, lines)));
    },
  };
}

/** Text on the line of the name: further lines are stripped, and empty ones are nothing. */
function inline(first: string, lines: readonly string[]): string {
  return [first, ...lines.map(strip).filter((line) => line !== '')].join('\n');
}

/** Text that begins below the name: it loses the indentation that all its lines have, and blank lines at its ends. */
function block(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.replace(/[ \t\f\v]+$/u, ''));
  const margins = trimmed.filter((line) => line !== '').map((line) => /^[ \t]*/u.exec(line)?.[0] ?? '');
  const margin = margins.reduce((common, next) => common.slice(0, commonLength(common, next)), margins[0] ?? '');
  return trimmed
    .map((line) => line.slice(margin.length))
    .join('\n')
    .replace(/^\n+|\n+$/gu, '');
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

function strip(line: string): string {
  return line.replace(/^[ \t\f\v]+|[ \t\f\v]+$/gu, '');
}
