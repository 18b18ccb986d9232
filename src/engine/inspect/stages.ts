import { compareCodePoints } from '../diag/index.js';
import {
  explain,
  type Contribution,
  type ExpandedSection,
  type MergedOption,
  type MergedProfile,
  type Survey,
  type SurveyedSection,
} from '../resolve/index.js';
import { entriesOf, valueWithout, type EngineStep } from './entries.js';

/** Every value of a profile at one stage; sections and options are in the order of code points. */
export interface StageValues {
  /** How many profiles were merged. */
  readonly files: number;
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly unresolved: readonly Unresolved[];
  /** Values are final: what looks like a reference in them is none, and has to be escaped where it is read again. */
  readonly isFinal: boolean;
}

/** An option without a value, or, with an empty option, a section of which nothing is known. */
export interface Unresolved {
  readonly section: string;
  readonly option: string;
  /** Why, as the code of a diagnostic. */
  readonly code: string;
}

type Options = ReadonlyMap<string, string>;

/** What the profiles say, and not what the engine makes of it. */
const ENGINE_STEPS: readonly EngineStep[] = ['directory', 'joined'];

/** After all `extends`, operators applied. An operator that waits for macros is an option of its own: `name +`. */
export function mergedValues(merged: MergedProfile): StageValues {
  const stage = new Stage(merged);
  for (const [name, section] of merged.sections) {
    if (section.undecided.length > 0) stage.refuse(name, '', 'condition-error');
    const entries = entriesOf(section, ENGINE_STEPS).filter(({ contributions }) => !isOfEngine(contributions));
    if (entries.length > 0 || section.headers.length > 0)
      stage.add(name, new Map(entries.map(({ key, value }) => [key, value])));
  }
  return stage.finish();
}

/** After macros, before references. */
export function expandedValues(merged: MergedProfile): StageValues {
  const stage = new Stage(merged);
  for (const [name, { headers }] of merged.sections) {
    const expanded = merged.expand(name);
    if (expanded?.ok === false) stage.refuse(name, '', explain(expanded.failures[0]).code);
    if (expanded?.ok !== true) continue;
    const options = sortedOptions(expanded.value);
    if (options.size > 0 || headers.length > 0) stage.add(name, options);
  }
  return stage.finish();
}

/** After references and recipes, in use or not. */
export function resolvedValues(merged: MergedProfile, survey: Survey): StageValues {
  const stage = new Stage(merged, merged.rules.reducesEscapes);
  for (const [name, section] of survey.sections) {
    if (section.problem !== undefined) stage.refuse(name, '', section.problem.code);
    else addResolved(stage, section);
  }
  return stage.finish();
}

function addResolved(stage: Stage, { name, expanded, exported, values }: SurveyedSection): void {
  const options = new Map<string, string>();
  for (const [option, value] of values) {
    const said = expanded.options.get(option);
    if (said !== undefined && isOfEngine(said.contributions) && !exported.has(option)) continue;
    if (value.kind === 'text') options.set(option, value.text);
    else stage.refuse(name, option, value.cause.code);
  }
  if (options.size > 0 || expanded.headers.length > 0) stage.add(name, options);
}

function sortedOptions({ names, options }: ExpandedSection): Options {
  const said = names.flatMap((name): MergedOption[] => {
    const option = options.get(name);
    return option === undefined || isOfEngine(option.contributions) ? [] : [option];
  });
  return new Map(said.map((option) => [option.name, valueWithout(option, ENGINE_STEPS)]));
}

/** Nobody but the engine says anything about the option. */
function isOfEngine(contributions: readonly Contribution[]): boolean {
  return contributions.every(({ layer: { kind } }) => kind === 'default' || kind === 'computed');
}

class Stage {
  readonly #files: number;
  readonly #isFinal: boolean;
  readonly #sections: [name: string, options: Options][] = [];
  readonly #unresolved: Unresolved[] = [];

  constructor({ layers }: MergedProfile, isFinal = false) {
    this.#files = layers.length;
    this.#isFinal = isFinal;
  }

  add(section: string, options: Options): void {
    this.#sections.push([section, options]);
  }

  refuse(section: string, option: string, code: string): void {
    this.#unresolved.push({ section, option, code });
  }

  finish(): StageValues {
    return {
      files: this.#files,
      isFinal: this.#isFinal,
      sections: new Map(this.#sections.sort(([left], [right]) => compareCodePoints(left, right))),
      unresolved: this.#unresolved.sort(
        (left, right) => compareCodePoints(left.section, right.section) || compareCodePoints(left.option, right.option),
      ),
    };
  }
}
