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
    // A text is the ending of the names of the templates that are escaped.
    autoescape: fc.constantFrom<boolean | string>(false, false, false, false, true, true, 'n', 'e', 'c'),
    keep_trailing_newline: flag,
    trim_blocks: flag,
    lstrip_blocks: flag,
    extensions: fc.constantFrom<readonly ('do' | 'loopcontrols')[]>(
      ['do', 'loopcontrols'],
      ['do', 'loopcontrols'],
      ['do'],
      [],
    ),
    newline_sequence: fc.constantFrom('\n' as const, '\n' as const, '\n' as const, '\r\n' as const),
    line_statement_prefix: fc.constantFrom('', '', '', '#'),
  })
  .map(({ extensions, line_statement_prefix: prefix, ...others }) => ({
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => !DEFAULTS.has(value))),
    ...(extensions.length > 0 && { extensions }),
    ...(prefix !== '' && { line_statement_prefix: prefix }),
  }));

const DEFAULTS: ReadonlySet<unknown> = new Set(['default', false, '\n']);
