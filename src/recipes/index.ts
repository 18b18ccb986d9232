import type { RecipeDefinition } from '../engine/recipe/index.js';
import { cmmi } from './cmmi/index.js';
import { command } from './command/index.js';
import { download } from './download/index.js';
import { downloadUnpacked } from './download-unpacked/index.js';
import { jinja2 } from './jinja2/index.js';
import { mkdirectory, mkdirectoryOfBuild } from './mkdirectory/index.js';
import { template } from './template/index.js';
import { wrapper } from './wrapper/index.js';

/** The recipes that come with the engine. */
export const builtInRecipes: readonly RecipeDefinition[] = [
  cmmi,
  command,
  download,
  downloadUnpacked,
  jinja2,
  mkdirectory,
  mkdirectoryOfBuild,
  template,
  wrapper,
];
