import { isDeepStrictEqual } from 'node:util';
import { locate, type Diagnostic } from '../../src/engine/diag/index.js';
import { textOf, type Observed } from './observe.js';
import type { Expected } from './vectors.js';

/** Why an observation is not what was expected; `undefined` when it is. */
export function difference(expected: Expected, observed: Observed): string | undefined {
  return expected.error === undefined
    ? differenceOfValues(expected, observed)
    : differenceOfFailure(expected, observed);
}

function differenceOfValues(expected: Expected, { failures, ...observed }: Observed): string | undefined {
  const [failure] = failures;
  if (failure !== undefined) return `expected success, got ${failure.code}: ${failure.message}`;
  const found = { ...observed, parts: withoutShown(observed.parts ?? {}, expected) };
  for (const key of ['order', 'parts', 'sections', 'stdout'] as const) {
    if (expected[key] === undefined || isDeepStrictEqual(expected[key], found[key])) continue;
    return `${key}: expected ${JSON.stringify(expected[key])}, got ${JSON.stringify(found[key])}`;
  }
  return expected.unused === undefined ? undefined : 'options that nobody read are not reported yet';
}

/** Where only some options of a part can be compared, the vector lists them under `sections` instead of `parts`. */
function withoutShown(
  parts: NonNullable<Expected['parts']>,
  { parts: wanted = {}, sections = {} }: Expected,
): Expected['parts'] {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => name in wanted || !(name in sections)));
}

function differenceOfFailure({ error, order = [], parts = {} }: Expected, observed: Observed): string | undefined {
  const { kind = '', mentions = [], lines } = error ?? {};
  const failures = observed.failures.filter(({ code }) => (KINDS.get(code) ?? code) === kind);
  if (failures.length === 0) {
    const got = observed.failures.map(({ code }) => code).join(', ');
    return `expected ${kind}, got ${got === '' ? `success: ${JSON.stringify(observed.parts)}` : got}`;
  }
  const text = failures.map(textOf).join('\n');
  const missing = mentions.find((mention) => !text.includes(mention));
  if (missing !== undefined) return `expected a mention of ${JSON.stringify(missing)} in ${JSON.stringify(text)}`;
  const found = failures.map(lineOf);
  if (lines !== undefined && !isDeepStrictEqual(found, lines))
    return `expected lines ${lines.join()}, got ${found.join()}`;
  if (!isDeepStrictEqual(observed.order, order)) return `order: expected ${order.join()}, got ${observed.order.join()}`;
  return isDeepStrictEqual(observed.parts, parts) ? undefined : `parts: expected ${JSON.stringify(parts)}`;
}

/** The kinds of the vectors for codes that tell more. */
const KINDS: ReadonlyMap<string, string> = new Map([['unknown-part', 'missing-section']]);

function lineOf({ at }: Diagnostic): number {
  return at === undefined ? 0 : locate(at.source, at.start).line;
}
