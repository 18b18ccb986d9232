import type { Result } from '../diag/index.js';
import type {
  CommandEnvironment,
  EnvironmentContext,
  Installed,
  InstallContext,
  InstallingPart,
  Resolution,
  ResolveContext,
  ResolvingPart,
} from './context.js';
import type { RecipeFailure } from './failures.js';
import type { OptionTypes } from './options.js';

/** A recipe: how one kind of part is resolved, installed, kept and removed. Built-ins and plugins are the same. */
export interface RecipeDefinition<Types extends OptionTypes = OptionTypes> {
  /** The short name, `recipe = <name>`. */
  readonly name: string;
  /** Other names profiles use for it, such as `slapos.recipe.cmmi`. */
  readonly aliases?: readonly string[];
  /** Enters the signature: raise it when the same options give different files. */
  readonly version: number | string;
  readonly options: Types;
  /** Options that cannot change the content and stay out of the signature. */
  readonly presentation?: readonly string[];
  /** The recipe compiles: the toolchain enters the signature. */
  readonly compiles?: boolean;
  /** `false`: neither `install` nor `update` ever calls `run`, so that a part need not wait for others that compute. */
  readonly runsCommands?: boolean;
  /** Every option of the section belongs to the recipe (as in `mkdirectory`): unknown names are no mistake. */
  readonly open?: boolean;
  /** Called before the first `resolve` of a run: for code that is worth loading only where the recipe is used. */
  load?(): Promise<void>;
  /** Pure: no effect, and the same answer for the same part. Without it the part is one directory of its own. */
  resolve?(part: ResolvingPart<Types>, context: ResolveContext): Result<Resolution, RecipeFailure>;
  install(part: InstallingPart<Types>, context: InstallContext): Promise<Result<Installed, RecipeFailure>>;
  /**
   * The environment of the part's commands, for people who ask for it and for `install` itself: pure, from what `context`
   * has before the part adds to it. Without it that is the whole environment.
   */
  environment?(part: InstallingPart<Types>, context: EnvironmentContext): Result<CommandEnvironment, RecipeFailure>;
  /** Called instead of `install` when nothing changed and `Resolution.updates` is set. Its paths are added to the record. */
  update?(part: InstallingPart<Types>, context: InstallContext): Promise<Result<Installed, RecipeFailure>>;
  /** Called before the recorded paths are removed, with the options as they were installed. */
  uninstall?(part: UninstallingPart, context: InstallContext): Promise<Result<void, RecipeFailure>>;
}

export interface UninstallingPart {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly recorded: readonly string[];
  readonly directory: string;
}

/** Types a recipe; the value is the definition itself. */
export function defineRecipe<const Types extends OptionTypes>(
  definition: RecipeDefinition<Types>,
): RecipeDefinition<Types> {
  return definition;
}
