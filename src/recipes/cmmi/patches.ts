import { isAbsolute } from 'node:path';
import { fail, succeed, type RecipeRefusal, type Result, type SourceRequest } from '../../engine/recipe/index.js';

/** Digits of a sum tell which one it is. */
const SUMS: Readonly<Record<number, 'md5' | 'sha256' | 'sha512'>> = { 32: 'md5', 64: 'sha256', 128: 'sha512' };

/** Reads one word of `patches`: a URL or path, then `#` and a sum if it has one. */
function readPatch(word: string): Result<SourceRequest, RecipeRefusal> {
  const hash = word.indexOf('#');
  const url = hash === -1 ? word : word.slice(0, hash);
  const sum = hash === -1 ? '' : word.slice(hash + 1).toLowerCase();
  const source: SourceRequest = { url, option: 'patches' };
  if (sum === '') return succeed(source);
  const algorithm = /^[0-9a-f]+$/.test(sum) ? SUMS[sum.length] : undefined;
  if (algorithm !== undefined) return succeed({ ...source, [algorithm]: sum });
  return fail({
    kind: 'recipe-error',
    option: 'patches',
    text: word,
    message: `\`${sum}\` behind \`${url}#\` is no MD5, SHA-256 or SHA-512`,
  });
}

export function readPatches(words: readonly string[]): Result<readonly SourceRequest[], RecipeRefusal> {
  const sources: SourceRequest[] = [];
  for (const word of words) {
    const source = readPatch(word);
    if (!source.ok) return source;
    sources.push(source.value);
  }
  return succeed(sources);
}

/** A relative patch lies in the unpacked sources, not beside the profile. */
export function liesInSources({ url }: SourceRequest): boolean {
  return !isAbsolute(url) && !/^(?:file:|[a-z][a-z0-9+.-]*:\/\/)/iu.test(url);
}
