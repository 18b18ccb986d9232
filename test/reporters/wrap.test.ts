import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/engine/diag/index.js';
import { diagnosticText, type DiagnosticStyle } from '../../src/reporters/diagnostic-text.js';
import { makePlainReporter } from '../../src/reporters/plain.js';
import { wrapLines } from '../../src/reporters/wrap.js';
import { plainOptions, record } from './recording.js';
import { spanIn } from './release.js';
import { finished } from './story.js';

const PATH = '/srv/releases/memcached/.slapbuild/log/a-part-whose-name-is-long.log';

const DIAGNOSTIC: Diagnostic = {
  code: 'command-failed',
  severity: 'error',
  message: 'part `memcached`: a command printed nothing for 900 s, and whoever waits for more of it waits in vain',
  at: spanIn('/release/software.cfg', '[memcached]\nrecipe = cmmi\n', '[memcached]'),
  notes: [
    { message: 'run in `/srv/store`:\nmake -j4 install prefix=/srv/store/memcached/0123456789abcdef0123456789abcdef' },
    { message: 'the same can be run with `slapbuild shell software.cfg memcached -- make install`, by hand' },
  ],
  hint: `the whole log is ${PATH}`,
};

const STYLE: DiagnosticStyle = { color: false, directory: '/release', columns: 60 };

describe('a diagnostic', () => {
  test('on a narrow terminal is broken at blanks; paths and commands stay whole', () => {
    const text = diagnosticText(DIAGNOSTIC, { ...STYLE, wrapAt: () => 60 });
    expect(text).toMatchInlineSnapshot(`
      "error[command-failed]: part \`memcached\`: a command printed
        nothing for 900 s, and whoever waits for more of it waits
        in vain
       --> software.cfg:1:1
        |
      1 | [memcached]
        | ^^^^^^^^^^^
      note: run in \`/srv/store\`:
        make -j4 install prefix=/srv/store/memcached/0123456789abcdef0123456789abcdef
      note: the same can be run with
        \`slapbuild shell software.cfg memcached -- make install\`,
        by hand
      hint: the whole log is
        /srv/releases/memcached/.slapbuild/log/a-part-whose-name-is-long.log
      "
    `);
  });

  test('says the same in colours', () => {
    const text = diagnosticText(DIAGNOSTIC, { ...STYLE, color: true, wrapAt: () => 60 });
    // oxlint-disable-next-line no-control-regex -- colours take no room
    expect(text.replaceAll(/\u001B\[\d+m/gu, '')).toBe(diagnosticText(DIAGNOSTIC, { ...STYLE, wrapAt: () => 60 }));
  });

  test('is broken as wide as the terminal is then', () => {
    let columns: number | undefined = 40;
    const wrapAt = (): number | undefined => columns;
    const narrow = diagnosticText(DIAGNOSTIC, { ...STYLE, wrapAt });
    columns = 200;
    const wide = diagnosticText(DIAGNOSTIC, { ...STYLE, wrapAt });
    columns = undefined;
    const none = diagnosticText(DIAGNOSTIC, { ...STYLE, wrapAt });
    expect(narrow.split('\n').length).toBeGreaterThan(wide.split('\n').length);
    expect([wide, none]).toEqual([diagnosticText(DIAGNOSTIC, STYLE), diagnosticText(DIAGNOSTIC, STYLE)]);
  });
});

test('the last lines of a run are broken at blanks too, on a terminal', () => {
  const review = {
    criticalPath: [{ part: 'openssl', millis: 84_000 }],
    millis: 120_000,
    cpuMillis: 180_000,
    cores: 2,
    savedMillis: 0,
    shorten: { kind: 'waiting', millis: 40_000 },
  } as const;
  const end = { ...finished('done', 3, 120_000, { built: 3 }), review };
  const printed = (wrapAt?: () => number): string => {
    const recording = record();
    makePlainReporter(recording, { ...plainOptions(), ...(wrapAt && { wrapAt }) }).report(end);
    return recording.text();
  };
  expect(printed(() => 60)).toMatchInlineSnapshot(`
    "3 parts: 3 built; 2 min 0 s
    critical path 84.0 s of 2 min 0 s: openssl 84.0 s
    its commands kept 2 cores busy 75 % of the time; parts of
      the path waited 40.0 s
    "
  `);
  expect(printed().split('\n')).toHaveLength(4);
});

describe('a line', () => {
  test('keeps its words and what stands between backticks, and is no wider than it must be', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z/]{1,20}$/u),
      fc.constantFrom('`make all install`', '`', '`a b`,', '部品', '  '),
    );
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 10, max: 60 }), fc.nat(30), (words, columns, taken) => {
        const text = words.join(' ').trim();
        const wrapped = wrapLines(columns)(text, taken);
        const flat = (whole: string): string => whole.replaceAll(/\s+/gu, ' ');
        expect(flat(wrapped)).toBe(flat(text));
        for (const quoted of text.match(/`[^`]*`/gu) ?? []) expect(wrapped).toContain(quoted);
        for (const line of wrapped.split('\n').slice(1))
          expect(line.length <= columns || !/ /u.test(line.slice(2).replaceAll(/`[^`]*`/gu, ''))).toBe(true);
      }),
    );
  });

  test('stays as it is without a width', () => {
    const text = `${'word '.repeat(100)}  end `;
    expect(wrapLines(undefined)(text)).toBe(text);
  });
});
