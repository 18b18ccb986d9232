import {
  succeed,
  type RecipeRefusal,
  type ResolvingPart,
  type Result,
  type SourceRequest,
} from '../../engine/recipe/index.js';
import { hasChecksum, readSource } from '../building-blocks/sources.js';
import type { Options } from './options.js';
import { refuse } from './refuse.js';

type Part = ResolvingPart<Options>;

/** The template of a part, and where its text goes. */
export interface Outline {
  /** As it is written. */
  readonly output: string;
  readonly template: TemplateSource;
  /** The content cannot change without the options: an update has nothing to do. */
  readonly isFixed: boolean;
}

export type TemplateSource =
  | { readonly kind: 'text'; readonly option: string; readonly text: string }
  | { readonly kind: 'file'; readonly option: string; readonly source: SourceRequest };

const OLD_INLINE = 'inline:';

/** `output` with `url` or `inline`, or the old `rendered` with `template`; the two pairs do not mix. */
export function readOutline(part: Part): Result<Outline, RecipeRefusal> {
  const { url, inline, output, template, rendered } = part.options;
  const own = `\`${part.name}:output\``;
  if (output !== undefined && rendered !== undefined)
    return refuse('`output` and `rendered` cannot both be set: they are two names of one option', {
      option: 'rendered',
    });
  if (output !== undefined) return newOutline(part, output);
  if (rendered === undefined) return refuse(`${own} is required, or in the old form \`${part.name}:rendered\``);
  const given = url === undefined ? 'inline' : 'url';
  if (url !== undefined || inline !== undefined)
    return refuse(`\`rendered\` is the old form, which takes \`template\` instead of \`${given}\``, {
      option: given,
      hint: 'write `output` instead of `rendered`',
    });
  if (template === undefined) return refuse('`rendered` needs a `template`', { option: 'rendered' });
  return oldOutline(part, rendered, template);
}

function newOutline(part: Part, output: string): Result<Outline, RecipeRefusal> {
  const { url, inline, template } = part.options;
  if (template !== undefined)
    return refuse('`template` is the old form, which takes `rendered`: one of `inline` and `url` is required', {
      option: 'template',
      hint: 'write `url` instead of `template`',
    });
  if (url !== undefined && inline !== undefined)
    return refuse('`url` and `inline` cannot both be set', { option: 'inline' });
  if (url !== undefined) return fileOutline(part, { output, url, option: 'url' });
  if (inline === undefined) return refuse('one of `inline` and `url` is required');
  const sum = SUMS.find((name) => part.options[name] !== undefined);
  if (sum !== undefined)
    return refuse(`\`inline\` and \`${sum}\` cannot both be set: a sum is for what \`url\` names`, { option: sum });
  return succeed({ output, template: { kind: 'text', option: 'inline', text: inline }, isFixed: true });
}

const SUMS = ['md5sum', 'sha256', 'sha256sum', 'sha512', 'sha512sum'] as const;

function oldOutline(part: Part, output: string, template: string): Result<Outline, RecipeRefusal> {
  if (!template.startsWith(OLD_INLINE)) return fileOutline(part, { output, url: template, option: 'template' });
  const text = template.slice(OLD_INLINE.length).replace(/^[\r\n]+/u, '');
  return succeed({ output, template: { kind: 'text', option: 'template', text }, isFixed: false });
}

interface FileNamed {
  readonly output: string;
  readonly url: string;
  readonly option: string;
}

function fileOutline({ options }: Part, { output, url, option }: FileNamed): Result<Outline, RecipeRefusal> {
  const md5sum = options.md5sum?.trim();
  if (md5sum !== undefined && !/^[0-9a-f]{32}$/u.test(md5sum)) return refuseSum(md5sum);
  const source = readSource(url, { ...options, md5sum });
  if (!source.ok) return source;
  const template = { kind: 'file', option, source: { ...source.value, option } } as const;
  return succeed({ output, template, isFixed: hasChecksum(source.value) });
}

/** The recipe of profiles compares the text of the sum: capital digits never match. */
function refuseSum(md5sum: string): Result<never, RecipeRefusal> {
  const lower = md5sum.toLowerCase();
  return refuse('option `md5sum` must be 32 hexadecimal digits, in lower case', {
    option: 'md5sum',
    ...(lower !== md5sum && { hint: `write \`${lower}\`` }),
  });
}
