import { printString } from '../../../engine/literal/index.js';
import { Dict } from '../../values/dict.js';
import { HostObject } from '../../values/host-object.js';
import type { Host } from '../../values/host.js';
import { integerOf } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { type Iterator, Tuple, type Value } from '../../values/value.js';
import { isCallable } from '../functools.js';
import { lazy } from '../lazy.js';
import { native, type Body } from '../module.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { FLAG, TYPES } from './flags.js';
import { Match, templateOf, type Origin } from './match.js';
import type { Parsed } from './nodes.js';
import type { Program } from './program.js';
import { Runner } from './run.js';
import { cutOut, subjectOf } from './subject.js';

/** A match that is kept keeps some tables. */
const STEPS_OF_MATCH = 32;

/** `re.Pattern`. */
export class Pattern extends HostObject {
  readonly typeName = 're.Pattern';
  readonly source: string;
  readonly #parsed: Parsed;
  readonly #program: Program;

  constructor(source: string, parsed: Parsed, program: Program) {
    super();
    this.source = source;
    this.#parsed = parsed;
    this.#program = program;
  }

  override names(): readonly string[] {
    return ['pattern', 'flags', 'groups', 'groupindex', ...METHODS.keys()];
  }

  override title(): string {
    return 'the pattern';
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'pattern':
        return this.source;
      case 'flags':
        return this.#parsed.flags;
      case 'groups':
        return this.#parsed.groups;
      case 'groupindex':
        return Dict.of(this.#parsed.names);
      default: {
        const method = METHODS.get(name);
        if (method === undefined) return undefined;
        const [parameters, body] = method;
        return native(name, parameters, (given, host) => body(this)(given, host));
      }
    }
  }

  override equals(other: Value): boolean {
    return other instanceof Pattern && other.key() === this.key();
  }

  override key(): string {
    return `re ${this.#parsed.flags} ${this.source}`;
  }

  override repr(): string {
    const shown = [...printString(this.source)].slice(0, 200).join('');
    const { flags } = this.#parsed;
    const told = (flags & TYPES) === FLAG.unicode ? flags & ~FLAG.unicode : flags;
    const names = NAMES.filter(([flag]) => (told & flag) !== 0).map(([, name]) => `re.${name}`);
    return `re.compile(${[shown, ...(names.length > 0 ? [names.join('|')] : [])].join(', ')})`;
  }

  originOf(text: Value | undefined, from?: Value, to?: Value): Origin {
    const subject = subjectOf(text);
    const { length } = subject.codes;
    const end = Math.min(length, Math.max(0, positionIn(to, length)));
    const start = Math.min(end, Math.max(0, positionIn(from, 0)));
    return { pattern: this, subject, from: start, to: end, groups: this.#parsed.groups, names: this.#parsed.names };
  }

  /** The match at the very beginning. */
  matchAt(origin: Origin, whole: boolean, host: Host): Value {
    const runner = this.#runner(origin, host);
    const found = runner.match({ from: origin.from, whole, advance: false });
    if (found === undefined) return null;
    host.spend(STEPS_OF_MATCH);
    return new Match(origin, found);
  }

  #runner({ subject, to }: Origin, host: Host): Runner {
    return new Runner(this.#program, { codes: subject.codes, end: to }, host);
  }

  /** One match after the other; where one was empty, the next may begin there but not be empty. */
  search(origin: Origin, host: Host): () => Match | undefined {
    const runner = this.#runner(origin, host);
    let from = origin.from;
    let advance = false;
    return () => {
      for (; from <= origin.to; from++) {
        const found = runner.match({ from, whole: false, advance });
        advance = false;
        if (found === undefined) continue;
        host.spend(STEPS_OF_MATCH);
        const match = new Match(origin, found);
        from = match.end;
        advance = match.end === match.start;
        return match;
      }
      return undefined;
    };
  }

  split(text: Value | undefined, most: Value | undefined, host: Host): Value {
    const origin = this.originOf(text);
    const next = this.search(origin, host);
    const limit = positionIn(most, 0);
    if (limit < 0) return [origin.subject.text];
    const pieces: Value[] = [];
    let last = 0;
    for (let match = next(), count = 1; match !== undefined; match = count++ === limit ? undefined : next()) {
      pieces.push(cutOut(origin.subject, last, match.start));
      for (let group = 1; group <= this.#parsed.groups; group++) pieces.push(match.text(group) ?? null);
      host.reserve(pieces.length);
      last = match.end;
    }
    pieces.push(cutOut(origin.subject, last, origin.to));
    return pieces;
  }

  /** The new text, and how often something was replaced. */
  replace([by = null, text, count]: Given, host: Host): readonly [string, number] {
    const make = this.#replacer(by, host);
    const origin = this.originOf(text);
    const next = this.search(origin, host);
    const limit = positionIn(count, 0);
    if (limit < 0) return [origin.subject.text, 0];
    const pieces: string[] = [];
    let [done, last, size] = [0, 0, 0];
    for (let match = next(); match !== undefined; match = done === limit ? undefined : next()) {
      if (last < match.start) pieces.push(cutOut(origin.subject, last, match.start));
      const made = make(match, pieces.length);
      if (made !== undefined) pieces.push(made);
      size += (made?.length ?? 0) + match.start - last;
      host.reserve(size);
      last = match.end;
      done++;
    }
    pieces.push(cutOut(origin.subject, last, origin.to));
    return [pieces.join(''), done];
  }

  #replacer(by: Value, host: Host): (match: Match, at: number) => string | undefined {
    if (!isCallable(by)) {
      const template = templateOf(by, this.#parsed);
      return (match) => match.fill(template);
    }
    return (match, at) => {
      const made = host.call(by, [match]);
      if (made === null) return undefined;
      const given = typeNameOf(made);
      return textIn(made) ?? raise('TypeError', `sequence item ${at}: expected str instance, ${given} found`);
    };
  }

  /** What `findall` shows of a match. */
  shown(match: Match): Value {
    const { groups } = this.#parsed;
    if (groups < 2) return match.text(groups) ?? '';
    return new Tuple(Array.from({ length: groups }, (_, at) => match.text(at + 1) ?? ''));
  }
}

function positionIn(value: Value | undefined, absent: number): number {
  return value === undefined ? absent : Number(integerOf(value));
}

const NAMES: readonly (readonly [number, string])[] = [
  [FLAG.ignoreCase, 'IGNORECASE'],
  [FLAG.locale, 'LOCALE'],
  [FLAG.multiLine, 'MULTILINE'],
  [FLAG.dotAll, 'DOTALL'],
  [FLAG.unicode, 'UNICODE'],
  [FLAG.verbose, 'VERBOSE'],
  [FLAG.debug, 'DEBUG'],
  [FLAG.ascii, 'ASCII'],
];

/** What the methods of a pattern, and the functions of the module, do. */
export const RUNS = {
  match: (pattern: Pattern, [text, from, to]: Given, host: Host): Value =>
    pattern.matchAt(pattern.originOf(text, from, to), false, host),
  fullmatch: (pattern: Pattern, [text, from, to]: Given, host: Host): Value =>
    pattern.matchAt(pattern.originOf(text, from, to), true, host),
  search: (pattern: Pattern, [text, from, to]: Given, host: Host): Value =>
    pattern.search(pattern.originOf(text, from, to), host)() ?? null,
  findall: (pattern: Pattern, [text, from, to]: Given, host: Host): Value => {
    const next = pattern.search(pattern.originOf(text, from, to), host);
    const all: Value[] = [];
    for (let match = next(); match !== undefined; match = next()) {
      all.push(pattern.shown(match));
      host.reserve(all.length);
    }
    return all;
  },
  finditer: (pattern: Pattern, [text, from, to]: Given, host: Host): Iterator =>
    lazy('callable_iterator', host, pattern.search(pattern.originOf(text, from, to), host)),
  split: (pattern: Pattern, [text, most]: Given, host: Host): Value => pattern.split(text, most, host),
  sub: (pattern: Pattern, given: Given, host: Host): Value => pattern.replace(given, host)[0],
  subn: (pattern: Pattern, given: Given, host: Host): Value => new Tuple(pattern.replace(given, host)),
} as const;

const PLACED = 'string, pos?, endpos?';

const METHODS: ReadonlyMap<string, readonly [string, (pattern: Pattern) => Body]> = new Map(
  Object.entries(RUNS).map(([name, run]): [string, readonly [string, (pattern: Pattern) => Body]] => {
    const parameters =
      name === 'split' ? 'string, maxsplit?' : name.startsWith('sub') ? 'repl, string, count?' : PLACED;
    return [name, [parameters, (pattern) => (given, host) => run(pattern, given, host)]];
  }),
);
