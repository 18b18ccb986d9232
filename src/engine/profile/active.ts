import { fail, succeed, type Result, type Span } from '../diag/index.js';
import type { OptionNode, Profile, SectionNode, Trivia } from './ast.js';
import { skipBlanks, trimmedEnd } from './blank.js';
import { Problem, type Conditions } from './condition/index.js';
import type { ConditionError, ProfileFailure, BadLine } from './failures.js';

/**
 * The sections whose conditions hold, in file order; a section that is repeated is there as often. Tells every mistake
 * of the profile: bad lines are told in ignored sections too.
 */
export function activeSections(
  profile: Profile,
  conditions: Conditions,
): Result<readonly SectionNode[], ProfileFailure> {
  const reader = new ActiveReader();
  reader.takeLead(profile.lead);
  for (const section of profile.sections) reader.take(section, conditions);
  const [first, ...more] = reader.failures;
  return first === undefined ? succeed(reader.active) : fail(first, ...more);
}

class ActiveReader {
  readonly active: SectionNode[] = [];
  readonly failures: ProfileFailure[] = [];
  /** Whether an accepted section has an option that an indented line could continue. */
  #hasOption = false;
  #isHeaderMissing = false;
  #ignored: Span | undefined;

  takeLead(lead: readonly Trivia[]): void {
    for (const { kind, span } of lead) {
      if (kind === 'bad' || kind === 'stray') this.#missingHeader(span);
    }
  }

  take(section: SectionNode, conditions: Conditions): void {
    const holds = this.#decide(section, conditions);
    if (holds) {
      this.active.push(section);
      this.#hasOption = false;
    } else {
      this.#ignored ??= withoutBlanks(section.header);
    }
    for (const item of section.items) this.#takeItem(section, item, holds);
  }

  #decide({ condition }: SectionNode, conditions: Conditions): boolean {
    if (condition === undefined) return true;
    const decided = conditions.decide(condition.text);
    if (!(decided instanceof Problem)) return decided;
    this.failures.push(conditionError(condition.text, condition.span, decided));
    return true;
  }

  #takeItem(section: SectionNode, item: OptionNode | Trivia, holds: boolean): void {
    if (item.kind === 'comment' || item.kind === 'blank') return;
    if (this.active.length === 0)
      return this.#missingHeader(item.kind === 'option' ? optionSpan(section, item) : item.span);
    if (item.kind === 'option') {
      this.#hasOption ||= holds;
      for (const { kind, span } of item.inner) if (kind === 'bad') this.failures.push(syntaxError(span));
    } else if (item.kind === 'bad' || holds || !this.#hasOption) {
      this.failures.push(syntaxError(item.span));
    }
  }

  #missingHeader(line: Span): void {
    if (this.#isHeaderMissing) return;
    this.#isHeaderMissing = true;
    this.failures.push({ kind: 'missing-section-header', line: firstLine(line), ignored: this.#ignored });
  }
}

function optionSpan({ header: { source } }: SectionNode, { start, end }: OptionNode): Span {
  return { source, start, end };
}

function conditionError(text: string, { source, start }: Span, problem: Problem): ConditionError {
  const at = { source, start: start + problem.start, end: start + problem.end };
  return { kind: 'condition-error', problem: problem.message, at, condition: text };
}

function syntaxError(span: Span): BadLine {
  const line = withoutBlanks(span);
  const text = line.source.text.slice(line.start, line.end);
  if (line.start > span.start) return { kind: 'syntax-error', line, reason: 'indented' };
  if (text.startsWith('[')) return { kind: 'syntax-error', line, reason: 'header' };
  if (text.includes('=')) return { kind: 'syntax-error', line, reason: 'name' };
  return { kind: 'syntax-error', line, reason: text.includes(':') ? 'colon' : 'no-equals' };
}

function firstLine(span: Span): Span {
  const { source, start, end } = withoutBlanks(span);
  const length = source.text.slice(start, end).search(/[\r\n]/u);
  return { source, start, end: length === -1 ? end : start + length };
}

function withoutBlanks({ source, start, end }: Span): Span {
  const from = skipBlanks(source.text, start, end);
  return { source, start: from, end: trimmedEnd(source.text, from, end) };
}
