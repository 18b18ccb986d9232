/** A variable of a function, the same in all scopes of one level within it: Jinja's scopes of one level share theirs. */
export interface Variable {
  readonly level: number;
  readonly name: string;
}

/** What a variable is when its scope is entered. */
export type Load =
  | { readonly from: 'parameter' }
  | { readonly from: 'nothing' }
  | { readonly from: 'context'; readonly name: string }
  | { readonly from: 'variable'; readonly of: Variable };

const PARAMETER: Load = { from: 'parameter' };
const NOTHING: Load = { from: 'nothing' };

/**
 * The names of one scope: what each stands for, and where its value comes from. Which scope a name belongs to depends on
 * the order in which it is read and set, and on the branches that do it, so that the names are collected in the order of
 * the template.
 */
export class Symbols {
  readonly level: number;
  readonly parent: Symbols | undefined;
  /** What is here alone; of a branch, what it adds to the scope that it is a branch of. */
  readonly variables = new Map<string, Variable>();
  /** By the names of the variables of this scope. */
  readonly loads = new Map<string, Load>();
  readonly stores = new Set<string>();
  /** Of a branch, what it is a branch of: that does not change before it has taken the branch over. */
  readonly #trunk: Symbols | undefined;

  constructor(parent: Symbols | undefined, trunk?: Symbols) {
    this.parent = parent;
    this.level = parent === undefined ? 0 : parent.level + 1;
    this.#trunk = trunk;
  }

  /** What a name stands for here; `undefined` for one that was not collected. */
  find(name: string): Variable | undefined {
    return this.#own(name) ?? this.parent?.find(name);
  }

  #own(name: string): Variable | undefined {
    return this.variables.get(name) ?? (this.#trunk === undefined ? undefined : this.#trunk.#own(name));
  }

  #stores(name: string): boolean {
    return this.stores.has(name) || (this.#trunk !== undefined && this.#trunk.#stores(name));
  }

  /** Where the value of a name came from when its scope was entered. */
  findLoad(name: string): Load | undefined {
    return this.variables.has(name) ? this.loads.get(name) : this.parent?.findLoad(name);
  }

  declare(name: string): void {
    this.stores.add(name);
    this.#define(name, PARAMETER);
  }

  read(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { from: 'context', name });
  }

  /** A name that is set here begins as what it is outside. */
  set(name: string): void {
    this.stores.add(name);
    if (this.#own(name) !== undefined) return;
    const outside = this.parent?.find(name);
    this.#define(name, outside === undefined ? NOTHING : { from: 'variable', of: outside });
  }

  /** The same scope, for one branch of an `if`; to be handed to `merge`. */
  branch(): Symbols {
    return new Symbols(this.parent, this);
  }

  /** Takes over what the branches of an `if` did: what only a branch sets is before that what it is outside. */
  merge(branches: readonly Symbols[]): void {
    const fresh = new Set(branches.flatMap(({ stores }) => [...stores]).filter((name) => !this.#stores(name)));
    for (const { variables, loads, stores } of branches) {
      for (const [name, variable] of variables) this.variables.set(name, variable);
      for (const [name, load] of loads) this.loads.set(name, load);
      for (const name of stores) this.stores.add(name);
    }
    for (const name of fresh) {
      const outside = this.parent?.find(name);
      this.loads.set(name, outside === undefined ? { from: 'context', name } : { from: 'variable', of: outside });
    }
  }

  /** All names that are set here or in a scope around: what an included template sees beside the context. */
  visible(): ReadonlyMap<string, Variable> {
    const visible = new Map<string, Variable>();
    for (const name of this.#allStores()) {
      const variable = this.find(name);
      if (variable !== undefined) visible.set(name, variable);
    }
    return visible;
  }

  *#allStores(): Generator<string, void> {
    yield* this.stores;
    if (this.parent !== undefined) yield* this.parent.#allStores();
  }

  #define(name: string, load: Load): void {
    this.variables.set(name, { level: this.level, name });
    this.loads.set(name, load);
  }
}
