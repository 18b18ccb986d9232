import fc from 'fast-check';
import type { Templates } from './templates.js';

const ADDED = fc.oneof(
  fc.constantFrom(
    '',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '%}',
    '{%',
    '}}',
    '{{',
    '|',
    '.',
    ',',
    ':',
    '=',
    "'",
    '"',
    '\n',
    ' ',
  ),
  fc.constantFrom('-', '#}', '{#', '!', '~', ' is ', ' in ', ' not ', ' if ', ' else ', ' for ', 'endif', 'endfor'),
  fc.constantFrom(' loop ', '1', 'x', '**', '==', ' as ', '_', '0x', '1_', '.5'),
);
const CHANGES = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: 4 }), ADDED), {
  minLength: 1,
  maxLength: 2,
});

/** The same with a few characters of the main template changed, so that it is mostly wrong. */
export function spoilt(templates: Templates): Templates {
  return fc.tuple(templates, CHANGES).map(([texts, changes]) => {
    const main = changes.reduce((text, [where, taken, added]) => {
      const at = Math.floor(where * (text.length + 1));
      return text.slice(0, at) + added + text.slice(at + taken);
    }, texts['main'] ?? '');
    return { ...texts, main };
  });
}
