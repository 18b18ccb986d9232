import { fail, failAll, succeed, type Diagnostic, type Result, type Source, type Span } from '../diag/index.js';
import { explain } from './explain.js';
import { collectNeeds } from './needs.js';
import type { SectionInProgress } from './ports.js';
import { profileFilesOf } from './profile-files.js';
import { Poison, type SectionState } from './section-state.js';
import type { Value } from './value.js';
import type { ReferenceReader, Work } from './work.js';

/** What a recipe sees of its section. Mistakes that it meets go back to it; it decides what they mean. */
export class RecipeView implements SectionInProgress {
  readonly options: ReadonlyMap<string, string>;
  readonly #reader: ReferenceReader;
  readonly #state: SectionState;

  constructor(reader: ReferenceReader, state: SectionState) {
    this.#reader = reader;
    this.#state = state;
    this.options = state.options();
  }

  get name(): string {
    return this.#state.name;
  }

  get header(): Span {
    return this.#state.expanded.header;
  }

  get profileBase(): string {
    return this.#state.profileBase;
  }

  profileFiles(): readonly string[] {
    return profileFilesOf(this.#state.expanded, this.#reader.rules);
  }

  spanOf(option: string, text?: string): Span {
    return this.#reader.spanOf(this.#state, option, text);
  }

  nameSpanOf(option: string): Span {
    return this.#state.nameSpanOf(option);
  }

  needs(): readonly string[] {
    return collectNeeds(this.#state, this.#reader.states);
  }

  read(section: string, option: string, by: string): Result<string, Diagnostic> {
    const met: Diagnostic[] = [];
    const value = this.#reader.follow(this.#work(this.#valueOf(by), { by, met }), {
      section,
      option,
      start: 0,
      length: 0,
    });
    return outcomeOf(value, met);
  }

  readSection(section: string, by: string): Result<ReadonlyMap<string, string>, Diagnostic> {
    const met: Diagnostic[] = [];
    const target = this.#reader.open(this.#work(this.#valueOf(by), { by, met }), section);
    if (target instanceof Poison) return fail(target.cause);
    const options = target.options();
    for (const name of options.keys()) target.read.add(name);
    return succeed(options);
  }

  addSections(text: Source): Result<void, Diagnostic> {
    const met: Diagnostic[] = [];
    const poison = this.#reader.addSections(this.#work(this.#valueOf('recipe'), { by: 'recipe', met }), text);
    if (poison === undefined) return succeed(undefined);
    const [first = poison.cause, ...more] = met;
    return failAll([first, ...more]);
  }

  substitute(text: Source): Result<string, Diagnostic> {
    const met: Diagnostic[] = [];
    const layer = {
      kind: 'file',
      source: text,
      location: undefined,
      base: this.profileBase,
      extendedBy: undefined,
    } as const;
    const value: Value = { text: text.text, segments: [{ layer, lines: [{ text: text.text, start: 0 }] }] };
    const work = this.#work(value, { by: 'recipe', met });
    return outcomeOf(this.#reader.substitute(work, this.#reader.parse(text.text)), met);
  }

  #valueOf(option: string): Value {
    const known = this.#state.expanded.options.get(option)?.value;
    return known ?? { segments: [], text: '' };
  }

  /** Work whose own mistakes are collected in `met` instead of told. */
  #work(value: Value, { by, met }: { readonly by: string; readonly met: Diagnostic[] }): Work {
    return this.#reader.newWork({
      state: this.#state,
      by,
      value,
      tell(failure) {
        const cause = explain(failure);
        met.push(cause);
        return new Poison(cause);
      },
    });
  }
}

function outcomeOf(value: string | Poison, met: readonly Diagnostic[]): Result<string, Diagnostic> {
  if (typeof value === 'string') return succeed(value);
  const [first = value.cause, ...more] = met;
  return failAll([first, ...more]);
}
