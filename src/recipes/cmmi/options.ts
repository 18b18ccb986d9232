import { option } from '../../engine/recipe/index.js';
import { flag } from '../building-blocks/booleans.js';
import { environmentOption } from '../building-blocks/environment.js';
import { sourceOptions } from '../building-blocks/sources.js';

/** Shell steps between the commands, each a shell of its own in the source directory. */
const step = (when: string): ReturnType<typeof option.text> => option.text(`shell text run ${when}`);

export const options = {
  url: option.optional('archive or directory with the sources'),
  path: option.optional('source directory to build in place, instead of `url`'),
  ...sourceOptions,
  'strip-top-level-dir': flag('whether the one top directory of the archive is left out', false, 'absent'),
  shared: flag('whether the part goes to the shared store', false),
  prefix: option.optional('installation prefix; the location without it'),
  'configure-command': option.text('shell text; `./configure` without it'),
  'configure-options': option.words('words put behind the configure command; quotes are for the shell'),
  'make-binary': option.text('make program, as shell text', 'make'),
  'make-options': option.words('words for both runs of make'),
  jobs: option.of('processes of make at once; without it as many as there are free cores', (z) =>
    z
      .string()
      .regex(/^\s*(?:[1-9]\d{0,3})?\s*$/u, 'must be a number from 1 on')
      .optional()
      .transform((text) => (text === undefined || text.trim() === '' ? undefined : Number(text))),
  ),
  'make-targets': option.of('words for the second run of make', (z) =>
    z
      .string()
      .default('install')
      .transform((text) => text.split(/\s+/u).filter((word) => word !== '')),
  ),
  patches: option.words('`url` or `url#sum` of patches, applied in this order'),
  'patch-options': option.of('words for the patch program', (z) =>
    z
      .string()
      .default('-p0')
      .transform((text) => text.split(/\s+/u).filter((word) => word !== '')),
  ),
  'patch-binary': option.text('patch program, as shell text', 'patch'),
  'pre-configure': step('before configure'),
  'pre-build': step('before make'),
  'pre-install': step('before `make install`'),
  'post-install': step('after `make install`'),
  environment: environmentOption,
  'keep-compile-dir': flag('whether the build directory stays, as part of the result', undefined, 'absent'),
  promises: option.lines('paths to warn about when the build did not make them'),
} as const;

export type Options = typeof options;
