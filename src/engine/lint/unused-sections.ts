import type { Diagnostic } from '../diag/index.js';
import { explain } from '../profile/index.js';
import type { SurveyedSection } from '../resolve/index.js';
import type { Subject } from './subject.js';

/** `undecided-condition`: the condition of a header cannot be decided. As soon as a part uses the section it is an error. */
export function* undecidedConditions({ merged, survey }: Subject): Generator<Diagnostic, void, undefined> {
  for (const { name, undecided } of merged.sections.values()) {
    if (survey.sections.get(name)?.isUsed === true) continue;
    for (const { mistake } of undecided) yield doubtOf(explain(mistake), 'undecided-condition');
  }
}

/**
 * `unused-section-broken`, `blank-in-macro`: a section that no part uses, and that no part could use, because its macros
 * cannot be had or it holds a `${…}` that is none. What it refers to is not looked at: a section may stand there to be
 * completed by those who use it. A profile without `parts` is not whole: the macros may be in those that extend it.
 */
export function* brokenSections({ merged, survey }: Subject): Generator<Diagnostic, void, undefined> {
  const isWhole = merged.buildout('parts') !== undefined;
  for (const section of survey.sections.values()) {
    if (section.isUsed) continue;
    const { problem } = section;
    if (problem !== undefined && hasBlank(problem)) yield doubtOf(problem, 'blank-in-macro');
    else if (isWhole && problem?.code.startsWith('macro-') === true) yield doubtOf(problem, 'unused-section-broken');
    for (const mistake of ownMistakes(section)) yield doubtOf(mistake, 'unused-section-broken');
  }
}

function hasBlank({ code, at }: Diagnostic): boolean {
  return code === 'macro-missing-section' && /\s/u.test(at?.source.text.slice(at.start, at.end) ?? '');
}

function ownMistakes({ values }: SurveyedSection): readonly Diagnostic[] {
  return [...values.values()].flatMap((value) =>
    value.kind === 'unresolved' && value.cause.code.startsWith('substitution-') ? [value.cause] : [],
  );
}

function doubtOf(mistake: Diagnostic, code: string): Diagnostic {
  return { ...mistake, code, severity: 'warning' };
}
