import { createEngine, type Engine } from './engine/index.js';
import { makeEnginePorts } from './platform/engine-ports.js';
import { VERSION } from './version.js';

/** The engine as the command line uses it: what it can do beyond the library's promises. */
export const engine: Engine = createEngine(
  makeEnginePorts(VERSION),
  async () => (await import('./recipes/index.js')).builtInRecipes,
);
