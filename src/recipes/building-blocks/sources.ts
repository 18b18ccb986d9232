import {
  fail,
  option,
  succeed,
  type OptionValues,
  type RecipeRefusal,
  type Result,
  type SourceRequest,
} from '../../engine/recipe/index.js';
import { flag } from './booleans.js';

/** The sums of one download, under the names that profiles use. */
const checksumOptions = {
  md5sum: option.md5(),
  sha256: option.sha256(),
  sha256sum: option.sha256('the same as `sha256`'),
  sha512: option.sha512(),
  sha512sum: option.sha512('the same as `sha512`'),
} as const;

type Checksums = Pick<SourceRequest, 'md5' | 'sha256' | 'sha512'>;

/** Joins the two names of each sum; two different values for one sum are a mistake. */
function readChecksums(options: OptionValues<typeof checksumOptions>): Result<Checksums, RecipeRefusal> {
  for (const name of ['sha256', 'sha512'] as const) {
    const [short, long] = [options[name], options[`${name}sum`]];
    if (short !== undefined && long !== undefined && short !== long)
      return fail({ kind: 'recipe-error', message: `\`${name}\` and \`${name}sum\` differ`, option: `${name}sum` });
  }
  return succeed({
    ...(options.md5sum !== undefined && { md5: options.md5sum }),
    ...defined('sha256', options.sha256 ?? options.sha256sum),
    ...defined('sha512', options.sha512 ?? options.sha512sum),
  });
}

function defined<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  // A computed key widens to `string`; the object has exactly this one.
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: string });
}

/** Options of everything that is downloaded. */
export const sourceOptions = {
  ...checksumOptions,
  'alternate-url': option.words('URLs to try when `url` does not answer'),
  offline: flag('whether it may not be downloaded, instead of what holds for the run', undefined, 'absent'),
} as const;

/** The request for what `url` names. */
export function readSource(
  url: string,
  values: OptionValues<typeof sourceOptions>,
): Result<SourceRequest, RecipeRefusal> {
  const sums = readChecksums(values);
  if (!sums.ok) return sums;
  const { offline, 'alternate-url': alternates } = values;
  return succeed({ url, ...sums.value, alternates, offline, option: 'url' });
}

export function hasChecksum({ md5, sha256, sha512 }: Checksums): boolean {
  return (md5 ?? sha256 ?? sha512) !== undefined;
}
