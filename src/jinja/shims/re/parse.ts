import { raise } from '../../values/raised.js';
import { parseClass } from './class.js';
import { escapeNode, type Groups } from './escapes.js';
import { FLAG, LETTERS } from './flags.js';
import { readFlags, type LocalFlags } from './inline-flags.js';
import { badName, checkName, isIdentifier, unknownName } from './names.js';
import type { Node, Parsed, Sequence, Width } from './nodes.js';
import { readRepeat } from './repeat.js';
import { patternError, Source } from './source.js';
import { widthOf } from './width.js';

/** Raises `re.error` for what is no pattern. */
export function parsePattern(pattern: string, flags: number): Parsed {
  return new Parser(pattern, flags).whole();
}

const DEEPEST = 200;
const MOST_GROUPS = 2 ** 30;

class Parser implements Groups {
  readonly #pattern: string;
  readonly #source: Source;
  #flags: number;
  readonly #names = new Map<string, number>();
  /** Of the groups by number; `undefined` for an open one. The whole match is the first, and open. */
  readonly #widths: (Width | undefined)[] = [undefined];
  /** Where a group was first asked for by number. */
  readonly #asked = new Map<number, number>();
  /** How many groups there were before the look-behind that is read. */
  #lookBehind: number | undefined;
  #depth = 0;

  constructor(pattern: string, flags: number) {
    this.#pattern = pattern;
    this.#source = new Source(pattern);
    this.#flags = flags;
  }

  whole(): Parsed {
    const body = this.#branches(this.#isVerbose(this.#flags));
    if (this.#source.next !== undefined) this.#source.fail('unbalanced parenthesis');
    for (const [group, position] of this.#asked) {
      if (group >= this.count) patternError(`invalid group reference ${group}`, [...this.#pattern], position);
    }
    const widths = this.#widths;
    return { body, flags: typed(this.#flags), groups: widths.length - 1, names: this.#names, widths };
  }

  #isVerbose(flags: number): boolean {
    return (flags & FLAG.verbose) !== 0;
  }

  get count(): number {
    return this.#widths.length;
  }

  isClosed(group: number): boolean {
    return group < this.count && this.#widths[group] !== undefined;
  }

  checkLookBehind(group: number): void {
    if (this.#lookBehind === undefined) return;
    if (!this.isClosed(group)) this.#source.fail('cannot refer to an open group');
    if (group >= this.#lookBehind) {
      this.#source.fail('cannot refer to group defined in the same lookbehind subpattern');
    }
  }

  #branches(givenVerbose: boolean): Sequence {
    let verbose = givenVerbose;
    if (this.#depth++ > DEEPEST) raise('RecursionError', 'maximum recursion depth exceeded');
    const branches: Sequence[] = [];
    do {
      branches.push(this.#sequence(verbose, this.#depth === 1 && branches.length === 0));
      if (this.#depth === 1) verbose = this.#isVerbose(this.#flags);
    } while (this.#source.takes('|'));
    this.#depth--;
    const [first = []] = branches;
    return branches.length === 1 ? first : [{ kind: 'branch', branches }];
  }

  #sequence(givenVerbose: boolean, isFirst: boolean): Sequence {
    const nodes: Node[] = [];
    let verbose = givenVerbose;
    for (;;) {
      const token = this.#source.next;
      if (token === undefined || token === '|' || token === ')') return nodes;
      this.#source.get();
      if (verbose && this.#skips(token)) continue;
      if (token === '(') {
        const before = this.#flags;
        const node = this.#group(verbose, isFirst && nodes.length === 0);
        if (this.#flags !== before && node === undefined) verbose = this.#isVerbose(this.#flags);
        if (node !== undefined) nodes.push(node);
      } else this.#simple(token, nodes);
    }
  }

  #skips(token: string): boolean {
    if (/^[ \t\n\r\v\f]$/.test(token)) return true;
    if (token !== '#') return false;
    for (let next = this.#source.get(); next !== undefined && next !== '\n';) next = this.#source.get();
    return true;
  }

  #simple(token: string, nodes: Node[]): void {
    const source = this.#source;
    if (token.startsWith('\\')) nodes.push(escapeNode(source, token, this));
    else if (token === '[') nodes.push(parseClass(source));
    else if (token === '.') nodes.push({ kind: 'any' });
    else if (token === '^') nodes.push({ kind: 'at', place: 'start' });
    else if (token === '$') nodes.push({ kind: 'at', place: 'end' });
    else if (!'*+?{'.includes(token) || !readRepeat(source, token, nodes)) {
      nodes.push({ kind: 'literal', code: token.codePointAt(0) ?? 0 });
    }
  }

  /** What stands in brackets; `undefined` for what is no part of the pattern. */
  #group(verbose: boolean, isFirst: boolean): Node | undefined {
    const source = this.#source;
    const start = source.position - 1;
    if (!source.takes('?')) return this.#capture(undefined, { start, verbose });
    const mark = source.get() ?? source.fail('unexpected end of pattern');
    switch (mark) {
      case 'P':
        return this.#named({ start, verbose });
      case ':':
        return this.#plain({ start, verbose });
      case '#': {
        this.#comment(start);
        return;
      }
      case '=':
      case '!':
      case '<':
        return this.#look(mark, { start, verbose });
      case '(':
        return this.#conditional({ start, verbose });
      case '>': {
        const body = this.#branches(verbose);
        this.#close(start);
        return { kind: 'atomic', body };
      }
      default:
        return this.#flagged(mark, { start, verbose }, isFirst);
    }
  }

  #close(start: number): void {
    if (!this.#source.takes(')')) {
      this.#source.fail('missing ), unterminated subpattern', this.#source.position - start);
    }
  }

  #comment(start: number): undefined {
    for (;;) {
      if (this.#source.next === undefined) {
        this.#source.fail('missing ), unterminated comment', this.#source.position - start);
      }
      if (this.#source.get() === ')') return undefined;
    }
  }

  #named(opened: Opened): Node {
    const source = this.#source;
    if (source.takes('<')) {
      const name = source.until('>', 'group name');
      checkName(source, name, 1);
      return this.#capture(name, opened);
    }
    if (!source.takes('=')) {
      const mark = source.get() ?? source.fail('unexpected end of pattern');
      source.fail(`unknown extension ?P${mark}`, [...mark].length + 2);
    }
    const name = source.until(')', 'group name');
    checkName(source, name, 1);
    const group = this.#names.get(name) ?? unknownName(source, name);
    if (!this.isClosed(group)) source.fail('cannot refer to an open group', [...name].length + 1);
    this.checkLookBehind(group);
    return { kind: 'reference', group };
  }

  #capture(name: string | undefined, { start, verbose }: Opened): Node {
    const number = this.count;
    if (name !== undefined) this.#name(name, number);
    this.#widths.push(undefined);
    const body = this.#branches(verbose);
    this.#close(start);
    this.#widths[number] = widthOf(body, this.#widths);
    return { kind: 'group', number, added: 0, removed: 0, body };
  }

  #name(name: string, number: number): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      const message = `redefinition of group name '${name}' as group ${number}; was group ${known}`;
      this.#source.fail(message, [...name].length + 1);
    }
    this.#names.set(name, number);
  }

  #plain({ start, verbose }: Opened, { added, removed }: LocalFlags = { added: 0, removed: 0 }): Node {
    const inner = (verbose || this.#isVerbose(added)) && !this.#isVerbose(removed);
    const body = this.#branches(inner);
    this.#close(start);
    return { kind: 'group', number: undefined, added, removed, body };
  }

  #flagged(mark: string, opened: Opened, isFirst: boolean): Node | undefined {
    const source = this.#source;
    if (mark !== '-' && !LETTERS.has(mark)) source.fail(`unknown extension ?${mark}`, [...mark].length + 1);
    const flags = readFlags(source, mark);
    if ('whole' in flags) {
      this.#flags |= flags.whole;
      if (!isFirst) source.fail('global flags not at the start of the expression', source.position - opened.start);
      return undefined;
    }
    return this.#plain(opened, flags);
  }

  #look(mark: string, { start, verbose }: Opened): Node {
    const source = this.#source;
    let kind = mark;
    const behind = mark === '<';
    const before = this.#lookBehind;
    if (behind) {
      kind = source.get() ?? source.fail('unexpected end of pattern');
      if (kind !== '=' && kind !== '!') source.fail(`unknown extension ?<${kind}`, [...kind].length + 2);
      this.#lookBehind ??= this.count;
    }
    const body = this.#branches(verbose);
    if (behind) this.#lookBehind = before;
    this.#close(start);
    return { kind: 'look', behind, negated: kind === '!', body };
  }

  #conditional({ start, verbose }: Opened): Node {
    const source = this.#source;
    const group = this.#condition(source.until(')', 'group name'));
    this.checkLookBehind(group);
    this.#depth++;
    const yes = this.#sequence(verbose, false);
    const no = source.takes('|') ? this.#sequence(verbose, false) : undefined;
    this.#depth--;
    if (no !== undefined && source.next === '|') {
      source.fail('conditional backref with more than two branches');
    }
    this.#close(start);
    return { kind: 'conditional', group, yes, no };
  }

  #condition(name: string): number {
    const source = this.#source;
    if (isIdentifier(name)) return this.#names.get(name) ?? unknownName(source, name);
    const length = [...name].length;
    if (!/^\s*\+?[0-9]+(?:_[0-9]+)*\s*$/.test(name)) badName(source, name, length + 1);
    const group = Number(name.replaceAll('_', ''));
    if (group === 0) source.fail('bad group number', length + 1);
    if (group >= MOST_GROUPS) source.fail(`invalid group reference ${group}`, length + 1);
    if (!this.#asked.has(group)) this.#asked.set(group, source.position - length - 1);
    return group;
  }
}

interface Opened {
  /** Where the bracket is. */
  readonly start: number;
  readonly verbose: boolean;
}

function typed(flags: number): number {
  if ((flags & FLAG.locale) !== 0) raise('ValueError', 'cannot use LOCALE flag with a str pattern');
  if ((flags & FLAG.ascii) === 0) return flags | FLAG.unicode;
  return (flags & FLAG.unicode) === 0 ? flags : raise('ValueError', 'ASCII and UNICODE flags are incompatible');
}
