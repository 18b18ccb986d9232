import { excerpt, unreachable, type Diagnostic, type Span } from '../diag/index.js';

export type ProfileFailure = BadLine | MissingSectionHeader | ConditionError;

/** A line that is no header, option, continuation or comment. */
export interface BadLine {
  readonly kind: 'syntax-error';
  readonly line: Span;
  readonly reason: 'indented' | 'header' | 'colon' | 'name' | 'no-equals';
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
}

const WHAT_CONDITIONS_USE =
  'flags such as `linux` and `python3`, `sys.version_info`, `sys.platform`, `os.name`, `os.environ.get`, ' +
  '`platform.machine()`, `platform.system()`, `platform.release()` and PEP 508 markers';

export function explain(failure: ProfileFailure): Diagnostic {
  switch (failure.kind) {
    case 'syntax-error':
      return explainBadLine(failure);
    case 'missing-section-header':
      return explainMissingHeader(failure);
    case 'condition-error': {
      const { kind: code, section, problem, at, condition } = failure;
      const message = `cannot decide the condition \`${excerpt(condition.trim())}\` of section \`${section}\`: ${problem}`;
      const notes = [{ message: `conditions can use ${WHAT_CONDITIONS_USE}; no code is run for them` }];
      const hint = `decide it yourself: \`--condition '[${section}]=false'\`, or \`=true\``;
      return { code, severity: 'error', message, at, notes, hint };
    }
    default:
      return unreachable(failure);
  }
}

const HINTS: Readonly<Record<BadLine['reason'], string>> = {
  indented: 'an indented line continues the option above it, and there is none: write the option in the first column',
  header: 'a header is `[name]` or `[name:condition]`, with nothing after it but a comment',
  colon: 'only `=` separates an option and its value: write `name = value`',
  name: 'an option name holds no blanks, braces, brackets, `:` or `=`, and an operator follows a name',
  'no-equals': 'write `name = value`, or indent the line to continue the option above it',
};

function explainBadLine({ kind: code, line, reason }: BadLine): Diagnostic {
  const message = `cannot read the line \`${textOf(line)}\``;
  return { code, severity: 'error', message, at: line, notes: [], hint: HINTS[reason] };
}

function explainMissingHeader({ kind: code, line, ignored }: MissingSectionHeader): Diagnostic {
  const message = `the line \`${textOf(line)}\` stands in no section`;
  const notes =
    ignored === undefined
      ? []
      : [{ message: 'the condition of this header is false, so it opens no section', at: ignored }];
  return {
    code,
    severity: 'error',
    message,
    at: line,
    notes,
    hint: textOf(line).startsWith('\ufeff')
      ? 'the file begins with a byte order mark: save it as UTF-8 without one'
      : 'begin the profile with a header such as `[buildout]`',
  };
}

function textOf({ source, start, end }: Span): string {
  return excerpt(source.text.slice(start, end));
}
