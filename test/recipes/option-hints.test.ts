import { describe, expect, test } from 'vitest';
import * as zod from 'zod';
import { compileOptions, option } from '../../src/engine/recipe/index.js';

const types = {
  md5: option.md5(),
  sha256: option.sha256(),
  mode: option.mode('a mode'),
  flag: option.flag('a flag'),
  lax: option.laxFlag('a flag'),
};
const decoder = compileOptions(zod, types);
const DIGITS = '9855b6d802d7fe5b7bd5b196a2271655';

describe('what to write instead of a value that is refused', () => {
  test.each([
    ['md5', `${DIGITS}aa`, 'it has 34 digits'],
    ['md5', DIGITS + DIGITS, 'it has 64 digits, as a SHA-256 has'],
    ['sha256', DIGITS, 'it has 32 digits, as an MD5 has'],
    ['sha256', `"${DIGITS}${DIGITS}"`, 'values have no quotes'],
    ['sha256', `sha256:${DIGITS}${DIGITS}`, 'write it without `sha256:`'],
    ['sha256', `sha256-${DIGITS}`, 'write it without `sha256-`'],
    ['md5', `md5sum = ${DIGITS}`, 'write it without `md5sum =`'],
    ['md5', 'unknown', undefined],
    ['mode', 'rw-r--r--', 'write `0644`'],
    ['mode', '-rwxr-x--x', 'write `0751`'],
    ['mode', '---------', 'write `0000`'],
    ['mode', "'0644'", 'values have no quotes'],
    ['mode', 'u=rw', undefined],
    ['flag', 'yes', 'write `true`'],
    ['flag', 'False', 'write `false`'],
    ['flag', '"true"', 'values have no quotes'],
    ['flag', 'maybe', undefined],
    ['lax', '0', 'write `false`'],
  ])('%s = %s', (name, text, hint) => {
    const decoded = decoder.decode(new Map([[name, text]]));
    expect(decoded.ok ? [] : decoded.failures.map((failure) => [failure.option, failure.hint])).toEqual([[name, hint]]);
  });
});
