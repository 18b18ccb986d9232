import fc from 'fast-check';
import type { CaseSettings } from '../rendered-case.js';

const flag = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** What differs from the settings of `jinja2.Environment()`. */
export const settings: fc.Arbitrary<CaseSettings> = fc
  .record({
    undefined: fc.oneof(
      { weight: 4, arbitrary: fc.constant('default' as const) },
      { weight: 3, arbitrary: fc.constantFrom('strict' as const, 'chainable' as const, 'debug' as const) },
    ),
    autoescape: flag,
    keep_trailing_newline: flag,
    trim_blocks: flag,
    lstrip_blocks: flag,
    extensions: fc.constantFrom<CaseSettings['extensions']>(['do', 'loopcontrols'], ['do', 'loopcontrols'], ['do'], []),
    newline_sequence: fc.constantFrom('\n' as const, '\n' as const, '\n' as const, '\r\n' as const),
    line_statement_prefix: fc.constantFrom(undefined, undefined, undefined, '#'),
  })
  .map(short);

const DEFAULTS = ['default', false, '\n', undefined];

function short(given: CaseSettings): CaseSettings {
  const told = Object.entries(given).filter(([, value]) => !DEFAULTS.includes(value as never) && !isEmpty(value));
  return Object.fromEntries(told);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
