import { expect, test } from 'vitest';
import { createEnvironment, fromData, type Policy, type Value } from '../../src/jinja/index.js';

/** As Jinja 3.1.6 prints them, whatever the policy. */
const FACTS = [
  ['m._undefined_name', 'm'],
  ['m._undefined_obj', 'missing'],
  ['m._undefined_hint', 'None'],
  ['m._undefined_message', "'m' is undefined"],
  ['m|attr("_undefined_name")', 'm'],
  ['a.x._undefined_name', 'x'],
  ['a.x._undefined_obj', '{}'],
  ['a.x._undefined_message', "'dict object' has no attribute 'x'"],
  ['a[0]._undefined_name', '0'],
  ['(a|first)._undefined_hint', 'No first item, sequence was empty.'],
  ['(1 if false)._undefined_name', 'None'],
  ['(1 if false)._undefined_obj', 'missing'],
] as const;

const POLICIES: readonly Policy[] = ['default', 'strict', 'chainable', 'debug'];

function render(expression: string, policy: Policy): string {
  const environment = createEnvironment({ undefined: policy });
  const compiled = environment.compile({ path: 'facts.jinja', text: `{{ ${expression} }}` });
  if (!compiled.ok) return compiled.failures[0].message;
  const rendered = compiled.value.render(new Map<string, Value>([['a', fromData({})]]));
  return rendered.ok ? rendered.value.text : `${rendered.failures[0].kind}: ${rendered.failures[0].message}`;
}

test.each(POLICIES)('an undefined value tells what it stands for (%s)', (policy) => {
  expect(FACTS.map(([expression]) => [expression, render(expression, policy)])).toEqual(FACTS);
});

test('only an attribute tells it, not an item', () => {
  expect(render('m["_undefined_name"]', 'default')).toBe("UndefinedError: 'm' is undefined");
  expect(render('m["_undefined_name"]', 'chainable')).toBe('');
});
