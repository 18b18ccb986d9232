import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEnvironment, explain, type TemplateFailure } from '../../src/jinja/index.js';
import { hostileContext, hostileTemplates } from './random-hostile.js';

const seed = Date.now() % 2 ** 31;
const POLICIES = ['default', 'strict', 'chainable', 'debug'] as const;
const CASES = 400;

/** What became of a template: `undefined` when it was rendered. */
function failureOf(text: string, policy: (typeof POLICIES)[number]): TemplateFailure | undefined {
  const source = { path: 'main', text };
  const environment = createEnvironment({
    extensions: ['do', 'loopcontrols'],
    undefined: policy,
    autoescape: policy === 'debug',
    limits: { steps: 200_000, depth: 50 },
    loader: (name) => (name === 'main' ? source : undefined),
  });
  const compiled = environment.compile(source, 'main');
  if (!compiled.ok) return compiled.failures[0];
  const rendered = compiled.value.render(hostileContext());
  return rendered.ok ? undefined : rendered.failures[0];
}

test(`random templates end, with nothing thrown (seed ${seed})`, { timeout: 120_000 }, () => {
  const kinds = new Set<string>();
  const property = fc.property(hostileTemplates, fc.constantFrom(...POLICIES), (text, policy) => {
    const failure = failureOf(text, policy);
    if (failure !== undefined) explain(failure);
    kinds.add(failure?.kind ?? 'rendered');
  });
  fc.assert(property, { seed, numRuns: CASES });
  for (const kind of ['rendered', 'LimitError', 'TypeError']) expect([...kinds]).toContain(kind);
});
