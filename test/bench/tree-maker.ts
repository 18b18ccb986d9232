import { Random } from './random.js';
import {
  change,
  CONDITIONS,
  FURTHER,
  macroEntries,
  plainEntries,
  programEntries,
  someVersion,
  variantEntries,
} from './tree-entries.js';
import { add, set, type Block, type Entry, type GeneratedProfile } from './tree-text.js';
import type { TreeShape } from './tree-shape.js';

/** A profile of one program, and what others may use of it. */
interface Component {
  readonly name: string;
  readonly profile: GeneratedProfile;
  readonly bases: readonly Component[];
  /** Sections that `<=` may name, besides the program's own. */
  readonly macros: string[];
}

/** How many components the others like to extend. */
const POPULAR = 30;
const PATCH = 'fix.patch';
const PATCH_TEXT = '--- Makefile.in\n+++ Makefile.in\n@@ -1 +1 @@\n-old\n+new\n';

/** Makes the profiles of a tree: components, stacks of them, and the release on top. */
export class TreeMaker {
  readonly #shape: TreeShape;
  readonly #random: Random;
  readonly #components: Component[] = [];
  readonly #stacks: GeneratedProfile[] = [];
  readonly #patches = new Map<string, string>();
  /** Options by section, as they will be merged. */
  readonly #merged = new Map<string, Set<string>>();
  readonly #unusedMacros: { readonly component: Component; readonly macro: string }[] = [];
  /** Blocks that can take further options. */
  readonly #roomy: Block[] = [];

  constructor(shape: TreeShape, seed: number) {
    this.#shape = shape;
    this.#random = new Random(seed);
  }

  make(): { readonly profiles: readonly GeneratedProfile[]; readonly patches: ReadonlyMap<string, string> } {
    const { files, sections } = this.#shape;
    const stacks = Math.max(1, Math.round(files * 0.06));
    const components = files - stacks - 1;
    for (let at = 0; at < components; at++) this.#addComponent(at);
    const macros = Math.round(sections / 10);
    for (let at = 0; at < macros; at++) this.#addMacro(this.#componentAt(at / macros), `macro-${at}`);
    // `buildout`, `versions` and one section of each stack are still to come.
    for (let left = sections - this.#merged.size - stacks - 2; left > 0; left--) this.#addVariant(left);
    for (let at = 0; at < stacks; at++) this.#addStack(at);
    const release = this.#makeRelease();
    this.#fill(release);
    this.#check();
    const profiles = [...this.#components.map(({ profile }) => profile), ...this.#stacks, release];
    return { profiles, patches: this.#patches };
  }

  #addComponent(at: number): void {
    const name = `component-${at}`;
    const bases = this.#chooseBases(at);
    const folder = `component/${name}`;
    const profile = {
      path: `${folder}/buildout.cfg`,
      extends: bases.map((base) => base.profile.path),
      blocks: [],
    };
    this.#components.push({ name, profile, bases, macros: [] });
    const isPatched = this.#random.chance(45);
    if (isPatched) this.#patches.set(`${folder}/${PATCH}`, PATCH_TEXT);
    const program = { name, needs: bases.map((base) => base.name), patch: isPatched ? PATCH : undefined };
    this.#roomy.push(this.#addBlock(profile, name, programEntries(this.#random, program)));
    if (this.#random.chance(8)) this.#addCondition(profile, name);
  }

  /** Three to six earlier ones, as far as there are so many. */
  #chooseBases(at: number): readonly Component[] {
    const chosen = new Set<Component>();
    const wanted = Math.min(at, this.#random.between(3, 6));
    while (chosen.size < wanted) {
      const limit = this.#random.chance(50) ? Math.min(at, POPULAR) : at;
      chosen.add(this.#random.pick(this.#components.slice(0, limit)));
    }
    return [...chosen];
  }

  #addCondition({ blocks }: GeneratedProfile, section: string): void {
    const random = this.#random;
    const entry = random.chance(50) ? add('configure-options', '--special') : set('version', someVersion(random));
    blocks.push({ section, condition: random.pick(CONDITIONS), entries: [entry] });
  }

  /** Some macros are made of macros themselves. */
  #addMacro(component: Component, macro: string): void {
    const { name, profile, bases } = component;
    const near = bases.flatMap((base) => base.macros);
    const inherited = near.length > 0 && this.#random.chance(30) ? this.#random.pick(near) : undefined;
    this.#addBlock(profile, macro, macroEntries(name, inherited));
    component.macros.push(macro);
    this.#unusedMacros.push({ component, macro });
  }

  /** A further section beside a program: made of it, made of macros, or holding plain values. */
  #addVariant(number: number): void {
    const unused = this.#unusedMacros.pop();
    const { name, profile, bases, macros } = unused?.component ?? this.#random.pick(this.#components);
    const near = [...macros, ...bases.flatMap((base) => base.macros)];
    const made = unused === undefined ? this.#chooseMacros(name, near) : [unused.macro];
    const entries = made.length === 0 ? plainEntries(this.#random, name) : variantEntries(this.#random, made);
    this.#roomy.push(this.#addBlock(profile, `${name}-variant-${number}`, entries));
  }

  #chooseMacros(program: string, near: readonly string[]): readonly string[] {
    const kind = this.#random.below(10);
    if (kind < 2) return [];
    if (kind < 5 || near.length === 0) return [program];
    return [...new Set([this.#random.pick(near), this.#random.pick(near)])];
  }

  /** Extends many components, changes some of them, and pins versions. */
  #addStack(at: number): void {
    const random = this.#random;
    const used = [...new Set(Array.from({ length: random.between(4, 12) }, () => random.pick(this.#components)))];
    const bases = [...this.#stacks.slice(-1), ...used.map(({ profile }) => profile)];
    const name = `stack-${at}`;
    const profile = { path: `stack/${name}/buildout.cfg`, extends: bases.map(({ path }) => path), blocks: [] };
    this.#stacks.push(profile);
    this.#addBlock(profile, name, [set('tools', '', ...used.map((each) => `\${${each.name}:location}/bin`))]);
    for (const each of used.slice(0, 3)) this.#addBlock(profile, each.name, [change(random)]);
    const pins = [set('egg-shared', someVersion(random)), set(`egg-of-${name}`, someVersion(random))];
    this.#addBlock(profile, 'versions', pins);
  }

  #makeRelease(): GeneratedProfile {
    const below = [...this.#components.map(({ profile }) => profile), ...this.#stacks];
    const extended = new Set(below.flatMap((each) => each.extends));
    const tops = this.#components.filter(({ profile }) => !extended.has(profile.path));
    const bases = [...this.#stacks, ...tops.map(({ profile }) => profile)];
    const release = { path: 'software.cfg', extends: bases.map(({ path }) => path), blocks: [] };
    const parts = new Set([...tops, ...this.#components.slice(-1)]);
    this.#addBlock(release, 'buildout', [set('parts', '', ...[...parts].map(({ name }) => name))]);
    this.#addBlock(release, 'versions', [set('egg-shared', '9.9'), set('egg-of-release', someVersion(this.#random))]);
    return release;
  }

  /** Adds options until there are as many as there are to be. */
  #fill({ blocks }: GeneratedProfile): void {
    const pins = blocks.at(-1);
    for (let missing = this.#shape.options - this.#countOptions(); missing > 0; missing--) {
      const block = this.#random.pick(this.#roomy);
      const further = this.#random.pick(FURTHER);
      const isNew = this.#merged.get(block.section)?.has(further.name) === false && this.#random.chance(75);
      if (isNew) this.#addEntry(block, further);
      else if (pins !== undefined) this.#addEntry(pins, set(`egg-${missing}`, someVersion(this.#random)));
    }
  }

  #check(): void {
    const [sections, options] = [this.#merged.size, this.#countOptions()];
    if (sections === this.#shape.sections && options === this.#shape.options) return;
    throw new RangeError(`the tree has ${sections} sections with ${options} options: no such shape can be made`);
  }

  #addBlock({ blocks }: GeneratedProfile, section: string, entries: readonly Entry[]): Block {
    const block: Block = { section, entries: [] };
    if (!this.#merged.has(section)) this.#merged.set(section, new Set());
    for (const entry of entries) this.#addEntry(block, entry);
    blocks.push(block);
    return block;
  }

  #addEntry({ section, entries }: Block, entry: Entry): void {
    entries.push(entry);
    this.#merged.get(section)?.add(entry.name);
  }

  #countOptions(): number {
    return [...this.#merged.values()].reduce((sum, options) => sum + options.size, 0);
  }

  /** `share`: how far into the components, from 0 to 1. */
  #componentAt(share: number): Component {
    const component = this.#components[Math.floor(share * this.#components.length)];
    if (component === undefined) throw new RangeError('there are no components');
    return component;
  }
}
