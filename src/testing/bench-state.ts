import type { Call } from './calls.js';
import type { Sections } from './resolve-context.js';
import type { BenchTools } from './tools.js';

export interface BenchSettings {
  /** An existing directory of the test's own: the release. Parts are made in its `parts`. */
  readonly directory: string;
  /** Sections that recipes and templates may refer to, `buildout` among them. */
  readonly sections?: Sections;
  /** Variables passed to commands beside the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly offline?: boolean;
  /** Instead of the engine's own. */
  readonly tools?: Partial<BenchTools>;
  readonly signal?: AbortSignal;
}

/** A section with a recipe, as a profile would have it; references in its values are filled in already. */
export interface TestedPart {
  readonly name?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly profileBase?: string;
}

/** What the calls of one bench share. */
export interface BenchState {
  readonly settings: BenchSettings;
  readonly tools: BenchTools;
  readonly signal: AbortSignal;
  readonly calls: Call[];
  readonly output: Buffer[];
  /** Absolute recorded paths by part. */
  readonly recorded: Map<string, readonly string[]>;
}

export function partName({ name = 'part' }: TestedPart): string {
  return name;
}
