import { option } from '../../engine/recipe/index.js';
import { sourceOptions } from '../building-blocks/sources.js';

export const options = {
  url: option.optional('URL or path of the template'),
  inline: option.optional('the text itself, instead of `url`'),
  output: option.required('path of the file to write'),
  ...sourceOptions,
  mode: option.mode('mode of the file, whatever the umask; without it 0666 less the umask, scripts 0777'),
} as const;

export type Options = typeof options;
