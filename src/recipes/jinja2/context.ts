import {
  fail,
  failAll,
  loads,
  succeed,
  type RecipeFailure,
  type RecipeRefusal,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { nearestName } from '../../engine/diag/index.js';
import { Dict, fromTyped, moduleNamed, moduleNames, type Value } from '../../jinja/index.js';
import { readJson } from './json.js';
import { readLines, type Line } from './lines.js';
import type { Options } from './options.js';
import { isPredefined } from './predefined.js';
import { refuse } from './refuse.js';

/** What a name of the template stands for: plain data, from which every rendering makes a value of its own. */
export type Entry = Meaning & {
  readonly name: string;
  /** The line that says so. */
  readonly line: string;
  /** The option of the part itself that the value is of. */
  readonly own?: string;
};

type Meaning =
  | { readonly kind: 'text' | 'option' | 'json' | 'module'; readonly text: string }
  | { readonly kind: 'section'; readonly options: readonly (readonly [string, string])[] };

interface Asking {
  readonly part: ResolvingPart<Options>;
  readonly context: ResolveContext;
}

/** Reads `context`: what it names in other sections makes edges. Every mistake is told. */
export function readEntries(asking: Asking): Result<readonly Entry[], RecipeFailure> {
  const { context: text } = asking.part.options;
  const lines = readLines(text, { option: 'context', second: 'name', taken: isPredefined });
  if (!lines.ok) return lines;
  const entries: Entry[] = [];
  const failures: RecipeFailure[] = [];
  for (const line of lines.value) {
    const meaning = meaningOf(line, asking);
    if (meaning.ok)
      entries.push({ ...meaning.value, ...ownOption(line, asking.part), name: line.name, line: line.text });
    else failures.push(...meaning.failures);
  }
  const [first, ...more] = failures;
  return first === undefined ? succeed(entries) : failAll([first, ...more]);
}

function meaningOf(line: Line, asking: Asking): Result<Meaning, RecipeFailure> {
  const { type, expression } = line;
  switch (type) {
    case 'raw':
      return succeed({ kind: 'text', text: expression });
    case 'json':
      return succeed({ kind: 'json', text: expression });
    case 'import':
      return succeed({ kind: 'module', text: expression });
    case 'key':
    case 'jsonkey': {
      const text = readKey(line, 'context', asking);
      return text.ok ? succeed({ kind: type === 'key' ? 'option' : 'json', text: text.value }) : text;
    }
    case 'section':
      return sectionOf(expression, asking);
    default:
      return refuse(`\`${type}\` in \`context\` is no type of a variable`, at(line, typeHint(type)));
  }
}

const TYPES = ['raw', 'key', 'section', 'import', 'json', 'jsonkey'];

function typeHint(type: string): string {
  const nearest = nearestName(type, TYPES);
  return nearest === undefined ? `the types are ${listed(TYPES)}` : `did you mean \`${nearest}\`?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function at({ text }: { readonly text: string }, hint?: string): { option: 'context'; text: string; hint?: string } {
  return { option: 'context', text, ...(hint !== undefined && { hint }) };
}

/** The text of the option that `section:option` or `:option` names. */
export function readKey(
  { expression, text }: Line,
  by: 'context' | 'import-list',
  { part, context }: Asking,
): Result<string, RecipeFailure> {
  const [section = '', option, ...more] = expression.split(':');
  if (option === undefined || more.length > 0)
    return refuse(`\`${expression}\` in \`${by}\` is not \`section:option\``, { option: by, text });
  if (section !== '' && section !== part.name) return context.read(section, option, by);
  if (part.texts.has(option)) return context.read(part.name, option, by);
  return refuse(`\`${expression}\` in \`${by}\` names an option that the part does not have`, { option: by, text });
}

function ownOption({ type, expression }: Line, part: ResolvingPart<Options>): Pick<Entry, 'own'> {
  if (type !== 'key' && type !== 'jsonkey') return {};
  const [section = '', own = ''] = expression.split(':');
  return section === '' || section === part.name ? { own } : {};
}

function sectionOf(name: string, { part, context }: Asking): Result<Meaning, RecipeFailure> {
  const options = name === part.name ? readOwn(part, context) : context.readSection(name, 'context');
  return options.ok ? succeed({ kind: 'section', options: [...options.value] }) : options;
}

/** All own options, told to be read: they need not be options of the recipe. */
function readOwn(
  { name, texts }: Asking['part'],
  context: ResolveContext,
): Result<ReadonlyMap<string, string>, RecipeFailure> {
  for (const option of texts.keys()) {
    const read = context.read(name, option, 'context');
    if (!read.ok) return read;
  }
  return succeed(texts);
}

/** The values of one rendering. A template may change them. */
export function valuesOf(entries: readonly Entry[]): Result<ReadonlyMap<string, Value>, RecipeRefusal> {
  const values = new Map<string, Value>();
  const failures: RecipeRefusal[] = [];
  for (const entry of entries) {
    const value = valueOf(entry);
    if (value.ok) values.set(entry.name, value.value);
    else failures.push(...value.failures);
  }
  const [first, ...more] = failures;
  return first === undefined ? succeed(values) : failAll([first, ...more]);
}

function valueOf(entry: Entry): Result<Value, RecipeRefusal> {
  const { line, name } = entry;
  switch (entry.kind) {
    case 'text':
      return succeed(entry.text);
    case 'option':
      return typedValue(entry.text, entry);
    case 'section':
      return dictOf(entry.options, entry);
    case 'json': {
      const read = readJson(entry.text);
      return read.ok ? read : refuse(`\`${name}\` in \`context\` is no JSON: ${read.failures[0]}`, at({ text: line }));
    }
    case 'module':
      return moduleOf(entry.text, line);
  }
}

/** An option's text with what stands behind `!py!` as the value that it is. */
function typedValue(text: string, { name, line }: Entry): Result<Value, RecipeRefusal> {
  const loaded = loads(text);
  if (loaded.ok) return succeed(fromTyped(loaded.value));
  return refuse(`\`${name}\` in \`context\` is no Python literal: ${loaded.problem.message}`, at({ text: line }));
}

function dictOf(options: readonly (readonly [string, string])[], entry: Entry): Result<Value, RecipeRefusal> {
  const values: [string, Value][] = [];
  for (const [option, text] of options) {
    const value = typedValue(text, entry);
    if (!value.ok) return value;
    values.push([option, value.value]);
  }
  return succeed(Dict.of(values));
}

function moduleOf(dotted: string, line: string): Result<Value, RecipeRefusal> {
  const module = moduleNamed(dotted);
  if (module !== undefined) return succeed(module);
  const nearest = nearestName(dotted, moduleNames);
  const known = `templates have ${listed(moduleNames)}`;
  const hint = nearest === undefined ? known : `did you mean \`${nearest}\`?`;
  return fail({
    kind: 'recipe-error',
    message: `\`context\` imports \`${dotted}\`, which is no Python module that templates have`,
    ...at({ text: line }, hint),
  });
}
