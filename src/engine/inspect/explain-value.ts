import { fail, nearestName, succeed, type Result, type Span } from '../diag/index.js';
import {
  placeOf,
  PROFILE_BASE,
  SECTION_NAME,
  type Contribution,
  type Layer,
  type MergedOption,
  type MergedProfile,
  type Survey,
  type SurveyedSection,
} from '../resolve/index.js';
import { textOf } from './entries.js';
import type { ExplainedReference, ExplainedStep, ExplainedValue, Explanation, Outcome } from './explanation.js';
import type { InspectFailure } from './failures.js';
import { sectionNotFound, type Subject } from './query.js';

/** Tells how a value is made: who says what, what that refers to, and how that is made. */
export function explainValue(
  survey: Survey,
  merged: MergedProfile,
  { section, option }: Subject,
): Result<Explanation, InspectFailure> {
  const surveyed = survey.sections.get(section);
  if (surveyed === undefined) return fail(sectionNotFound(section, survey.sections.keys()));
  const explainer = new Explainer(survey, merged);
  const asked = explainer.explain({ section, option });
  if (asked !== undefined) return succeed({ asked, values: explainer.explainAll(asked) });
  const nearest = nearestName(option, surveyed.values.keys());
  return fail({ kind: 'query-key-not-found', section, option, nearest, isInherited: false });
}

class Explainer {
  readonly #survey: Survey;
  readonly #merged: MergedProfile;

  constructor(survey: Survey, merged: MergedProfile) {
    this.#survey = survey;
    this.#merged = merged;
  }

  /** The value, and all that it leads to. */
  explainAll(asked: ExplainedValue): ReadonlyMap<string, ExplainedValue> {
    const values = new Map([[keyOf(asked), asked]]);
    for (const value of values.values()) {
      for (const reference of value.references) {
        const key = keyOf(reference);
        const next = reference.kind === 'value' && !values.has(key) ? this.explain(reference) : undefined;
        if (next !== undefined) values.set(key, next);
      }
    }
    return values;
  }

  /** `undefined`: the section has no such option. */
  explain({ section: name, option }: Subject): ExplainedValue | undefined {
    const section = this.#survey.sections.get(name);
    const outcome = section && outcomeOf(section, option);
    if (section === undefined || outcome === undefined) return undefined;
    const isBroken = section.problem !== undefined;
    // What the profiles say before macros is there even if these fail.
    const { options } = (isBroken ? this.#merged.sections.get(name) : undefined) ?? section.expanded;
    const said = options.get(option);
    const isExported = section.exported.has(option);
    return {
      section: name,
      option,
      outcome,
      recipe: isExported ? recipeOf(section) : undefined,
      steps: stepsOf(said?.contributions ?? [], isExported),
      references: said === undefined || isExported || isBroken ? [] : this.#referencesOf(section, said),
    };
  }

  #referencesOf(section: SurveyedSection, said: MergedOption): readonly ExplainedReference[] {
    const found = new Map<string, ExplainedReference>();
    for (const piece of said.template(this.#merged.rules) ?? []) {
      if (typeof piece !== 'object' || !('option' in piece)) continue;
      const isSection = piece.section === '' || this.#survey.sections.has(piece.section);
      if (piece.kind === 'angle' && !isSection) continue;
      const named = { section: piece.section === '' ? section.name : piece.section, option: piece.option };
      const base = placeOf(said.value, piece.start, piece.start)?.layer.base;
      found.set(keyOf(named), this.#follow(named, section, base));
    }
    return [...found.values()];
  }

  /** `base`: the directory of the profile that has the reference. */
  #follow(named: Subject, user: SurveyedSection, base: string | undefined): ExplainedReference {
    const target = this.#survey.sections.get(named.section);
    if (target === undefined) return { kind: 'missing', ...named, recipe: undefined };
    if (outcomeOf(target, named.option) !== undefined) return { kind: 'value', ...named };
    if (named.option === SECTION_NAME) return { kind: 'implied', ...named, value: user.name };
    if (named.option === PROFILE_BASE && this.#merged.rules.hasProfileBase) {
      return { kind: 'implied', ...named, value: (target === user ? base : undefined) ?? baseOf(target) };
    }
    return { kind: 'missing', ...named, recipe: recipeOf(target) };
  }
}

function outcomeOf({ problem, values }: SurveyedSection, option: string): Outcome | undefined {
  return problem === undefined ? values.get(option) : { kind: 'unresolved', cause: problem };
}

/** The directory of the profile that says the section's recipe, or of one that says anything. */
function baseOf({ expanded: { options } }: SurveyedSection): string {
  const [any] = options.values();
  return options.get('recipe')?.contributions.at(-1)?.layer.base ?? any?.contributions[0]?.layer.base ?? '';
}

function recipeOf({ values }: SurveyedSection): string | undefined {
  const recipe = values.get('recipe');
  return recipe?.kind === 'text' && recipe.text !== '' ? recipe.text : undefined;
}

/** An assignment replaces all that was said before. */
function stepsOf(contributions: readonly Contribution[], isExported: boolean): readonly ExplainedStep[] {
  const winning = contributions.findLastIndex(({ operation }) => operation === 'set' || operation === 'implicit');
  return contributions.map((contribution, index) => {
    const { operation, layer, section, text } = contribution;
    return {
      operation,
      value: textOf(contribution),
      by: layer.kind,
      at: { source: layer.source, start: text.nameStart, end: text.nameEnd },
      section,
      isOverridden: isExported || index < winning,
      through: throughOf(layer),
    };
  });
}

function throughOf(layer: Layer): readonly Span[] {
  const places: Span[] = [];
  for (let by = layer.extendedBy; by !== undefined; by = by.layer.extendedBy) places.push(by.at);
  return places;
}

function keyOf({ section, option }: Subject): string {
  return `${section}:${option}`;
}
