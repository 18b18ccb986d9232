import fc from 'fast-check';
import type { InstalledPart, JournalEntry } from '../../src/engine/installed/index.js';
import { record } from './records.js';

/** Pieces that a line format trips over, among any text. */
const PIECES = ['\t', ' ', '\n', '\r', '\f', '\v', '%', '%(', '$', '${a:b}', '#', ';', '[x]', '=', 'k = v', '\\', '"'];
const ODD = ['\u0000', '\u001c', '\u0085', '\u00a0', '\u2028', '\u2029', '\u3000', '\ufeff', 'é', '😀'];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'word') },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
);

/** Values of options. What names a blank is left out: reading takes it for the blank. */
export const value = fc
  .array(piece, { maxLength: 12 })
  .map((pieces) => pieces.join(''))
  .filter((text) => !text.includes('__buildout_space'));

const partName = fc.constantFrom('a', 'b', 'c', 'd');
const path = value.map((text) => `/r/${text}`);

const part: fc.Arbitrary<InstalledPart> = fc
  .record({ name: partName, text: value, paths: fc.array(path, { maxLength: 3 }) })
  .map(({ name, text, paths }) => record(name, { options: { text }, paths }));

/** Entries in any order: the journal takes them as they come. */
export const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  { weight: 4, arbitrary: part.map((installed) => ({ type: 'installed' as const, part: installed })) },
  fc.record({ type: fc.constant('started' as const), name: partName, paths: fc.array(path, { maxLength: 2 }) }),
  fc.record({ type: fc.constant('removed' as const), name: partName }),
  fc.record({ type: fc.constant('visited' as const), names: fc.array(partName, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('exported' as const), path }),
);
