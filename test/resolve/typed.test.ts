import { expect, test } from 'vitest';
import { mistakes, option, resolve } from './site.js';

function valueOf(body: string, dialect: 'slapos' | 'zc' = 'slapos'): string | undefined {
  return option(resolve(`[buildout]\nparts = a\n[a]\nrecipe = r\n${body}`, { dialect }), 'a', 'x');
}

test.each([
  ['x = !py!{"b": [1, 2.50, True], "a": (None,), }', "!py!{'b': [1, 2.5, True], 'a': (None,)}"],
  ['x = !py! {3, 1, 1}', '!py!{1, 3}'],
  ['x = !py![\n  1,\n  {"k": -0x10}]', "!py![1, {'k': -16}]"],
  ['x = !py!42', '!py!42'],
])('%s is kept as its literal', (body, value) => {
  expect(valueOf(body)).toBe(value);
});

test('a string is no more than its text', () => {
  expect(valueOf(String.raw`x = !py!'a\tb' + "c"`)).toBe('a\tbc');
});

test('references are replaced first, and a slice works on what they give', () => {
  expect(
    valueOf(
      "x = !py!'${dir:slow}/' + '${:_buildout_section_name_}'[1:] + '${:long}'[-4:]\nlong = monitor-check\n[dir]\nslow = /srv/slow\n",
    ),
  ).toBe('/srv/slow/heck');
});

test('a reference that is the whole value keeps the type; inside other text the literal is seen', () => {
  expect(valueOf('x = ${b:y}\n[b]\ny = !py![ 1 ]\n')).toBe('!py![1]');
  expect(valueOf('x = is ${b:y}!\n[b]\ny = !py![ 1 ]\n')).toBe('is !py![1]!');
  expect(valueOf('x = !py!{"k": 1, "n": "${b:y}"}\n[b]\ny = z\n')).toBe("!py!{'k': 1, 'n': 'z'}");
});

test('inside a literal a typed value is a piece of it', () => {
  const map = 'map = !py!{"http": 80, "admin": [8080, 8081]}\n';
  expect(valueOf(`x = !py!\${:map}['admin'][0]\n${map}`)).toBe('!py!8080');
  expect(valueOf(`x = !py!{"k": \${:map}, "l": [1] + \${b:y}}\n${map}[b]\ny = !py![2]\n`)).toBe(
    "!py!{'k': {'http': 80, 'admin': [8080, 8081]}, 'l': [1, 2]}",
  );
});

test('zc.buildout knows no typed values', () => {
  expect(valueOf('x = !py![ 1 ]', 'zc')).toBe('!py![ 1 ]');
});

test('what is no literal is told at its place', () => {
  expect(mistakes(resolve('[buildout]\nparts = a\n[a]\nrecipe = r\nx = !py![1, open("f")]\n'))).toEqual([
    {
      code: 'bad-literal',
      message: '`a:x` is no Python literal: `open` is a name, and only literals can stand behind `!py!`',
      at: 'software.cfg:5:13 "open"',
      hint: 'behind `!py!` stand strings, numbers, `True`, `False`, `None`, lists, tuples, dicts, sets, `+` and slices',
    },
  ]);
});

test('with references in it the value is told as it is after them', () => {
  const [mistake] = mistakes(resolve('[buildout]\nparts = a\n[a]\nrecipe = r\nx = !py!${:y}\ny = [1\n'));
  expect(mistake).toMatchObject({
    code: 'bad-literal',
    at: 'software.cfg:5:9 "${:y}"',
    notes: ['after substitution it is `!py![1`'],
  });
});

test.each(['true', 'false', 'null'])('what JSON writes as `%s` has its own hint, and its own place', (word) => {
  const [mistake] = mistakes(resolve(`[buildout]\nparts = a\n[a]\nrecipe = r\nx = !py![\${:y}, ${word}]\ny = 1\n`));
  expect(mistake).toEqual({
    code: 'bad-literal',
    message: `\`a:x\` is no Python literal: \`${word}\` is a name, and only literals can stand behind \`!py!\``,
    at: `software.cfg:5:17 "${word}"`,
    notes: [`after substitution it is \`!py![1, ${word}]\``],
    hint: 'Python writes `True`, `False` and `None`',
  });
});
