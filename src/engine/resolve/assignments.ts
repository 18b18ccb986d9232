import { compareCodePoints, failAll, succeed, type Result, type Source, type Span } from '../diag/index.js';
import { isBlank, joinOperands, strip, type Operator, type ValueLine } from '../profile/index.js';
import type { LoadingFailure } from './failures.js';
import {
  takeBases,
  type Layer,
  type LayerContent,
  type LayerOption,
  type LayerSection,
  type OptionText,
} from './layer.js';

/** `section:option=value` of the command line, taken apart. */
interface Assignment {
  readonly section: string;
  readonly option: string;
  readonly operator: Operator;
  readonly start: number;
  readonly lines: readonly [ValueLine, ...ValueLine[]];
  readonly value: string;
}

/** The source that the assignments stand in: one line, as they are typed. */
export function commandLineSource(assignments: readonly string[]): Source {
  return { path: '<command line>', text: assignments.join(' ').replaceAll('\n', '⏎') };
}

/** A word of the command line that stands by itself: the profile, or a part. */
export function onCommandLine(word: string): Span {
  return { source: commandLineSource([word]), start: 0, end: word.length };
}

export interface AssignmentSettings {
  readonly layer: Layer;
  readonly sorted: boolean;
}

/** Makes the layer of the command line. `sorted`: as the reference orders assignments, where the greatest value wins. */
export function readAssignments(
  assignments: readonly string[],
  { layer, sorted }: AssignmentSettings,
): Result<LayerContent, LoadingFailure> {
  const read: Assignment[] = [];
  const failures: LoadingFailure[] = [];
  let start = 0;
  for (const text of assignments) {
    const assignment = readAssignment(text, start);
    if (typeof assignment !== 'string') read.push(assignment);
    else {
      const at = { source: layer.source, start, end: start + text.length };
      failures.push({ kind: 'cli-invalid-assignment', reason: assignment, at });
    }
    start += text.length + 1;
  }
  const [first, ...more] = failures;
  return first === undefined
    ? succeed(makeContent(sorted ? inSortedOrder(read) : read, layer, sorted))
    : failAll([first, ...more]);
}

function readAssignment(text: string, start: number): Assignment | 'colons' | 'no-equals' | 'no-name' {
  const equals = text.indexOf('=');
  if (equals === -1) return 'no-equals';
  const left = text.slice(0, equals);
  const [section = '', option, ...more] = left.includes(':') ? left.split(':') : ['buildout', left];
  if (more.length > 0) return 'colons';
  const named = splitOperator(strip(option ?? ''));
  if (named.name === '') return 'no-name';
  const value = strip(text.slice(equals + 1));
  const valueStart = start + (value === '' ? text.length : text.indexOf(value, equals + 1));
  const { name, operator } = named;
  return { section: strip(section), option: name, operator, start, value, lines: splitLines(value, valueStart) };
}

function splitOperator(text: string): { readonly name: string; readonly operator: Operator } {
  const sign = text.at(-1);
  if (sign !== '+' && sign !== '-') return { name: text, operator: '=' };
  let end = text.length;
  while (end > 0 && (text[end - 1] === sign || isBlank(text.charCodeAt(end - 1)))) end--;
  return { name: text.slice(0, end), operator: sign === '+' ? '+=' : '-=' };
}

function splitLines(value: string, start: number): readonly [ValueLine, ...ValueLine[]] {
  const [first = '', ...others] = value.split('\n');
  let at = start + first.length + 1;
  const lines = others.map((text) => {
    const line = { text, start: at };
    at += text.length + 1;
    return line;
  });
  return [{ text: first, start }, ...lines];
}

function inSortedOrder(assignments: readonly Assignment[]): readonly Assignment[] {
  return assignments.toSorted(
    (a, b) =>
      compareCodePoints(a.section, b.section) ||
      compareCodePoints(a.option + a.operator, b.option + b.operator) ||
      compareCodePoints(a.value, b.value),
  );
}

interface OpenSection extends LayerSection {
  readonly options: Map<string, LayerOption>;
}

function makeContent(assignments: readonly Assignment[], layer: Layer, replaces: boolean): LayerContent {
  const sections = new Map<string, OpenSection>();
  for (const assignment of assignments) {
    const header = { source: layer.source, start: assignment.start, end: assignment.start };
    let section = sections.get(assignment.section);
    if (section === undefined) {
      section = { name: assignment.section, header, options: new Map<string, LayerOption>() };
      sections.set(assignment.section, section);
    }
    const option = section.options.get(assignment.option);
    section.options.set(assignment.option, withAssignment(option, assignment, { layer, replaces }));
  }
  const bases = takeBases(layer.source, sections.get('buildout')?.options);
  return { layer, sections, bases, undecided: [] };
}

/** `replaces`: a repeated operator replaces the one before; otherwise it adds to it, as in a file. */
function withAssignment(
  option: LayerOption | undefined,
  { operator, lines, start, option: name }: Assignment,
  { layer, replaces }: { readonly layer: Layer; readonly replaces: boolean },
): LayerOption {
  const nameStart = layer.source.text.indexOf(name, start);
  const text: OptionText = { operator, nameStart, nameEnd: nameStart + name.length, lines };
  const nothing: LayerOption = { set: undefined, add: undefined, remove: undefined };
  if (operator === '=') return { ...nothing, ...(replaces ? option : undefined), set: text };
  const key = operator === '+=' ? 'add' : 'remove';
  const earlier = option?.[key];
  if (earlier === undefined || replaces) return { ...nothing, ...option, [key]: text };
  return { ...nothing, ...option, [key]: { ...text, lines: joinOperands([earlier.lines, lines]) } };
}
