import { excerpt, unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { hintForLine, type LineMistake, isMergeMark, isWebPage } from './hints.js';

export type ProfileFailure = BadLine | MissingSectionHeader | ConditionError;

/** A line that is no header, option, continuation or comment. */
export interface BadLine {
  readonly kind: 'syntax-error';
  readonly line: Span;
  readonly reason: LineMistake;
}
/** The first line with text of a profile that no header precedes. The lines after it are not told one by one. */
export interface MissingSectionHeader {
  readonly kind: 'missing-section-header';
  readonly line: Span;
  /** A header that would hold the line if its condition were true. */
  readonly ignored: Span | undefined;
}
/** A header's condition that cannot be decided; told when its section is used. */
export interface ConditionError {
  readonly kind: 'condition-error';
  readonly section: string;
  readonly problem: string;
  /** The part of the condition that is to blame. */
  readonly at: Span;
  readonly condition: string;
  /** What to write instead, where it is very likely what was meant. */
  readonly hint: string | undefined;
}

export function explain(failure: ProfileFailure): Diagnostic {
  switch (failure.kind) {
    case 'syntax-error': {
      const { kind, line, reason } = failure;
      const hint = hintForLine(written(line), reason);
      return error(kind, messageFor(line, `cannot read the line \`${shown(line)}\``), { at: line, hint });
    }
    case 'missing-section-header':
      return explainMissingHeader(failure);
    case 'condition-error':
      return explainCondition(failure);
    default:
      return unreachable(failure);
  }
}

interface Details {
  readonly at: Span;
  readonly notes?: readonly Note[];
  readonly hint: string;
}

function error(code: string, message: string, { at, notes = [], hint }: Details): Diagnostic {
  return { code, severity: 'error', message, at, notes, hint };
}

function messageFor(line: Span, otherwise: string): string {
  if (!isMergeMark(written(line))) return otherwise;
  return `the line \`${shown(line)}\` is the mark of a merge that was not finished`;
}

function explainMissingHeader({ kind, line, ignored }: MissingSectionHeader): Diagnostic {
  if (isWebPage(line.source.text))
    return error(kind, 'this is a web page, not a profile', { at: line, hint: 'use the address of the raw file' });
  const message = messageFor(line, `the line \`${shown(line)}\` stands in no section`);
  if (ignored === undefined) return error(kind, message, { at: line, hint: hintForFirstLine(written(line)) });
  const notes = [{ message: 'the condition of this header is false, so it opens no section', at: ignored }];
  return error(kind, message, { at: line, notes, hint: 'put a section without a condition before it' });
}

function hintForFirstLine(text: string): string {
  if (isMergeMark(text)) return hintForLine(text, 'merge-mark');
  return text.startsWith('\ufeff')
    ? 'the file begins with a byte order mark: save it as UTF-8 without one'
    : 'begin the profile with a header such as `[buildout]`';
}

const WHAT_CONDITIONS_USE = [
  'no code is run for conditions; they can use flags such as `linux` and `python3`, PEP 508 markers,',
  '`sys.version_info`, `sys.platform`, `os.name`, `os.environ.get`, `platform.machine()`, `.system()` and `.release()`',
];

function explainCondition({ kind, section, problem, at, condition, hint }: ConditionError): Diagnostic {
  const message = `cannot decide the condition \`${excerpt(condition.trim())}\` of section \`${excerpt(section)}\`: ${problem}`;
  if (hint !== undefined) return error(kind, message, { at, hint });
  const notes = [{ message: WHAT_CONDITIONS_USE.join('\n') }];
  const decide = `decide it yourself: \`--condition '[${section}]=false'\`, or \`=true\``;
  return error(kind, message, { at, notes, hint: decide });
}

function written({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

function shown(line: Span): string {
  return excerpt(written(line));
}
