import type { SectionState, Use } from './section-state.js';

/**
 * Parts that a section needs, in the order met: through sections without a recipe to the parts behind them. A part that
 * is still being initialised is no need, it refers back; what it refers to is looked through, since its options may
 * have been read. `[buildout]` is always in use, so only the options that are really read count.
 */
export function collectNeeds(state: SectionState, states: ReadonlyMap<string, SectionState>): readonly string[] {
  const needs = new Set<string>();
  const seen = new Set<string>([state.name]);
  const open: Use[] = state.uses.toReversed();
  for (let use = open.pop(); use !== undefined; use = open.pop()) {
    const key = use.section === 'buildout' ? `buildout:${use.option}` : use.section;
    if (seen.has(key)) continue;
    seen.add(key);
    const target = states.get(use.section);
    if (target === undefined) continue;
    if (target.position !== undefined) needs.add(target.name);
    else if (target.needs !== undefined) for (const need of target.needs) needs.add(need);
    else for (const next of usesOf(target, use.option).toReversed()) open.push(next);
  }
  needs.delete(state.name);
  return [...needs];
}

function usesOf({ name, uses }: SectionState, option: string): readonly Use[] {
  return name === 'buildout' ? uses.filter(({ by }) => by === option) : uses;
}

/**
 * Remembers what a finished section without a recipe leads to, if nothing behind it is still open: those who use it
 * need not walk the same way again.
 */
export function settleNeeds(state: SectionState, states: ReadonlyMap<string, SectionState>): void {
  const isSettled = state.uses.every(({ section }) => {
    const target = states.get(section);
    return (
      section !== 'buildout' && (target === undefined || target.position !== undefined || target.needs !== undefined)
    );
  });
  if (isSettled) state.needs = collectNeeds(state, states);
}
