import type { Result, Span } from '../diag/index.js';
import { makeConditions, type Conditions } from '../profile/index.js';
import type { ExtendsStep, LoadingFailure, Through } from './failures.js';
import { placeOfName, type BaseName, type LayerContent } from './layer.js';
import { baseOf, isUrl, joinLocation, shownPath, type JoinSettings } from './locations.js';
import type { LoadedProfile, LoadFailure, LoadOptions, ProfileLoader } from './ports.js';
import type { DialectRules } from './dialect.js';
import type { LayerRequest } from './request.js';
import { loadingFailure } from './loading-failure.js';
import { readNode, type ProfileNode } from './profile-node.js';

export type Loaded = Result<LoadedProfile, LoadFailure>;
/** Yields what it waits for; a local profile is there at once. */
export type Loading<Value> = Generator<Loaded | Promise<Loaded>, Value, Loaded>;

export interface GraphSettings {
  readonly request: LayerRequest;
  readonly rules: DialectRules;
  readonly loader: ProfileLoader;
  /** Asked once, before the first remote profile; what the files say that were left so far. */
  loadOptions(done: readonly LayerContent[], main: LayerContent | undefined): LoadOptions | LoadingFailure;
}

interface Frame {
  readonly node: ProfileNode;
  readonly names: readonly BaseName[];
  next: number;
}

interface Place {
  readonly location: string;
  /** As `extends` names it; `undefined` for the main profile. */
  readonly name: string | undefined;
  /** Who names it; `undefined` for a root. */
  readonly by: { readonly node: ProfileNode; readonly base: BaseName } | undefined;
  readonly at: Span;
}

export interface Root {
  readonly location: string;
  readonly name?: string;
  /** Where the run is asked for it. */
  readonly at: Span;
  readonly isMain?: boolean;
  /** It need not exist. */
  readonly isOptional?: boolean;
}

const MOST_PROFILES = 20_000;

/** Reads profiles depth first, each once, and finds cycles. Failures are collected. */
export class LayerGraph {
  readonly failures: LoadingFailure[] = [];
  /** Optional profiles that do not exist. */
  readonly absent: BaseName[] = [];
  /** Every profile, bases before those that extend them, in the order of the `extends` lists. */
  readonly done: ProfileNode[] = [];
  readonly #settings: GraphSettings;
  readonly conditions: Conditions;
  readonly #join: JoinSettings;
  readonly #nodes = new Map<string, ProfileNode>();
  readonly #canonical = new Map<string, string>();
  /** The profiles being read, outermost first. */
  readonly #frames: Frame[] = [];
  readonly #open = new Set<ProfileNode>();
  #main: LayerContent | undefined;
  #loadOptions: LoadOptions | undefined;

  constructor(settings: GraphSettings) {
    const { request, rules, loader } = settings;
    this.#settings = settings;
    this.conditions = makeConditions(request.conditions);
    const canonical = (location: string): string => {
      const known = this.#canonical.get(location) ?? loader.canonical(location);
      this.#canonical.set(location, known);
      return known;
    };
    this.#join = { joinsUrls: rules.joinsUrls, home: request.home, canonical };
  }

  /** Reads a root and everything it extends. `undefined`: it could not be read. */
  *read({ location, name, at, isMain = false, isOptional = false }: Root): Loading<ProfileNode | undefined> {
    const root = yield* this.#visit({ location, name, by: undefined, at }, isOptional);
    if (isMain) this.#main = root?.content;
    while (this.#frames.length > 0) yield* this.#step();
    return root;
  }

  *#step(): Loading<void> {
    const frame = this.#frames.at(-1);
    const base = frame?.names[frame.next];
    if (frame === undefined || base === undefined) {
      this.#frames.pop();
      if (frame === undefined) return;
      this.#open.delete(frame.node);
      this.done.push(frame.node);
      return;
    }
    frame.next++;
    const from = frame.node.content.layer.location ?? '';
    const joined = joinLocation(from, base.name, this.#join);
    if (joined.kind === 'local-from-remote') {
      this.failures.push({ kind: joined.kind, name: base.name, at: base.at, through: this.#through() });
      return;
    }
    if (base.isOptional && !(yield* this.#exists(base, joined.location))) return;
    const node = yield* this.#visit(
      { location: joined.location, name: base.name, by: { node: frame.node, base }, at: base.at },
      base.isOptional && this.#settings.rules.findsOptionalBeside,
    );
    if (node !== undefined) frame.node.bases.push(node);
  }

  *#visit({ location, name, by, at }: Place, isOptional: boolean): Loading<ProfileNode | undefined> {
    const canonical = this.#join.canonical(location);
    const known = this.#nodes.get(canonical);
    if (known !== undefined) return this.#isCycle(known, at) ? undefined : known;
    if (this.#nodes.size >= MOST_PROFILES) {
      this.failures.push({ kind: 'too-many-profiles', limit: MOST_PROFILES, at });
      this.#frames.length = 0;
      return undefined;
    }
    const loaded = yield* this.#load(location);
    if (loaded === undefined) return undefined;
    if (!loaded.ok) {
      const [failure] = loaded.failures;
      if (isOptional && isAbsent(failure)) {
        if (by !== undefined) this.absent.push(by.base);
        return undefined;
      }
      const cacheSetAt = this.#loadOptions?.cacheSetAt;
      this.failures.push(loadingFailure(failure, { name, at, through: this.#through(), cacheSetAt }));
      return undefined;
    }
    return this.#add(canonical, this.#parse(loaded.value, location, by));
  }

  #add(canonical: string, node: ProfileNode): ProfileNode {
    this.#nodes.set(canonical, node);
    this.#frames.push({ node, names: node.content.bases, next: 0 });
    this.#open.add(node);
    return node;
  }

  *#load(location: string): Loading<Loaded | undefined> {
    const { loader } = this.#settings;
    if (!isUrl(location)) return yield loader.load(location, LOCAL);
    if (this.#loadOptions === undefined) {
      const done = this.done.map(({ content }) => content);
      const options = this.#settings.loadOptions(done, this.#main ?? this.#frames[0]?.node.content);
      if ('kind' in options) {
        if (!this.failures.some(({ kind }) => kind === options.kind)) this.failures.push(options);
        return undefined;
      }
      this.#loadOptions = options;
    }
    return yield loader.load(location, this.#loadOptions);
  }

  /** Whether an optional profile is to be read; spec 4.1 says where each dialect looks. */
  *#exists(base: BaseName, location: string): Loading<boolean> {
    const { loader, rules, request } = this.#settings;
    const looked =
      rules.findsOptionalBeside || base.name.startsWith('/') ? location : `${request.workingDirectory}/${base.name}`;
    if (isUrl(looked)) return rules.findsOptionalBeside;
    const loaded = yield loader.load(looked, LOCAL);
    const exists = loaded.ok || loaded.failures[0].kind !== 'not-found';
    if (!exists) this.absent.push(base);
    return exists;
  }

  #parse(read: LoadedProfile, location: string, by: Place['by']): ProfileNode {
    const path = shownPath(location, this.#settings.request.workingDirectory);
    const loaded = { ...read, source: { path, text: read.source.text } };
    const extendedBy = by && { layer: by.node.content.layer, at: by.base.at };
    const { node, failures } = readNode(loaded, {
      location,
      base: baseOf(location),
      extendedBy,
      conditions: this.conditions,
    });
    const refused = placeOfName(node.content, 'buildout', 'extended-by');
    if (refused !== undefined) this.failures.push({ kind: 'extended-by', at: refused });
    if (failures.length === 0) return node;
    const through = [...(by === undefined ? [] : [by.base.at]), ...this.#through()];
    for (const mistake of failures) this.failures.push({ kind: 'profile-mistake', mistake, through });
    return node;
  }

  #isCycle(node: ProfileNode, at: Span): boolean {
    if (!this.#open.has(node)) return false;
    const from = this.#frames.findIndex((frame) => frame.node === node);
    const steps = this.#frames.slice(from).map(({ node: { loaded }, names, next }): ExtendsStep => {
      const step = names[next - 1];
      return { at: step?.at ?? at, from: loaded.source.path, to: step?.name ?? '' };
    });
    const [first, ...more] = steps;
    if (first !== undefined) this.failures.push({ kind: 'extends-cycle', chain: [first, ...more] });
    return true;
  }

  /** Where the profiles being read say that they extend the next one, innermost first. */
  #through(): Through {
    const last = this.#frames.length - 1;
    return this.#frames.flatMap(({ names, next }, at) => (at === last ? [] : (names[next - 1]?.at ?? []))).toReversed();
  }
}

function isAbsent(failure: LoadFailure): boolean {
  return failure.kind === 'not-found' || (failure.kind === 'download-failed' && failure.isAbsent === true);
}

const LOCAL: LoadOptions = { offline: false, newest: false, cacheDirectory: undefined };
