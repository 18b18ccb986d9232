import { compileTemplate } from '../../src/jinja/evaluate/compile-template.js';
import { DEFAULT_LIMITS, type Environment, type Limits } from '../../src/jinja/evaluate/environment.js';
import { Library } from '../../src/jinja/evaluate/library.js';
import { render } from '../../src/jinja/evaluate/render.js';
import { FILTERS } from '../../src/jinja/filters/index.js';
import { GLOBALS } from '../../src/jinja/globals/index.js';
import { DEFAULT_SYNTAX } from '../../src/jinja/syntax/index.js';
import { TESTS } from '../../src/jinja/tests/index.js';
import { SetValue } from '../../src/jinja/values/set.js';
import { Bytes, Float, type Value } from '../../src/jinja/values/value.js';

/** How a case is rendered. */
interface Rendering {
  readonly autoescape?: boolean;
  readonly limits?: Limits;
}

function environmentOf({ autoescape = false, limits = DEFAULT_LIMITS }: Rendering): Environment {
  return {
    syntax: { ...DEFAULT_SYNTAX, doTag: true },
    autoescape,
    undefined: 'default',
    limits,
    globals: GLOBALS,
    filters: FILTERS,
    tests: TESTS,
    loader: undefined,
  };
}

/** That of the oracle. */
const CONTEXT: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['bytes_', new Bytes(Uint8Array.from([0x61, 0x62, 0xff, 0x20, 0x63]))],
  ['one', SetValue.of([1])],
  ['words', SetValue.of(['only'])],
  ['frozen', SetValue.of([2], 'frozenset')],
  ['nan', new Float(Number.NaN)],
  ['inf', new Float(Infinity)],
  ['lone', '\ud800x'],
]);

/** What a template makes with Jinja's own filters, tests and globals: a text, or an exception and its message. */
export function outcomeOf(text: string, rendering: Rendering = {}): readonly string[] {
  const environment = environmentOf(rendering);
  const compiled = compileTemplate({ path: 'template', text }, undefined, environment);
  if (!compiled.ok) return [compiled.failures[0].kind, compiled.failures[0].message];
  const rendered = render({
    environment,
    library: new Library(environment),
    template: compiled.value,
    context: CONTEXT,
  });
  if (rendered.ok) return [rendered.value.text];
  return [rendered.failures[0].kind, rendered.failures[0].message];
}
