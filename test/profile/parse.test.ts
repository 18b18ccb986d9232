import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/engine/diag/index.js';
import { parseTree, valueOf, type OptionNode, type Profile } from '../../src/engine/profile/index.js';

function parse(text: string): Profile {
  return parseTree({ path: 'software.cfg', text });
}

function options(text: string): readonly OptionNode[] {
  return parse(text).sections.flatMap(({ items }) =>
    items.filter((item): item is OptionNode => item.kind === 'option'),
  );
}

/** The values of the options of a profile that has one section, by name. */
function values(body: string): Readonly<Record<string, string>> {
  const named = options(`[a]\n${body}`).map(({ name, operator, lines }): [string, string] => {
    const text = valueOf(lines).map((line) => line.text);
    return [operator === '=' ? name : `${name} ${operator}`, text.join('\n')];
  });
  return Object.fromEntries(named);
}

describe('values', () => {
  test.each([
    ['x = 1\n    2\n\n  3', '1\n2\n3'],
    ['x =\n    1\n      2\n    3', '1\n  2\n3'],
    ['x =\n      1\n    2', '  1\n2'],
    ['x =\n  1\n\n  2', '1\n\n2'],
    ['x =\n\t1\n        2', '\t1\n        2'],
    ['x =', ''],
    ['x = 1 # a', '1 # a'],
    ['x =\n  # a\n# b\n  c', '# a\nc'],
    ['x =\n\n  \n  1\n\n', '1'],
    ['x=\u00a01\u2003', '1'],
    ['x = \ufeff1', '\ufeff1'],
    ['x = 1\u001c', '1'],
  ])('%j is %j', (body, value) => {
    expect(values(body)).toEqual({ x: value });
  });

  test('line ends are LF, CRLF and a lone CR, and nothing else', () => {
    expect(values('a = 1\r\nb =\r  2\r  3\nc = 4\u20285\fd = 6')).toEqual({ a: '1', b: '2\n3', c: '4\u20285\fd = 6' });
  });

  test('each line of a value starts where it says', () => {
    const text = '[a]\nx =\n    one\n# comment\n      two\n\n    three\ny = four\n   five\n';
    const lines = options(text).flatMap((node) => valueOf(node.lines));
    expect(lines.map(({ text: line }) => line)).toEqual(['one', '  two', '', 'three', 'four', 'five']);
    for (const { text: line, start } of lines) expect(text.slice(start, start + line.length)).toBe(line);
  });
});

describe('operators', () => {
  test.each([
    ['x += 1', 'x +='],
    ['x+=1', 'x +='],
    ['x  -= 1', 'x -='],
    ['x+ = 1', 'x +='],
    ['x++ = 1', 'x +='],
    ['-x = 1', '-x'],
    ['a-b = 1', 'a-b'],
    ['< = 1', '<'],
    ['=> 1', '<part-dependencies>'],
    ['café = 1', 'café'],
  ])('%s sets %s', (line, name) => {
    expect(values(line)).toEqual({ [name]: '1' });
  });

  test.each(['x + = 1', '+ = 1', '+= 1', ' = 1', 'a b = 1', 'a:b = 1', '${x} = 1', 'x : 1'])(
    '%s is no option',
    (line) => {
      expect(options(`[a]\n${line}\n`)).toEqual([]);
    },
  );
});

describe('headers', () => {
  test.each([
    ['[a]', 'a', undefined],
    ['[ a ] # b]', 'a', undefined],
    ['[a=b/c@d<e];x', 'a=b/c@d<e', undefined],
    ['[a:]', 'a', undefined],
    ['[a:linux]', 'a', 'linux'],
    ['[a: x[0] == "]" ] # c', 'a', ' x[0] == "]" '],
    ['[a: ]', 'a', ' '],
  ])('%s', (line, name, condition) => {
    const [section] = parse(`${line}\n`).sections;
    expect(section?.name).toBe(name);
    expect(section?.condition?.text).toBe(condition);
  });

  test.each(['[a] b', '[a', '[]', '[a b]', '[a{b}]', '[a:"#"]', ' [a]'])('%s is no header', (line) => {
    expect(parse(`${line}\n`).sections).toEqual([]);
  });
});

const line = fc.oneof(
  fc.constantFrom(
    '[a]',
    '[b:linux]',
    '[c] # d',
    'x = 1',
    'y +=',
    '  more',
    '\t[no]',
    '',
    '   ',
    '# c',
    '; d',
    '=> b',
    'bad',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('[', ']', ':', '=', '+', '-', ' ', '\t', '#', '$', '{', '}', '\r', '\f', 'x'),
    maxLength: 8,
  }),
);
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '')), { maxLength: 30 })
  .map((lines) => lines.flat().join(''));

test('the nodes of any text cover it without gap or overlap', () => {
  fc.assert(
    fc.property(text, (profile) => {
      const { source, lead, sections } = parse(profile);
      const spans: { start: number; end: number }[] = lead.map(({ span }) => span);
      for (const { header, items } of sections) {
        spans.push(
          header,
          ...items.map((item): Pick<Span, 'start' | 'end'> => (item.kind === 'option' ? item : item.span)),
        );
      }
      expect(spans.map(({ start, end }) => source.text.slice(start, end)).join('')).toBe(profile);
      expect(spans.every(({ start, end }) => start < end)).toBe(true);
    }),
  );
});

test('the lines of any value stand in the text', () => {
  fc.assert(
    fc.property(text, (profile) => {
      for (const { lines, start, nameEnd, name, operator } of options(profile)) {
        if (operator === '=' && name !== '<part-dependencies>') expect(profile.slice(start, nameEnd)).toBe(name);
        for (const value of valueOf(lines)) {
          expect(profile.slice(value.start, value.start + value.text.length)).toBe(value.text);
        }
      }
    }),
  );
});
