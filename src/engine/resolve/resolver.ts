import type { Diagnostic, Source, Span } from '../diag/index.js';
import { dumps, loads, TYPED_PREFIX } from '../literal/index.js';
import { PART_DEPENDENCIES, type Word } from '../profile/index.js';
import { readAdded } from './added-sections.js';
import { describeBadReference } from './bad-reference.js';
import { finishBuildoutValue } from './buildout.js';
import type { DialectRules } from './dialect.js';
import { FailureLog } from './failure-log.js';
import type { SectionFailure } from './failures.js';
import type { Sight } from './hints.js';
import { impliedValue } from './implied-value.js';
import { readListedNames, type ListSlip } from './listed-names.js';
import type { MergedProfile } from './merged-profile.js';
import { missingOption, missingSection, unknownAngle, type NamedSection } from './mistakes.js';
import { collectNeeds, settleNeeds } from './needs.js';
import type { SectionInitialiser } from './ports.js';
import { RecipeView } from './recipe-view.js';
import { Poison, SectionState } from './section-state.js';
import { sightFrom } from './sight.js';
import { Steps } from './steps.js';
import { outcome, runTask, type Task } from './task.js';
import { parseTemplate, type BadText, type Template } from './template.js';
import type { Range } from './text-places.js';
import { placeOf } from './value.js';
import { unescaped, ValuePlaces } from './value-places.js';
import type { FollowedReference, ReferenceReader, Work } from './work.js';

export type Outcome = string | Poison | undefined;
type At = (() => Span) | undefined;

/** How an option is come to: its chain of references, and the last of them. */
interface Way {
  readonly chain: number;
  readonly at?: At;
}

/** Recipes that read other sections while they are initialised nest on the native stack. */
const DEEPEST_NESTING = 200;
const MOST_GUESSES = 20;
/** Characters; a handful of references that double each other would fill any memory. */
const LONGEST_VALUE = 4 * 1024 * 1024;

/**
 * Resolves sections on demand, as spec 8.3 says: a section is initialised when it is first used, all of its options at
 * once, then its recipe. What depends on a failure is poisoned and not told again.
 */
export class Resolver implements ReferenceReader {
  readonly states = new Map<string, SectionState>();
  readonly parts: string[] = [];
  readonly log = new FailureLog();
  readonly warnings = new Map<string, Diagnostic>();
  #merged: MergedProfile;
  readonly #initialiser: SectionInitialiser;
  readonly #steps = new Steps();
  readonly #places: ValuePlaces;
  #lastChain = 0;
  #nesting = 0;
  #guesses = 0;
  #isFindingDirectory = false;

  constructor(merged: MergedProfile, initialiser: SectionInitialiser) {
    this.#merged = merged;
    this.#initialiser = initialiser;
    this.#places = new ValuePlaces({
      states: this.states,
      rules: merged.rules,
      isSection: (name) => this.#isSection(name),
    });
  }

  get rules(): DialectRules {
    return this.#merged.rules;
  }

  /** Makes sure that a section is initialised. `undefined`: there is none of this name. */
  openSection(name: string): SectionState | undefined {
    return this.states.get(name) ?? runTask(this.#open(name, undefined));
  }

  /** Computes one option without initialising the section that holds it. */
  optionAlone(section: string, option: string): Outcome {
    const expanded = this.#merged.expand(section);
    if (expanded?.ok !== true) return undefined;
    const state = this.states.get(section) ?? new SectionState(expanded.value);
    this.states.set(section, state);
    return runTask(this.#compute(state, option, { chain: this.#newChain() }));
  }

  parse(text: string): Template {
    return parseTemplate(text, this.rules);
  }

  newWork(work: Omit<Work, 'chain'>): Work {
    return { ...work, chain: this.#newChain() };
  }

  substitute(work: Work, template: Template): string | Poison {
    return runTask(this.#substitute(work, template));
  }

  follow(work: Work, reference: FollowedReference): string | Poison {
    return runTask(this.#follow(work, reference));
  }

  open(work: Work, section: string): SectionState | Poison {
    const at = work.state.spanOf(work.by);
    const target = this.states.get(section) ?? runTask(this.#open(section, () => at));
    if (target === undefined) return work.tell(this.missingSection(section, at));
    work.state.uses.push({ by: work.by, section, option: '' });
    return target.poison ?? target;
  }

  addSections(work: Work, text: Source): Poison | undefined {
    const { state, tell } = work;
    const by = { section: state.name, at: state.spanOf('recipe') };
    const added = readAdded(this.#merged, { text, base: state.profileBase, tell, by });
    if (added instanceof Poison) return added;
    this.#merged = this.#merged.withSections(added);
    let poison: Poison | undefined;
    for (const name of added.keys()) {
      const opened = this.openSection(name)?.poison;
      poison ??= opened;
    }
    return poison;
  }

  hasSection(name: string): boolean {
    return this.#merged.sections.has(name);
  }

  /** `asked`: what a reference asks of the section. */
  missingSection(section: string, at: Span, asked?: NamedSection['asked']): SectionFailure {
    const named = { section, at, trail: this.#steps.trail(), ...(asked !== undefined && { asked }) };
    return missingSection(named, this.#mayGuess() ? this.#merged.sections.keys() : []);
  }

  /** Tells what stands in a list of names and is none. */
  tellSlip({ text, hint }: ListSlip, at: Span): Poison {
    return this.log.tell({ kind: 'missing-section', section: text, at, trail: this.#steps.trail(), hint });
  }

  /** Whether a name that is not there is compared with those that are: nobody reads hundreds of guesses. */
  #mayGuess(): boolean {
    this.#guesses += 1;
    return this.#guesses <= MOST_GUESSES;
  }

  #newChain(): number {
    this.#lastChain += 1;
    return this.#lastChain;
  }

  *#open(name: string, at: At): Task<SectionState | undefined> {
    const known = this.states.get(name);
    if (known !== undefined) return known;
    const expanded = this.#merged.expand(name);
    if (expanded === undefined) return undefined;
    const state = new SectionState(expanded.ok ? expanded.value : this.#merged.emptySection(name));
    this.states.set(name, state);
    this.#steps.push({ chain: 0, section: name, option: undefined, at });
    if (expanded.ok) yield* this.#initialise(state);
    else state.fail(this.log.tell(expanded.failures[0]));
    this.#steps.pop();
    state.isFinished = true;
    if (state.position === undefined) settleNeeds(state, this.states);
    return state;
  }

  *#initialise(state: SectionState): Task<void> {
    for (const name of state.expanded.names) {
      const option = state.expanded.options.get(name);
      const isPlain = option?.template(this.rules) === undefined && !this.#isTyped(option?.value.text ?? '');
      if (isPlain && state.name !== 'buildout') continue;
      const value = yield* this.#compute(state, name, { chain: this.#newChain() });
      if (value instanceof Poison) state.fail(value);
    }
    if (state.name === 'buildout') return;
    yield* this.#openDependencies(state);
    const recipe = yield* this.#compute(state, 'recipe', { chain: this.#newChain() });
    if (typeof recipe === 'string' && recipe !== '' && state.poison === undefined) this.#askRecipe(state);
  }

  *#openDependencies(state: SectionState): Task<void> {
    const text = yield* this.#compute(state, PART_DEPENDENCIES, { chain: this.#newChain() });
    if (typeof text !== 'string') return;
    const placeOfWord = ({ text: word, start }: Word): Span =>
      this.placeInValue(state, PART_DEPENDENCIES, { start, end: start + word.length });
    const { names, slips } = readListedNames(text, (name) => this.hasSection(name));
    for (const slip of slips) state.fail(this.tellSlip(slip, placeOfWord(slip)));
    for (const word of names) {
      const at = (): Span => placeOfWord(word);
      const target = yield* outcome(this.#open(word.text, at));
      state.uses.push({ by: PART_DEPENDENCIES, section: word.text, option: '' });
      const poison = target === undefined ? this.log.tell(this.missingSection(word.text, at())) : target.poison;
      if (poison !== undefined) state.fail(poison);
    }
  }

  placeInValue(state: SectionState, option: string, range: Range): Span {
    return this.#places.ofRange(state, option, range);
  }

  spanOf(state: SectionState, option: string, text?: string): Span {
    return this.#places.ofText(state, option, text);
  }

  #askRecipe(state: SectionState): void {
    const { name } = state;
    if (this.#nesting >= DEEPEST_NESTING) {
      const at = state.spanOf('recipe');
      state.fail(this.log.tell({ kind: 'nested-too-deeply', section: name, at, limit: DEEPEST_NESTING }));
      return;
    }
    this.#nesting += 1;
    const initialised = this.#initialiser.initialise(new RecipeView(this, state));
    this.#nesting -= 1;
    if (!initialised.ok) {
      const trail = this.#steps.trail();
      for (const diagnostic of initialised.failures) state.fail(this.log.tellDiagnostic(name, diagnostic, trail));
      return;
    }
    state.export(initialised.value.exports);
    state.needs = collectNeeds(state, this.states);
    state.position = this.parts.length;
    this.parts.push(name);
  }

  *#compute(state: SectionState, name: string, { chain, at }: Way): Task<Outcome> {
    const known = state.values.get(name);
    if (known !== undefined) return known;
    const option = state.expanded.options.get(name);
    if (option === undefined) return undefined;
    const template = option.template(this.rules);
    if (template === undefined) return this.#keep(state, name, option.value.text);
    const outer = state.chains.get(name);
    const step = { chain, section: state.name, option: name, at };
    if (outer === chain) return this.log.tell(this.#steps.circle(chain, { ...step, at: at?.() ?? state.spanOf(name) }));
    state.chains.set(name, chain);
    this.#steps.push(step);
    const work: Work = { state, by: name, value: option.value, chain, tell: this.log.tell };
    const text = yield* this.#substitute(work, template);
    this.#steps.pop();
    if (outer === undefined) state.chains.delete(name);
    else state.chains.set(name, outer);
    return this.#keep(state, name, text);
  }

  #keep(state: SectionState, name: string, text: string | Poison): string | Poison {
    const value = text instanceof Poison ? text : this.#finish(state, name, text);
    state.values.set(name, value);
    return value;
  }

  #finish(state: SectionState, name: string, text: string): string | Poison {
    if (this.#isTyped(text)) return this.#normaliseLiteral(state, name, text);
    if (state.name !== 'buildout') return text;
    return finishBuildoutValue(name, text, (option) => this.#directory(option));
  }

  #isTyped(text: string): boolean {
    return this.rules.hasTypedValues && text.startsWith(TYPED_PREFIX);
  }

  /** A typed value is kept as the text of its literal, so that equal values are equal texts. */
  #normaliseLiteral(state: SectionState, option: string, text: string): string | Poison {
    const loaded = loads(text);
    if (loaded.ok) return dumps(loaded.value);
    const { message: problem, start, end } = loaded.problem;
    const { name: section } = state;
    const isPlain = state.expanded.options.get(option)?.template(this.rules) === undefined;
    const at = this.placeInValue(state, option, { start, end });
    const found = text.slice(start, end);
    const substituted = isPlain ? undefined : text;
    return this.log.tell({ kind: 'bad-literal', section, option, problem, found, substituted, at });
  }

  /** The directory that `directory` is relative to, and the one that other options are relative to. */
  #directory(option: string): string {
    if (option === 'directory' || this.#isFindingDirectory) return this.#merged.mainDirectory;
    this.#isFindingDirectory = true;
    const directory = this.optionAlone('buildout', 'directory');
    this.#isFindingDirectory = false;
    return typeof directory === 'string' ? directory : this.#merged.mainDirectory;
  }

  *#substitute(work: Work, template: Template): Task<string | Poison> {
    const [head] = template;
    const isLiteral = typeof head === 'string' && this.#isTyped(head);
    let text = '';
    let poison: Poison | undefined;
    for (const piece of template) {
      const found = typeof piece === 'string' ? piece : yield* this.#piece(work, piece);
      // Inside a literal a typed value is one more piece of it.
      const isInner = isLiteral && text !== '' && typeof found === 'string' && this.#isTyped(found);
      const value = isInner ? found.slice(TYPED_PREFIX.length) : found;
      if (value instanceof Poison) poison ??= value;
      else if (text.length + value.length <= LONGEST_VALUE) text += value;
      else return work.tell(tooLong(work));
    }
    return poison ?? text;
  }

  *#piece(work: Work, piece: Exclude<Template[number], string>): Task<string | Poison> {
    if (piece.kind === 'escaped-angle') return unescaped(piece, (name) => this.#isSection(name));
    if (!('option' in piece)) return this.#tellBadText(work, piece);
    const length = piece.text.length;
    if (piece.kind !== 'angle' || this.#isSection(piece.section))
      return yield* this.#follow(work, { ...piece, length });
    const at = placeIn(work, piece.start, length);
    this.warnings.set(
      `${at.source.path}\0${at.start}`,
      unknownAngle(piece, at, this.#mayGuess() ? this.#merged.sections.keys() : []),
    );
    return piece.text;
  }

  #tellBadText(work: Work, piece: BadText): Poison {
    const words = describeBadReference(piece, this.#sightOf(work.state));
    const at = placeIn(work, piece.start, words.text.length);
    return work.tell({ kind: piece.kind, ...words, at, trail: this.#steps.trail() });
  }

  #sightOf(state: SectionState): Sight {
    return sightFrom(state, { merged: this.#merged, states: this.states, initialiser: this.#initialiser });
  }

  #isSection(name: string): boolean {
    return name === '' || this.hasSection(name);
  }

  /** The value behind a reference; mistakes are told to `work`. */
  *#follow(work: Work, { section, option, start, length }: FollowedReference): Task<string | Poison> {
    const { state, chain } = work;
    const at = (): Span => placeIn(work, start, length);
    const name = section === '' ? state.name : section;
    const target = this.states.get(name) ?? (yield* outcome(this.#open(name, at)));
    if (target === undefined)
      return work.tell(this.missingSection(name, at(), { option, sight: this.#sightOf(state) }));
    state.uses.push({ by: work.by, section: name, option });
    target.read.add(option);
    const value = target.values.get(option) ?? (yield* outcome(this.#compute(target, option, { chain, at })));
    if (target.poison !== undefined && target !== state) state.fail(target.poison);
    const found = value ?? impliedValue(work, target, { option, start, rules: this.rules }) ?? target.poison;
    if (found !== undefined) return found;
    const mayGuess = this.#mayGuess();
    const named = { option, at: at(), trail: this.#steps.trail(), sight: this.#sightOf(state), mayGuess };
    return work.tell(missingOption(target, named));
  }
}

function tooLong({ state, by }: Work): SectionFailure {
  return { kind: 'value-too-long', section: state.name, option: by, limit: LONGEST_VALUE, at: state.spanOf(by) };
}

/** Where a reference stands; a recipe that reads has none, so it is the option that asks. */
function placeIn({ state, by, value }: Work, start: number, length: number): Span {
  return (length === 0 ? undefined : placeOf(value, start, start + length)?.span) ?? state.spanOf(by);
}
