import { describe, expect, test } from 'vitest';
import type { Diagnostic, Span } from '../../src/engine/diag/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';
import { spanIn } from './release.js';

const style = { color: false, directory: '/release', columns: 100 };
const libpng = '[libpng]\nrecipe = cmmi\nenvironment =\n  CPPFLAGS=-I${zlib:locaton}/include\n';
const zlib = '[zlib]\nrecipe = cmmi\n';

const missing: Diagnostic = {
  code: 'missing-option',
  severity: 'error',
  message: 'section `zlib` has no option `locaton`',
  at: spanIn('/release/component/libpng/buildout.cfg', libpng, '${zlib:locaton}'),
  notes: [{ message: '`zlib` is declared here', at: spanIn('/release/component/zlib/buildout.cfg', zlib, '[zlib]') }],
  hint: 'did you mean `location`?',
};

function at(span: Span): Diagnostic {
  return { code: 'some-code', severity: 'error', message: 'wrong', at: span, notes: [] };
}

describe('a diagnostic', () => {
  test('shows message, place, line, notes and hint', () => {
    expect(diagnosticText(missing, style)).toMatchInlineSnapshot(`
      "error[missing-option]: section \`zlib\` has no option \`locaton\`
       --> component/libpng/buildout.cfg:4:14
        |
      4 |   CPPFLAGS=-I\${zlib:locaton}/include
        |              ^^^^^^^^^^^^^^^
      note: \`zlib\` is declared here
        --> component/zlib/buildout.cfg:1:1
      hint: did you mean \`location\`?
      "
    `);
  });

  test('is readable in colours', () => {
    expect(diagnosticText(missing, { ...style, color: true }).replaceAll('\u001B', '^[')).toMatchInlineSnapshot(`
      "^[[31m^[[1merror[missing-option]^[[22m^[[39m^[[1m: section \`zlib\` has no option \`locaton\`^[[22m
       ^[[36m-->^[[39m component/libpng/buildout.cfg:4:14
      ^[[36m  |^[[39m
      ^[[36m4 |^[[39m   CPPFLAGS=-I\${zlib:locaton}/include
      ^[[36m  |^[[39m              ^[[31m^^^^^^^^^^^^^^^^[[39m
      ^[[36mnote^[[39m: \`zlib\` is declared here
        ^[[36m-->^[[39m component/zlib/buildout.cfg:1:1
      ^[[36mhint^[[39m: did you mean \`location\`?
      "
    `);
  });

  test('without a place is message, notes and hint; further lines are indented', () => {
    const diagnostic: Diagnostic = {
      code: 'command-failed',
      severity: 'warning',
      message: 'a command ended with status 2',
      notes: [{ message: 'last lines of its output:\ngcc -c a.c\n\na.c:1: error\n' }, { message: 'in /tmp' }],
      hint: 'read\nthe log',
    };
    expect(diagnosticText(diagnostic, style)).toMatchInlineSnapshot(`
      "warning[command-failed]: a command ended with status 2
      note: last lines of its output:
        gcc -c a.c

        a.c:1: error
      note: in /tmp
      hint: read
        the log
      "
    `);
  });

  test('hides credentials and control characters wherever they stand', () => {
    const text = 'url = https://anna:secret@host/\u001B[31mfile${x:y}\n';
    const diagnostic: Diagnostic = {
      ...at(spanIn('https://anna:secret@host/software.cfg?token=abc', text, '${x:y}')),
      message: 'cannot download `https://anna:secret@host/`\u0007',
      notes: [{ message: 'from https://anna:secret@host/', at: spanIn('http://anna:secret@host/a.cfg', 'a', 'a') }],
      hint: 'see https://host/?key=abc',
    };
    expect(diagnosticText(diagnostic, style)).toMatchInlineSnapshot(`
      "error[some-code]: cannot download \`https://***@host/\`
       --> https://***@host/software.cfg?token=***:1:41
        |
      1 | url = https://***@host/file\${x:y}
        |                            ^^^^^^
      note: from https://***@host/
        --> http://***@host/a.cfg:1:1
      hint: see https://host/?key=***
      "
    `);
  });
});

describe('the line', () => {
  test('has its number at the right of a gutter as wide as the number', () => {
    const text = `${'\n'.repeat(99)}a = \${b}\n`;
    expect(diagnosticText(at(spanIn('/elsewhere/a.cfg', text, '${b}')), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
         --> /elsewhere/a.cfg:100:5
          |
      100 | a = \${b}
          |     ^^^^
      "
    `);
  });

  test('expands tabs', () => {
    const span = spanIn('/release/a.cfg', 'parts =\n\ta\tbad\t# x\n', 'bad');
    expect(diagnosticText(at(span), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:2:4
        |
      2 |     a   bad # x
        |         ^^^
      "
    `);
  });

  test('keeps carets under wide and combining characters', () => {
    const span = spanIn('/release/a.cfg', 'x = 部品 e\u0301 ${部品:a} 😀\n', '${部品:a}');
    expect(diagnosticText(at(span), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:1:11
        |
      1 | x = 部品 é \${部品:a} 😀
        |            ^^^^^^^^^
      "
    `);
  });

  test('of a span over several lines is the first one', () => {
    const span = spanIn('/release/a.cfg', 'command =\n  one\n  two\n', 'one\n  two');
    expect(diagnosticText(at(span), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:2:3
        |
      2 |   one
        |   ^^^
      "
    `);
  });

  test('of an empty span has one caret, also after the last character', () => {
    const source = { path: '/release/a.cfg', text: 'parts =' };
    expect(diagnosticText(at({ source, start: 7, end: 7 }), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:1:8
        |
      1 | parts =
        |        ^
      "
    `);
  });

  test('ends where it ends, whatever the line end is', () => {
    const span = spanIn('/release/a.cfg', 'a = 1\r\nb = ${c}\r\nd = 2\r', '${c}');
    expect(diagnosticText(at(span), style)).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:2:5
        |
      2 | b = \${c}
        |     ^^^^
      "
    `);
  });

  const filler = 'word '.repeat(40);
  test.each([
    ['its start', `\${bad} ${filler}`, '1 | ${bad} word word word word word word word word word wor…', '  | ^^^^^^'],
    [
      'its middle',
      `${filler}\${bad} ${filler}`,
      '1 | …d word word word word word word word ${bad} word word …',
      '  |                                       ^^^^^^',
    ],
    [
      'its end',
      `${filler}\${bad}`,
      '1 | …ord word word word word word word word word word ${bad}',
      '  |                                                   ^^^^^^',
    ],
  ])('that is too long is cut round a span at %s', (_, line, expected, underline) => {
    const text = diagnosticText(at(spanIn('/release/a.cfg', line, '${bad}')), { ...style, columns: 60 });
    expect(text.split('\n').slice(3, 5)).toEqual([expected, underline]);
  });

  test('with a span longer than the window shows its start', () => {
    const text = `value = \${${'x'.repeat(200)}} rest`;
    const span = spanIn('/release/a.cfg', text, `\${${'x'.repeat(200)}}`);
    expect(diagnosticText(at(span), { ...style, columns: 50 })).toMatchInlineSnapshot(`
      "error[some-code]: wrong
       --> a.cfg:1:9
        |
      1 | value = \${xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "
    `);
  });
});
