import { compareCodePoints } from '../diag/index.js';
import { optionValue, type Contribution, type MergedOption, type MergedSection } from '../resolve/index.js';

/** One thing that a merged section says. */
export interface Entry {
  /** The option's name; with ` +` or ` -` behind it for an operator that waits for the macros of its section. */
  readonly key: string;
  readonly isWaiting: boolean;
  readonly contributions: readonly Contribution[];
  readonly value: string;
}

/** Steps that the engine takes after merging. */
export type EngineStep = 'directory' | 'joined';

/** What a section says before macros, as zc.buildout would store it, by code points; without the steps in `undone`. */
export function entriesOf({ options, pending }: MergedSection, undone: readonly EngineStep[]): readonly Entry[] {
  const entries = [...options.values()].map((option): Entry => {
    const contributions = withoutSteps(option, undone);
    return { key: option.name, isWaiting: false, contributions, value: valueOf(option, contributions) };
  });
  for (const [name, { add, remove }] of pending) {
    if (add !== undefined) entries.push(waiting(`${name} +`, add));
    if (remove !== undefined) entries.push(waiting(`${name} -`, remove));
  }
  return entries.sort((left, right) => compareCodePoints(left.key, right.key));
}

/** An option's value without some of the engine's steps. */
export function valueWithout(option: MergedOption, undone: readonly EngineStep[]): string {
  return valueOf(option, withoutSteps(option, undone));
}

/** What a contribution says by itself. */
export function textOf({ text }: Contribution): string {
  return text.lines.map((line) => line.text).join('\n');
}

function withoutSteps({ contributions }: MergedOption, undone: readonly EngineStep[]): readonly Contribution[] {
  const isUndone = ({ operation }: Contribution): boolean => undone.some((step) => step === operation);
  return contributions.some(isUndone) ? contributions.filter((each) => !isUndone(each)) : contributions;
}

function valueOf(option: MergedOption, contributions: readonly Contribution[]): string {
  return contributions === option.contributions ? option.value.text : optionValue(contributions).text;
}

function waiting(key: string, operator: Contribution): Entry {
  return { key, isWaiting: true, contributions: [operator], value: textOf(operator) };
}
