import { describe, expect, test } from 'vitest';
import { formatPercent } from '../../src/recipes/building-blocks/percent.js';

const values = new Map([
  ['location', '/l'],
  ['own', '%(location)s %%'],
  ['a b', 'blank'],
  ['quoted', "it's\\ \n\u001b"],
  ['both', `'"`],
]);
const format = (text: string): unknown => formatPercent(text, { values, option: 'o', kind: 'option of this part' });

describe('percent formatting', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['%(location)s/bin', '/l/bin'],
    ['%(location)s%(location)s', '/l/l'],
    ['100%%', '100%'],
    ['%%(location)s', '%(location)s'],
    ['%%%(location)s', '%/l'],
    ['%(own)s', '%(location)s %%'],
    ['%(a b)s', 'blank'],
    ['two\n%(location)s\n', 'two\n/l\n'],
    ['%(location)r', "'/l'"],
    ['%(quoted)r', String.raw`"it's\\ \n\x1b"`],
    ['%(both)r', String.raw`'\'"'`],
  ])('%j gives %j', (text, expected) => {
    expect(format(text)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['100%', 'stray percent sign in `o`, at `%`'],
    ['50% of', 'stray percent sign in `o`, at `% of`'],
    ['%d', 'stray percent sign in `o`, at `%d`'],
    ['%(location)d', 'stray percent sign in `o`, at `%(location)d`'],
    ['%(location', 'stray percent sign in `o`, at `%(location`'],
    ['%%%', 'stray percent sign in `o`, at `%`'],
    ['%x 0123456789012345678901234567890123456789', 'stray percent sign in `o`, at `%x 01234567890123456…`'],
  ])('%j is a mistake', (text, message) => {
    expect(format(text)).toMatchObject({ ok: false, failures: [{ option: 'o', message }] });
  });

  test('an unknown name is named, with the nearest known one', () => {
    expect(format('%(locaton)s')).toEqual({
      ok: false,
      failures: [
        {
          kind: 'recipe-error',
          option: 'o',
          text: '%(locaton)',
          message: '`%(locaton)s` in `o` names no option of this part',
          hint: 'did you mean `%(location)s`?',
        },
      ],
    });
  });
});
