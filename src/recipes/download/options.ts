import { option } from '../../engine/recipe/index.js';
import { flag } from '../building-blocks/booleans.js';
import { sourceOptions } from '../building-blocks/sources.js';

export const options = {
  url: option.required('URL, path of a file, or path of a directory to copy'),
  ...sourceOptions,
  filename: option.optional('name of the file in the location; the name of the part without it'),
  destination: option.optional('path of the file, instead of a location'),
  shared: flag('whether the part goes to the shared store; needs a checksum', false),
} as const;

export type Options = typeof options;
