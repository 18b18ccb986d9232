import { fail, failAll, succeed, type Result, type Span } from '../diag/index.js';
import type { ConditionText, OptionNode, Profile, SectionNode, Trivia } from './ast.js';
import { skipBlanks, trimmedEnd } from './blank.js';
import { conditionHint, Problem, type Conditions } from './condition/index.js';
import type { ConditionError, ProfileFailure, BadLine } from './failures.js';
import { isMergeMark, isWebPage, MERGE_DIVIDER } from './hints.js';

/** What a profile says under given conditions. */
export interface ActiveProfile {
  /** The sections whose conditions hold, in file order; a section that is repeated is there as often. */
  readonly active: readonly SectionNode[];
  /** Sections whose conditions cannot be decided: a mistake as soon as the section is used. */
  readonly undecided: readonly UndecidedSection[];
}

export interface UndecidedSection {
  readonly section: SectionNode;
  readonly mistake: ConditionError;
}

/** Applies the conditions of headers. Tells every mistake in the lines: bad ones are told in ignored sections too. */
export function activeSections(profile: Profile, conditions: Conditions): Result<ActiveProfile, ProfileFailure> {
  const reader = new ActiveReader();
  reader.takeLead(profile.lead);
  for (const section of profile.sections) reader.take(section, conditions);
  const { active, undecided, failures } = reader;
  const [first, ...more] = failures;
  if (first === undefined) return succeed({ active, undecided });
  return isWebPage(profile.source.text) ? fail(first) : failAll([first, ...more]);
}

class ActiveReader {
  readonly active: SectionNode[] = [];
  readonly undecided: UndecidedSection[] = [];
  readonly failures: ProfileFailure[] = [];
  #hasSection = false;
  /** Whether an accepted section has an option that an indented line could continue. */
  #hasOption = false;
  #isHeaderMissing = false;
  #ignored: Span | undefined;
  /** The marks of a merge have been told: one stands for all of them. */
  #isMergeTold = false;

  takeLead(lead: readonly Trivia[]): void {
    for (const { kind, span } of lead) {
      if (kind === 'bad' || kind === 'stray') this.#missingHeader(span);
    }
  }

  take(section: SectionNode, conditions: Conditions): void {
    const mistake = decide(section, conditions);
    const isRead = mistake !== false;
    if (isRead) {
      if (mistake === true) this.active.push(section);
      else this.undecided.push({ section, mistake });
      this.#hasSection = true;
      this.#hasOption = false;
    } else {
      this.#ignored ??= withoutBlanks(section.header);
    }
    for (const item of section.items) this.#takeItem(section, item, isRead);
  }

  #takeItem(section: SectionNode, item: OptionNode | Trivia, isRead: boolean): void {
    if (item.kind === 'comment' || item.kind === 'blank') return;
    if (!this.#hasSection) return this.#missingHeader(item.kind === 'option' ? optionSpan(section, item) : item.span);
    if (item.kind === 'option') {
      this.#hasOption ||= isRead;
      for (const { kind, span } of item.inner) if (kind === 'bad') this.#badLine(span);
    } else if (item.kind === 'bad' || isRead || !this.#hasOption) {
      this.#badLine(item.span);
    }
  }

  #badLine(span: Span): void {
    const failure = syntaxError(span);
    const isMark = failure.reason === 'merge-mark';
    const isDivider = this.#isMergeTold && textOf(failure.line) === MERGE_DIVIDER;
    if (!isDivider && !(isMark && this.#isMergeTold)) this.failures.push(failure);
    this.#isMergeTold ||= isMark;
  }

  #missingHeader(line: Span): void {
    if (this.#isHeaderMissing) return;
    this.#isHeaderMissing = true;
    const first = firstLine(line);
    this.#isMergeTold ||= isMergeMark(textOf(first));
    this.failures.push({ kind: 'missing-section-header', line: first, ignored: this.#ignored });
  }
}

/** Whether a section counts, or why that cannot be said. */
function decide({ name, condition }: SectionNode, conditions: Conditions): boolean | ConditionError {
  if (condition === undefined) return true;
  const decided = conditions.decide(condition.text);
  if (!(decided instanceof Problem)) return decided;
  return conditions.assumed(name) ?? conditionError(name, condition, decided);
}

function optionSpan({ header: { source } }: SectionNode, { start, end }: OptionNode): Span {
  return { source, start, end };
}

function conditionError(section: string, { text, span }: ConditionText, problem: Problem): ConditionError {
  const at = { source: span.source, start: span.start + problem.start, end: span.start + problem.end };
  const hint = conditionHint(text, problem);
  return { kind: 'condition-error', section, problem: problem.message, at, condition: text, hint };
}

function syntaxError(span: Span): BadLine {
  const line = withoutBlanks(span);
  const text = textOf(line);
  if (line.start > span.start) return { kind: 'syntax-error', line, reason: 'indented' };
  if (isMergeMark(text)) return { kind: 'syntax-error', line, reason: 'merge-mark' };
  if (text.startsWith('[')) return { kind: 'syntax-error', line, reason: 'header' };
  if (text.includes('=')) return { kind: 'syntax-error', line, reason: 'name' };
  return { kind: 'syntax-error', line, reason: text.includes(':') ? 'colon' : 'no-equals' };
}

function firstLine(span: Span): Span {
  const { source, start, end } = withoutBlanks(span);
  const length = source.text.slice(start, end).search(/[\r\n]/u);
  return { source, start, end: length === -1 ? end : start + length };
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

function withoutBlanks({ source, start, end }: Span): Span {
  const from = skipBlanks(source.text, start, end);
  return { source, start: from, end: trimmedEnd(source.text, from, end) };
}
