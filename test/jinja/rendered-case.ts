import { parseLiteral, type TypedDict } from '../../src/engine/literal/index.js';
import {
  builtins,
  createEnvironment,
  fromTyped,
  moduleNamed,
  type Policy,
  type Settings,
  type TemplateFailure,
  type Value,
} from '../../src/jinja/index.js';
import { valueOf, type Told } from './told-value.js';

/** A case of `oracle/render.py`. */
export interface RenderedCase {
  readonly templates: Readonly<Record<string, string>>;
  readonly main: string;
  readonly context: string | Readonly<Record<string, Told>>;
  readonly settings?: CaseSettings;
}

/** What Jinja 3.1.6 made of it. */
export type Outcome =
  | { readonly output: string }
  | { readonly kind: string; readonly message: string; readonly chain: readonly (readonly [string, number])[] };

export interface CaseSettings {
  readonly undefined?: Policy;
  readonly autoescape?: boolean | string;
  readonly extensions?: Settings['extensions'];
  /** Whether Python's functions and modules are globals. */
  readonly python?: boolean;
  readonly keep_trailing_newline?: boolean;
  readonly trim_blocks?: boolean;
  readonly lstrip_blocks?: boolean;
  readonly newline_sequence?: '\n' | '\r\n' | '\r';
  readonly line_statement_prefix?: string;
  readonly line_comment_prefix?: string;
  readonly block_start_string?: string;
  readonly block_end_string?: string;
  readonly variable_start_string?: string;
  readonly variable_end_string?: string;
}

/** What `oracle/values_of.py` gives, but for `urllib`, whose member `parse` it has. */
const MODULES = 'base64 functools hashlib itertools json math operator posixpath re shlex string textwrap urllib'.split(
  ' ',
);
const PYTHON: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...builtins,
  ...MODULES.map((name) => [name, moduleNamed(name) ?? null] as const),
]);

function settingsOf({ templates, settings = {} }: RenderedCase): Settings {
  const { autoescape = false } = settings;
  return {
    undefined: settings.undefined ?? 'default',
    extensions: settings.extensions ?? [],
    autoescape: typeof autoescape === 'string' ? (name) => name?.endsWith(autoescape) === true : autoescape,
    globals: settings.python === true ? PYTHON : new Map(),
    syntax: {
      keepTrailingNewline: settings.keep_trailing_newline ?? false,
      trimBlocks: settings.trim_blocks ?? false,
      lstripBlocks: settings.lstrip_blocks ?? false,
      newlineSequence: settings.newline_sequence ?? '\n',
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

function contextOf(context: RenderedCase['context']): ReadonlyMap<string, Value> {
  if (typeof context !== 'string') {
    return new Map(Object.entries(context).map(([name, value]) => [name, valueOf(value)] as const));
  }
  const parsed = parseLiteral(context);
  if (!parsed.ok) throw new TypeError(`no context: ${context}`);
  // The contexts of the cases are dicts with strings as keys.
  const { entries } = parsed.value as TypedDict;
  return new Map(entries.map(([key, value]) => [typeof key === 'string' ? key : '', fromTyped(value)]));
}

/** What this engine makes of a case. */
export function outcomeOf(one: RenderedCase): Outcome {
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
