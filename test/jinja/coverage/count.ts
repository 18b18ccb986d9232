import { builtins, moduleNamed, moduleNames, type Policy } from '../../../src/jinja/index.js';
import { FILTERS } from '../../../src/jinja/filters/index.js';
import { GLOBALS } from '../../../src/jinja/globals/index.js';
import { TESTS } from '../../../src/jinja/tests/index.js';
import { membersOf } from '../../../src/jinja/types/index.js';
import { Dict } from '../../../src/jinja/values/dict.js';
import { SetValue } from '../../../src/jinja/values/set.js';
import { Bytes, Float, Markup, Range, Tuple, type Value } from '../../../src/jinja/values/value.js';
import type { CaseSettings } from '../rendered-case.js';
import { readTables, type Covered } from './tables.js';
import { Tally } from './tally.js';
import { EXPRESSIONS, LOOPS, markTemplate, STATEMENTS } from './template-features.js';

const SAMPLES: readonly (readonly [string, Value])[] = [
  ['str', ''],
  ['int', 1],
  ['float', new Float(1)],
  ['bytes', new Bytes(new Uint8Array())],
  ['list', []],
  ['tuple', new Tuple([])],
  ['dict', new Dict()],
  ['set', new SetValue()],
  ['frozenset', new SetValue('frozenset')],
  ['range', new Range(0, 1, 1)],
  ['Markup', new Markup('')],
];

/** Runs every stored case, and counts what each of them uses. Tables of the engine are watched from then on. */
export function countFeatures(): { readonly tally: Tally; readonly sizes: ReadonlyMap<string, number> } {
  const tally = new Tally();
  declareAll(tally);
  watch(FILTERS, (name) => tally.use('filters', name));
  watch(TESTS, (name) => tally.use('tests', name));
  for (const [type, sample] of SAMPLES) watch(membersOf(sample), (name) => markMethod(type, name, tally));
  const sizes = new Map<string, number>();
  for (const [table, cases] of readTables()) {
    sizes.set(table, cases.length);
    for (const one of cases) {
      tally.next();
      count(one, tally);
    }
  }
  return { tally, sizes };
}

function markMethod(type: string, name: string, tally: Tally): void {
  if (!name.startsWith('__')) tally.use(`methods of ${type}`, name);
}

function declareAll(tally: Tally): void {
  tally.declare('statements', [...STATEMENTS, 'raw', 'comment']);
  tally.declare('expressions', EXPRESSIONS);
  tally.declare('loops', LOOPS);
  tally.declare('filters', FILTERS.keys());
  tally.declare('tests', TESTS.keys());
  tally.declare('globals', GLOBALS.keys());
  for (const [type, sample] of SAMPLES) {
    tally.declare(
      `methods of ${type}`,
      [...(membersOf(sample)?.keys() ?? [])].filter((name) => !name.startsWith('__')),
    );
  }
  tally.declare('functions of Python', builtins.keys());
  for (const name of moduleNames) tally.declare(`module ${name}`, moduleNamed(name)?.members.keys() ?? []);
  tally.declare('undefined', ['default', 'strict', 'chainable', 'debug'] satisfies Policy[]);
}

type Watched = (...given: never[]) => unknown;

/** Tells every use of what a table of the engine has. */
function watch(table: ReadonlyMap<string, Watched> | undefined, use: (name: string) => void): void {
  if (table === undefined) throw new TypeError('no table');
  for (const [name, run] of table) {
    const watched: Watched = (...given) => {
      use(name);
      return run(...given);
    };
    // The tables are maps; only this program changes them.
    (table as Map<string, Watched>).set(name, watched);
  }
}

function count(one: Covered, tally: Tally): void {
  const { templates, settings, expression } = one;
  const read = templates.map((text) => markTemplate(text, settings, tally));
  if (read.includes(false)) tally.use('mistakes', 'of syntax');
  if (templates.length > 0) markSettings(settings, tally);
  if (settings.python === true || expression !== '') markPython([expression, ...templates].join('\n'), tally);
  markFormats([expression, ...templates].join('\n'), tally);
  one.run();
}

function markSettings(settings: CaseSettings, tally: Tally): void {
  const { autoescape = false, extensions = [] } = settings;
  tally.use('undefined', settings.undefined ?? 'default');
  tally.use('autoescape', typeof autoescape === 'string' ? 'by name' : String(autoescape));
  for (const extension of extensions) tally.use('extensions', extension);
  for (const name of ['keep_trailing_newline', 'trim_blocks', 'lstrip_blocks', 'newline_sequence'] as const) {
    if (settings[name] !== undefined && settings[name] !== false) tally.use('white space', name);
  }
  for (const name of ['line_statement_prefix', 'line_comment_prefix', 'block_start_string'] as const) {
    if (settings[name] !== undefined) tally.use('delimiters', name);
  }
}

/** Functions that are called by name, and members of modules that stand behind the name of the module. */
function markPython(text: string, tally: Tally): void {
  for (const [, name = ''] of text.matchAll(/(?<![\w.])([a-z]+)\(/g)) {
    if (builtins.has(name)) tally.use('functions of Python', name);
  }
  for (const [path] of text.matchAll(/(?<![\w.])[a-z]\w*(?:\.\w+)+/g)) {
    const words = path.split('.');
    for (let length = 1; length < words.length; length++) {
      const name = words.slice(0, length).join('.');
      const member = words[length] ?? '';
      if (moduleNamed(name)?.members.has(member) === true) tally.use(`module ${name}`, member);
    }
  }
}

const PERCENT = /%(?:\(\w*\))?[-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?[lhL]?([diouxXeEfFgGcrsa])/g;
const FIELD = /\{[\w.[\]]*(![a-z])?(?::([^{}]*))?\}/g;

function markFormats(text: string, tally: Tally): void {
  if (/['"]\)* *%|\|format\(/.test(text)) {
    for (const [, conversion = ''] of text.matchAll(PERCENT)) tally.use('% formats', conversion);
  }
  if (!/format(?:_map)?\(/.test(text)) return;
  for (const [, conversion, spec = ''] of text.matchAll(FIELD)) {
    if (conversion !== undefined && '!r!s!a'.includes(conversion)) tally.use('{} formats', conversion);
    const { type = '' } = /(?<type>[bcdeEfFgGnosxX%])?$/.exec(spec)?.groups ?? {};
    tally.use('{} formats', spec === '' ? 'none' : `type ${type === '' ? 'left out' : type}`);
    for (const [, mark = ''] of spec.matchAll(/([<>^=+,_#z])/g)) tally.use('{} formats', mark);
  }
}
