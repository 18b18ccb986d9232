import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLiteral, type TypedDict } from '../../src/engine/literal/index.js';
import {
  createEnvironment,
  fromTyped,
  type Policy,
  type Settings,
  type TemplateFailure,
  type Value,
} from '../../src/jinja/index.js';

/** A case of `oracle/render.py` with what Jinja 3.1.6 made of it. */
interface Case {
  readonly templates: Readonly<Record<string, string>>;
  readonly main: string;
  readonly context: string;
  readonly settings?: CaseSettings;
  readonly result: Outcome;
}

type Outcome =
  | { readonly output: string }
  | { readonly kind: string; readonly message: string; readonly chain: readonly (readonly [string, number])[] };

interface CaseSettings {
  readonly undefined?: Policy;
  readonly autoescape?: boolean | string;
  readonly extensions?: Settings['extensions'];
  readonly keep_trailing_newline?: boolean;
  readonly trim_blocks?: boolean;
  readonly lstrip_blocks?: boolean;
  readonly line_statement_prefix?: string;
  readonly line_comment_prefix?: string;
  readonly block_start_string?: string;
  readonly block_end_string?: string;
  readonly variable_start_string?: string;
  readonly variable_end_string?: string;
}

function readCases(): readonly Case[] {
  // A table of the project's own, written by `oracle/render_cases.py`.
  return JSON.parse(readFileSync(new URL('./data/evaluate.json', import.meta.url), 'utf8')) as readonly Case[];
}

const cases = readCases();

function settingsOf({ templates, settings = {} }: Case): Settings {
  const { autoescape = false } = settings;
  return {
    undefined: settings.undefined ?? 'default',
    extensions: settings.extensions ?? [],
    autoescape: typeof autoescape === 'string' ? (name) => name?.endsWith(autoescape) === true : autoescape,
    syntax: {
      keepTrailingNewline: settings.keep_trailing_newline ?? false,
      trimBlocks: settings.trim_blocks ?? false,
      lstripBlocks: settings.lstrip_blocks ?? false,
      lineStatementPrefix: settings.line_statement_prefix,
      lineCommentPrefix: settings.line_comment_prefix,
      blockStart: settings.block_start_string ?? '{%',
      blockEnd: settings.block_end_string ?? '%}',
      variableStart: settings.variable_start_string ?? '{{',
      variableEnd: settings.variable_end_string ?? '}}',
    },
    loader: (path) => (Object.hasOwn(templates, path) ? { path, text: templates[path] ?? '' } : undefined),
  };
}

function contextOf(text: string): ReadonlyMap<string, Value> {
  const parsed = parseLiteral(text);
  if (!parsed.ok) throw new TypeError(`no context: ${text}`);
  // The contexts of the cases are dicts with strings as keys.
  const { entries } = parsed.value as TypedDict;
  return new Map(entries.map(([key, value]) => [typeof key === 'string' ? key : '', fromTyped(value)]));
}

function outcomeOf(one: Case): Outcome {
  const { main, templates } = one;
  const compiled = createEnvironment(settingsOf(one)).compile({ path: main, text: templates[main] ?? '' }, main);
  if (!compiled.ok) return told(compiled.failures[0], [[main, compiled.failures[0].line]]);
  const rendered = compiled.value.render(contextOf(one.context));
  if (rendered.ok) return { output: rendered.value.text };
  const [failure] = rendered.failures;
  return told(
    failure,
    failure.chain.map(({ templateName, line }) => [templateName ?? '', line]),
  );
}

/** The oracle tells no line of what Python itself says when it compiles. */
function told({ kind, message }: TemplateFailure, chain: readonly (readonly [string, number])[]): Outcome {
  return { kind, message, chain: kind === 'SyntaxError' ? [] : chain };
}

describe('statements and scopes, as Jinja renders them', () => {
  test('the table is not empty', () => {
    expect(cases.length).toBeGreaterThan(2000);
  });

  test.each(cases.map((one, index) => ({ index, main: one.templates[one.main], one })))('$index $main', ({ one }) => {
    expect(outcomeOf(one)).toStrictEqual(one.result);
  });
});
