import type { ConditionEnvironment } from './environment.js';
import { evaluate } from './evaluate.js';
import { parseExpression } from './expression.js';
import { evaluateMarker } from './marker.js';
import { makeScope } from './scope.js';
import { Problem, tokenize } from './tokens.js';
import { isTrue } from './values.js';

/** Far more than any condition; what is built from them is walked recursively. */
const MOST_TOKENS = 500;

/** Decides the conditions of headers for one environment; host code is never run. */
export interface Conditions {
  /** Whether the condition holds. Offsets of a problem are those of `text`. */
  decide(text: string): boolean | Problem;
  /** What the caller says of the conditions of a section that cannot be decided. */
  assumed(section: string): boolean | undefined;
}

export function makeConditions(environment: ConditionEnvironment): Conditions {
  const decided = new Map<string, boolean | Problem>();
  const scope = makeScope(environment);
  return {
    decide(text) {
      const known = decided.get(text) ?? decide(text);
      decided.set(text, known);
      return known;
    },
    assumed: (section) => environment.assumed.get(section),
  };

  function decide(text: string): boolean | Problem {
    const tokens = tokenize(text);
    if (tokens instanceof Problem) return tokens;
    if (tokens.length > MOST_TOKENS) return new Problem('it is too long', { start: 0, end: text.length });
    if (tokens.length === 1) return new Problem('the condition is empty', { start: 0, end: text.length });
    const marker = evaluateMarker(tokens, environment);
    if (marker !== undefined) return marker;
    const expression = parseExpression(tokens);
    if (expression instanceof Problem) return expression;
    const value = evaluate(expression, scope);
    return value instanceof Problem ? value : isTrue(value);
  }
}
