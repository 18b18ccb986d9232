import type { Outcome, RenderedCase } from '../rendered-case.js';
import type { LiveOracle } from './live-oracle.js';

/** What Python and this engine made of a case. */
export interface Difference {
  readonly one: RenderedCase;
  readonly theirs: Outcome;
  readonly ours: Outcome;
}

/**
 * The differences that `docs/jinja.md` tells, by what they look like. Where Python runs out of stack, this engine has a limit
 * of its own.
 */
const INTENDED: readonly ((difference: Difference) => boolean)[] = [
  ({ theirs, ours }) => kindOf(theirs) === 'RecursionError' && ['RecursionError', 'LimitError'].includes(kindOf(ours)),
  ({ ours }) => says(ours, 'ValueError', 'negative number cannot be raised to a fractional power'),
  ({ one, ours }) => uses(one, 'range') && says(ours, 'OverflowError', 'Python int too large to convert to C ssize_t'),
  ({ ours }) => says(ours, 'TemplateSyntaxError', 'characters cannot be named'),
  // Among constants, which Jinja evaluates when it compiles.
  ({ one, theirs }) => one.settings?.undefined === 'strict' && says(theirs, 'UndefinedError', '') && isEarly(theirs),
  isOrderOfSet,
  isAddress,
  isName,
  ({ theirs }) => says(theirs, 'TypeError', 'unhashable type') && isEarly(theirs),
  ({ theirs }) => says(theirs, 'NameError', "name 'inf' is") || says(theirs, 'NameError', "name 'nan' is"),
  ({ one, ours }) =>
    says(ours, 'TypeError', '') && isSliced(one) && /is not subscriptable$|'slice'$|^slice indices/.test(textOf(ours)),
];

const LAZY = /\|\s*(?:reverse|unique|map|select|reject|batch|slice|items)|\b(?:iter|zip|enumerate|filter|reversed)\(/;

/** The same characters in another order, where there are sets of integers that were not made by adding one by one. */
function isOrderOfSet({ one, theirs, ours }: Difference): boolean {
  return /ints|fixed|set\(/.test(Object.values(one.templates).join()) && sorted(theirs) === sorted(ours);
}

/** Markup as the name of an argument is text. */
function isName({ one, theirs, ours }: Difference): boolean {
  if (!('output' in theirs && 'output' in ours) || !uses(one, '**')) return false;
  return theirs.output.replaceAll(/Markup\(([^)]*)\)/g, '$1') === ours.output.replaceAll(/Markup\(([^)]*)\)/g, '$1');
}

/** What counts or repeats by the `repr` of a lazy value sees that it has no address. */
function isAddress({ one, theirs, ours }: Difference): boolean {
  if (!('output' in theirs && 'output' in ours) || !LAZY.test(Object.values(one.templates).join())) return false;
  const [long, short] = [new Set(theirs.output), new Set(ours.output)];
  const isRepeated = long.size === short.size && [...long].every((each) => short.has(each));
  return uses(one, 'wordcount') || (isRepeated && theirs.output.length > ours.output.length);
}

function sorted(outcome: Outcome): string {
  return [...JSON.stringify(outcome)].sort().join('');
}

export function isIntended(difference: Difference): boolean {
  return INTENDED.some((fits) => fits(difference));
}

/** Whether both are the same: the output to the byte, or kind, message and place of the failure. */
export function isSame(one: Outcome, other: Outcome): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What Python makes of a case; `undefined` for what is too much, or is not the same each time. */
export async function stableOutcome(one: RenderedCase, oracles: readonly LiveOracle[]): Promise<Outcome | undefined> {
  const outcomes = await Promise.all(oracles.map((oracle) => oracle.ask(one)));
  const [first] = outcomes;
  if (first === undefined) return undefined;
  return outcomes.every((other) => other !== undefined && isSame(first, other)) ? first : undefined;
}

function kindOf(outcome: Outcome): string {
  return 'kind' in outcome ? outcome.kind : '';
}

function says(outcome: Outcome, kind: string, beginning: string): boolean {
  return 'kind' in outcome && outcome.kind === kind && outcome.message.startsWith(beginning);
}

function uses({ templates }: RenderedCase, name: string): boolean {
  return Object.values(templates).some((text) => text.includes(name));
}

/** Whether the error was raised before anything was rendered. */
function isEarly(outcome: Outcome): boolean {
  return 'kind' in outcome && outcome.chain.length === 0;
}

function textOf(outcome: Outcome): string {
  return 'kind' in outcome ? outcome.message : outcome.output;
}

function isSliced({ templates }: RenderedCase): boolean {
  return Object.values(templates).some((text) => /\[[^\]]*:/.test(text));
}
