import type { EngineEvent } from './events.js';
import type { EnginePorts } from './ports.js';
import type { RecipeDefinition } from './recipe/index.js';

/** What a call of the engine works with. */
export interface EngineCall {
  readonly ports: EnginePorts;
  readonly recipes: readonly RecipeDefinition[];
  readonly signal: AbortSignal;
  readonly emit: (event: EngineEvent) => void;
  /** When the call began, milliseconds since 1970. */
  readonly begun: number;
}
