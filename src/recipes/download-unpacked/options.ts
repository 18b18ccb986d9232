import { option } from '../../engine/recipe/index.js';
import { flag } from '../building-blocks/booleans.js';
import { environmentOption } from '../building-blocks/environment.js';
import { sourceOptions } from '../building-blocks/sources.js';

export const options = {
  url: option.required('URL or path of an archive, or path of a directory to copy'),
  ...sourceOptions,
  destination: option.optional('directory to unpack into, instead of a location'),
  'strip-top-level-dir': flag('whether the top directory is left out; without it, if there is just one', undefined),
  shared: flag('whether the part goes to the shared store', false),
  environment: environmentOption,
} as const;

export type Options = typeof options;
