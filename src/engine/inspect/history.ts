import type { Source } from '../diag/index.js';
import type { Contribution, Layer, MergedProfile, MergedSection } from '../resolve/index.js';
import { textOf, type Entry } from './entries.js';
import { Origins, rootOf, type Origin } from './origin.js';

/** One step in the life of a value, as zc.buildout records it. */
export interface HistoryStep extends Origin {
  readonly operation: 'SET' | 'OVERRIDE' | 'ADD' | 'REMOVE' | 'DIRECTORY';
  readonly value: string;
}

const IMPLICIT: Origin = { name: 'IMPLICIT_VALUE', isFile: true };

/** What is merged by itself before it is merged over the rest; `undefined` for what is merged over it at once. */
type Group = Layer | 'user defaults' | undefined;

/** Tells the lives of options as zc.buildout would. */
export class HistoryWriter {
  readonly #merged: MergedProfile;
  readonly #origins: Origins;
  readonly #groupOf: (layer: Layer) => Group;
  #layers: ReadonlyMap<Source, Layer> | undefined;

  constructor(merged: MergedProfile) {
    this.#merged = merged;
    this.#origins = new Origins(merged);
    this.#groupOf = merged.rules.mergesOnce ? () => undefined : makeGroups(merged);
  }

  /** The steps in the order in which they apply. */
  write({ key, contributions, isWaiting }: Entry, section: MergedSection): readonly HistoryStep[] {
    const isFirst = (layer: Layer): boolean => !section.pending.has(key) && this.#bringsSection(layer, section);
    if (isWaiting) return contributions.map((operator) => this.#step('SET', operator));
    const said = contributions.filter(({ operation }) => operation !== 'directory' && operation !== 'joined');
    let history: readonly HistoryStep[] = [];
    for (const { group, members } of this.#inGroups(said)) {
      if (group === undefined) history = this.#merge(history, members, isFirst);
      else history = overlay(history, this.#merge([], members, isFirst));
    }
    const made = contributions.filter(({ operation }) => operation === 'directory');
    return [...history, ...made.map((step) => this.#step('DIRECTORY', step))];
  }

  #inGroups(contributions: readonly Contribution[]): readonly Grouped[] {
    const groups: Grouped[] = [];
    for (const contribution of contributions) {
      const group = this.#groupOf(contribution.layer);
      const last = groups.at(-1);
      // The defaults of the user lie under the group that comes after them.
      const isUnder = last?.group === 'user defaults' && group !== undefined;
      if (last === undefined || (last.group !== group && !isUnder)) groups.push({ group, members: [contribution] });
      else {
        last.group = group;
        last.members.push(contribution);
      }
    }
    return groups;
  }

  /** A file that both sets an option and operates on it makes the value anew: nothing is left of what was before. */
  #merge(
    history: readonly HistoryStep[],
    contributions: readonly Contribution[],
    isFirst: (layer: Layer) => boolean,
  ): readonly HistoryStep[] {
    let steps = [...history];
    for (const [at, contribution] of contributions.entries()) {
      const next = contributions[at + 1];
      switch (contribution.operation) {
        case 'set':
          if (next?.layer === contribution.layer && next.operation !== 'set') steps = [];
          steps.push(this.#step(steps.length === 0 ? 'SET' : 'OVERRIDE', contribution));
          break;
        case 'add':
          steps.push(this.#step('ADD', contribution));
          break;
        case 'remove':
          if (contributions[at - 1]?.operation === 'implicit' && isFirst(contribution.layer))
            steps = [this.#step('SET', contribution), { ...this.#step('REMOVE', contribution), ...IMPLICIT }];
          else steps.push(this.#step('REMOVE', contribution));
          break;
        case 'implicit':
          steps.push({ operation: 'SET', value: '', ...IMPLICIT });
          break;
        default:
          break;
      }
    }
    return steps;
  }

  /** Nothing is known of the section before this layer in what is merged together with it. */
  #bringsSection(layer: Layer, { headers }: MergedSection): boolean {
    if (layer.kind !== 'file') return headers.length === 0;
    this.#layers ??= layersOf(this.#merged);
    const first = headers.find(({ source }) => {
      const each = this.#layers?.get(source);
      const group = each && this.#groupOf(each);
      return group === undefined || group === 'user defaults' || group === this.#groupOf(layer);
    });
    return first?.source === layer.source;
  }

  #step(operation: HistoryStep['operation'], contribution: Contribution): HistoryStep {
    return { operation, value: textOf(contribution), ...this.#origins.of(contribution.layer) };
  }
}

interface Grouped {
  group: Group;
  readonly members: Contribution[];
}

/** Lays the outcome of one group over what was before: of its inner steps only those of a value with operators stay. */
function overlay(below: readonly HistoryStep[], above: readonly HistoryStep[]): readonly HistoryStep[] {
  const [first] = above;
  const last = above.at(-1);
  if (first === undefined || last === undefined) return below;
  // Operators that waited for macros apply to what is below.
  if (isOperator(first)) return [...below, ...above];
  return below.length === 0 || isOperator(last) ? above : [...below, { ...last, operation: 'OVERRIDE' }];
}

function isOperator({ operation }: HistoryStep): boolean {
  return operation === 'ADD' || operation === 'REMOVE';
}

/** The layers that say something, by what they stand in. */
function layersOf({ sections }: MergedProfile): ReadonlyMap<Source, Layer> {
  const layers = new Map<Source, Layer>();
  for (const { options } of sections.values()) {
    for (const { contributions } of options.values()) {
      for (const { layer } of contributions) layers.set(layer.source, layer);
    }
  }
  return layers;
}

/** zc.buildout merges the main profile with all that it extends by itself, and so each that the command line extends. */
function makeGroups({ layers, nowhere }: MergedProfile): (layer: Layer) => Group {
  const places = new Map(layers.map(({ source }, place) => [source, place]));
  const placeOf = ({ source }: { readonly source: Source }): number => places.get(source) ?? 0;
  const main = placeOf(nowhere);
  const groups = new Map<Layer, Group>();
  return (layer) => {
    if (layer.kind !== 'file') return undefined;
    const known = groups.get(layer);
    if (known !== undefined) return known;
    const root = rootOf(layer);
    const group = placeOf(root) < main ? 'user defaults' : root;
    groups.set(layer, group);
    return group;
  };
}
