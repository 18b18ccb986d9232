import type { Source } from '../../../src/engine/diag/index.js';
import { strOf, type Filter, type Policy, type Settings, type SyntaxSettings } from '../../../src/jinja/index.js';
import { Unhosted } from '../../../src/jinja/values/unhosted.js';
import type { Link } from './link.js';
import type { Wire } from './wire.js';

/** An environment as Python's side describes it. */
export interface WireSettings {
  readonly environment: number;
  readonly syntax: Partial<SyntaxSettings>;
  readonly extensions: readonly ('do' | 'loopcontrols')[];
  /** Whether templates escape, or the number of the function that tells by their name. */
  readonly autoescape: boolean | readonly [function_: number];
  readonly undefined: Policy;
  readonly globals: readonly Wire[];
  /** By name, the numbers of functions. */
  readonly filters: Readonly<Record<string, number>>;
  readonly tests: Readonly<Record<string, number>>;
  readonly hasLoader: boolean;
}

/** What a text without a name is called where it needs one. */
export const UNNAMED = '<unnamed>';

/** `own` is a template that is there under its name, whatever Python's loader has. */
export function settingsOf(wire: WireSettings, link: Link, own?: readonly [name: string, source: Source]): Settings {
  const { syntax, extensions, undefined: policy, globals, filters, tests } = wire;
  const load = wire.hasLoader ? loaderOf(wire, link) : undefined;
  const found =
    own &&
    (
      ([name, source]) =>
      (asked: string) =>
        asked === name ? source : undefined
    )(own);
  const loader = load ?? found;
  return {
    syntax,
    extensions,
    undefined: policy,
    autoescape: autoescapeOf(wire, link),
    globals: link.crossing.byName(globals),
    filters: functions(filters, link),
    tests: functions(tests, link),
    ...(loader && { loader: (name: string, parent: string | undefined) => found?.(name) ?? load?.(name, parent) }),
  };
}

function loaderOf({ environment }: WireSettings, link: Link) {
  return (name: string, parent: string | undefined): Source | undefined => {
    const found = link.ask({ op: 'load', of: environment, positional: [name, parent ?? null] });
    if (!Array.isArray(found)) return undefined;
    const [text = '', path = name] = found;
    return { text: strOf(text, new Unhosted()), path: strOf(path, new Unhosted()) };
  };
}

function autoescapeOf({ autoescape }: WireSettings, link: Link) {
  if (typeof autoescape === 'boolean') return autoescape;
  const [of] = autoescape;
  return (name: string | undefined): boolean =>
    link.ask({ op: 'escapes', of, positional: [name === UNNAMED ? null : (name ?? null)] }) === true;
}

function functions(wires: Readonly<Record<string, number>>, link: Link): ReadonlyMap<string, Filter> {
  return new Map(
    Object.entries(wires).map(([name, of]) => {
      const filter: Filter = (value, { positional, named: keywords }, host) =>
        link.ask({ op: 'call', of, positional: [value, ...positional], named: keywords, host }) ?? null;
      return [name, filter] as const;
    }),
  );
}
