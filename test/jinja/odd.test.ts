import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEnvironment, type Settings, type TemplateFailure, type Value } from '../../src/jinja/index.js';

/** What Jinja 3.1.6 makes of a template with odd operands, as `oracle/odd_cases.py` writes it. */
interface Case {
  readonly main: string;
  readonly results: Readonly<Record<SettingsName, Outcome>>;
}

type SettingsName = 'default' | 'escaping' | 'strict';

type Outcome =
  | { readonly output: string }
  | { readonly kind: string; readonly message: string; readonly chain: readonly (readonly [string, number])[] };

const SETTINGS: Readonly<Record<SettingsName, Settings>> = {
  default: {},
  escaping: { autoescape: true },
  strict: { undefined: 'strict' },
};

// A table of the project's own.
const cases = JSON.parse(readFileSync(new URL('./data/odd.json', import.meta.url), 'utf8')) as readonly Case[];

function outcomeOf(text: string, settings: Settings): Outcome {
  const compiled = createEnvironment(settings).compile({ path: 'main', text }, 'main');
  if (!compiled.ok) return told(compiled.failures[0], [['main', compiled.failures[0].line]]);
  const context = new Map<string, Value>([
    ['x', 2],
    ['s', '<s>'],
    ['l', [1]],
  ]);
  const rendered = compiled.value.render(context);
  if (rendered.ok) return { output: rendered.value.text };
  const [failure] = rendered.failures;
  return told(
    failure,
    failure.chain.map(({ line }) => ['main', line]),
  );
}

/** The oracle tells no line of what Python itself says when it compiles. */
function told({ kind, message }: TemplateFailure, chain: readonly (readonly [string, number])[]): Outcome {
  return { kind, message, chain: kind === 'SyntaxError' ? [] : chain };
}

describe('odd operands, as Jinja takes them', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(40);
  });

  test.each(cases)('$main', ({ main, results }) => {
    const names = ['default', 'escaping', 'strict'] as const;
    const ours = names.map((name) => [name, outcomeOf(main, SETTINGS[name])] as const);
    expect(Object.fromEntries(ours)).toStrictEqual(results);
  });
});
