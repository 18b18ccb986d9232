import { option } from '../../engine/recipe/index.js';
import { flag } from '../building-blocks/booleans.js';
import { sourceOptions } from '../building-blocks/sources.js';

export const options = {
  url: option.optional('URL or path of the template'),
  inline: option.optional('the template itself, instead of `url`'),
  output: option.optional('path of the file to write'),
  template: option.optional(
    'path of the template, or `inline:` and the template itself; the old form, with `rendered`',
  ),
  rendered: option.optional('the old name of `output`, with `template`'),
  ...sourceOptions,
  // Where it does not count, in the old inline form, any text will do.
  md5sum: option.optional('MD5 of the content, in hexadecimal'),
  mode: option.mode('mode of the file, whatever the umask; without it 0666 less the umask, scripts 0777'),
  context: option.text('lines `type name expression`: what the template sees'),
  extensions: option.words('extensions of Jinja: `jinja2.ext.do`, `jinja2.ext.loopcontrols`'),
  'import-list': option.text('lines `type alias expression`: templates that others may import, include and extend'),
  'import-delimiter': option.optional('what stands between the alias of a folder and the names below it'),
  once: option.optional('path of a marker: while it is there, nothing is rendered'),
  update: flag('whether the file is looked at in every run, also with a pinned or inline template', false),
  encoding: option.optional('encoding of the template, of what it imports, and of the file'),
} as const;

export type Options = typeof options;
