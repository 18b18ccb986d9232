import type { CaseSettings, RenderedCase } from '../rendered-case.js';
import { found } from './found.js';
import { members } from './members.js';

const CONTEXT = {
  m: { markup: '<b>' },
  yes: true,
  big: { int: '12345678901234567890123' },
  b: { bytes: [97, 98] },
  nums: [1, 2, 3],
  ints: { set: [1, 2, 3] },
  fixed: { frozenset: [2, 3, 4] },
};

/** Small templates of a line or a few: those that were wrong before each with escaping and without. */
export const small: readonly RenderedCase[] = [
  ...found.flatMap((main) => [caseOf(main, {}), caseOf(main, { autoescape: true })]),
  ...members.map((main) => caseOf(main, {})),
];

function caseOf(main: string, settings: CaseSettings): RenderedCase {
  const words = new Set(main.match(/\w+/g));
  const context = Object.fromEntries(Object.entries(CONTEXT).filter(([name]) => words.has(name)));
  return { templates: { main }, main: 'main', context, settings: { ...settings, python: true } };
}
