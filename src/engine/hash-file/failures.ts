import { excerpt, unreachable, type Diagnostic, type Span } from '../diag/index.js';

export type HashFileFailure = UnusablePath | UnusableSum | NotAlone;

/** The path of a file whose sum is kept cannot be followed from the hash file alone. */
export interface UnusablePath {
  readonly kind: 'hash-file-path';
  readonly reason: 'reference' | 'absolute' | 'url' | 'empty' | 'several-lines';
  readonly option: string;
  readonly path: string;
  readonly at: Span;
}
/** A sum goes on in further lines, or something stands behind it. */
export interface UnusableSum {
  readonly kind: 'hash-file-sum';
  readonly option: string;
  readonly at: Span;
}
/** The file takes options from elsewhere. */
export interface NotAlone {
  readonly kind: 'hash-file-extends' | 'hash-file-macro';
  readonly at: Span;
}

export function explain(failure: HashFileFailure): Diagnostic {
  const { kind: code, at } = failure;
  return { code, severity: 'error', at, notes: [], ...wordsOf(failure) };
}

type Words = Pick<Diagnostic, 'message'> & { readonly hint: string };

function wordsOf(failure: HashFileFailure): Words {
  switch (failure.kind) {
    case 'hash-file-path':
      return pathWords(failure);
    case 'hash-file-sum': {
      const message = `\`${failure.option}\` holds more than a sum`;
      return { message, hint: 'write the sum, and nothing else, on the line of its option' };
    }
    case 'hash-file-extends': {
      const message = 'a file of sums cannot extend profiles';
      return { message, hint: 'let the profile that uses the sums extend this file' };
    }
    case 'hash-file-macro': {
      const message = 'a file of sums cannot use macros';
      return { message, hint: 'write the file name and the sum into the section itself' };
    }
    default:
      return unreachable(failure);
  }
}

function pathWords({ reason, option, path }: UnusablePath): Words {
  const shown = excerpt(path);
  const hint = 'write the path of the file from the directory of this one';
  switch (reason) {
    case 'reference':
      return { message: `the path \`${shown}\` holds a reference, which nothing resolves here`, hint };
    case 'absolute':
      return { message: `the path \`${shown}\` is absolute`, hint };
    case 'url':
      return {
        message: `\`${shown}\` is a URL: only sums of local files can be kept right`,
        hint: `take \`${option}\` out of the section to leave its sums as they are`,
      };
    case 'empty':
      return { message: `\`${option}\` names no file`, hint };
    case 'several-lines':
      return {
        message: `the path in \`${option}\` goes on below its line`,
        hint: 'write it on the line of its option',
      };
    default:
      return unreachable(reason);
  }
}
