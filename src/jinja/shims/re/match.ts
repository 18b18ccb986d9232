import { Dict } from '../../values/dict.js';
import { HostObject } from '../../values/host-object.js';
import type { Host } from '../../values/host.js';
import { integerIn } from '../../values/int.js';
import { raise } from '../../values/raised.js';
import { reprOf } from '../../values/text.js';
import { typeNameOf } from '../../values/type-name.js';
import { Tuple, type Callable, type Value } from '../../values/value.js';
import { native, type Body } from '../module.js';
import { textIn } from '../../values/text-in.js';
import type { Found } from './run.js';
import { cutOut, type Subject } from './subject.js';
import { parseTemplate, type GroupNames, type Template } from './template.js';

/** Where a match was looked for. */
export interface Origin extends GroupNames {
  readonly pattern: Value;
  readonly subject: Subject;
  readonly from: number;
  readonly to: number;
}

/** `re.Match`. */
export class Match extends HostObject {
  readonly typeName = 're.Match';
  readonly #origin: Origin;
  readonly #found: Found;

  constructor(origin: Origin, found: Found) {
    super();
    this.#origin = origin;
    this.#found = found;
  }

  get start(): number {
    return this.#found.marks[0] ?? 0;
  }

  get end(): number {
    return this.#found.marks[1] ?? 0;
  }

  /** The text of a group that there is; `undefined` when it took no part. */
  text(group: number): string | undefined {
    const [from = -1, to = -1] = this.#found.marks.slice(2 * group, 2 * group + 2);
    return from < 0 ? undefined : cutOut(this.#origin.subject, from, to);
  }

  fill(template: Template): string {
    return template.map((piece) => (typeof piece === 'string' ? piece : (this.text(piece) ?? ''))).join('');
  }

  override item(key: Value): Value {
    return this.text(this.#number(key)) ?? null;
  }

  override names(): readonly string[] {
    return ['string', 're', 'pos', 'endpos', 'lastindex', 'lastgroup', 'regs', ...this.#methods.keys()];
  }

  override title(): string {
    return 'the match';
  }

  override attribute(name: string): Value | undefined {
    const { subject, from, to, pattern, names } = this.#origin;
    switch (name) {
      case 'string':
        return subject.text;
      case 're':
        return pattern;
      case 'pos':
        return from;
      case 'endpos':
        return to;
      case 'lastindex':
        return this.#found.last ?? null;
      case 'lastgroup':
        return [...names].find(([, group]) => group === this.#found.last)?.[0] ?? null;
      case 'regs':
        return new Tuple(Array.from({ length: this.#found.marks.length / 2 }, (_, group) => this.#span(group)));
      default:
        return this.#method(name);
    }
  }

  #method(name: string): Callable | undefined {
    const method = this.#methods.get(name);
    return method === undefined ? undefined : native(`Match.${name}`, method.parameters, method.body);
  }

  readonly #methods: ReadonlyMap<string, { readonly parameters: string; readonly body: Body }> = new Map<
    string,
    { readonly parameters: string; readonly body: Body }
  >([
    ['group', { parameters: '*groups', body: ([groups]) => this.#group(Array.isArray(groups) ? groups : []) }],
    ['groups', { parameters: 'default?', body: ([absent = null]) => this.#groups(absent) }],
    ['groupdict', { parameters: 'default?', body: ([absent = null]) => this.#dict(absent) }],
    ['start', { parameters: 'group?, /', body: ([group = 0]) => this.#mark(2 * this.#number(group)) }],
    ['end', { parameters: 'group?, /', body: ([group = 0]) => this.#mark(2 * this.#number(group) + 1) }],
    ['span', { parameters: 'group?, /', body: ([group = 0]) => this.#span(this.#number(group)) }],
    ['expand', { parameters: 'template', body: ([template = null]) => this.#expand(template) }],
  ]);

  #mark(slot: number): number {
    return this.#found.marks[slot] ?? -1;
  }

  #span(group: number): Tuple {
    return new Tuple([this.#mark(2 * group), this.#mark(2 * group + 1)]);
  }

  /** The number of a group given by number or name. */
  #number(group: Value): number {
    const name = textIn(group);
    const number = name === undefined ? integerIn(group) : this.#origin.names.get(name);
    if (number !== undefined && number >= 0 && number <= this.#origin.groups) return Number(number);
    return raise('IndexError', 'no such group');
  }

  #group(groups: readonly Value[]): Value {
    const texts = (groups.length === 0 ? [0] : groups).map((group) => this.text(this.#number(group)) ?? null);
    return texts.length === 1 ? (texts[0] ?? null) : new Tuple(texts);
  }

  #groups(absent: Value): Tuple {
    return new Tuple(Array.from({ length: this.#origin.groups }, (_, at) => this.text(at + 1) ?? absent));
  }

  #dict(absent: Value): Dict {
    return Dict.of([...this.#origin.names].map(([name, group]) => [name, this.text(group) ?? absent]));
  }

  #expand(template: Value): Value {
    return this.fill(templateOf(template, this.#origin));
  }

  override repr(host: Host): string {
    const shown = reprOf(this.text(0) ?? null, host);
    return `<re.Match object; span=(${this.start}, ${this.end}), match=${[...shown].slice(0, 50).join('')}>`;
  }
}

/** A replacement given as a string. */
export function templateOf(template: Value, known: GroupNames): Template {
  const text = textIn(template);
  if (text !== undefined) return parseTemplate(text, known);
  return raise('TypeError', `decoding to str: need a bytes-like object, ${typeNameOf(template)} found`);
}
