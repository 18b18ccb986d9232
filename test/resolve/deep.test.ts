import { describe, expect, test } from 'vitest';
import { mistakes, option, resolve } from './site.js';

const MANY = 10_000;
const each = (line: (at: number) => string): string => Array.from({ length: MANY }, (_, at) => line(at)).join('\n');

describe(`${MANY} in a chain`, () => {
  test('options', () => {
    const text = `[buildout]\nparts = a\n[a]\nrecipe = r\nx = \${b:o0}\n[b]\n${each((at) => `o${at} = \${:o${at + 1}}`)}\no${MANY} = end\n`;
    expect(option(resolve(text), 'a', 'x')).toBe('end');
  });

  test('parts', () => {
    const text = `[buildout]\nparts = s0\n${each((at) => `[s${at}]\nrecipe = r\nx = \${s${at + 1}:location}`)}\n[s${MANY}]\nrecipe = r\n`;
    const result = resolve(text);
    expect(result.ok && result.value.parts).toHaveLength(MANY + 1);
    expect(result.ok && result.value.sections.get('s0')?.needs).toEqual(['s1']);
  });

  test('sections without a recipe', () => {
    const text = `[buildout]\nparts = a b\n[a]\nrecipe = r\nx = \${s0:x}\n[b]\nrecipe = r\nx = \${s9:x}\n${each((at) => `[s${at}]\nx = \${s${at + 1}:x}`)}\n[s${MANY}]\nx = \${c:location}\n[c]\nrecipe = r\n`;
    const result = resolve(text);
    expect(result.ok && ['a', 'b'].map((name) => result.value.sections.get(name)?.needs)).toEqual([['c'], ['c']]);
  });

  test('macros', () => {
    const text = `[buildout]\nparts = s0\n${each((at) => `[s${at}]\n<= s${at + 1}`)}\n[s${MANY}]\nrecipe = r\nx = \${:_buildout_section_name_}\n`;
    expect(option(resolve(text), 's0', 'x')).toBe('s0');
  });

  test('a circle is told without its middle', () => {
    const text = `[buildout]\nparts = a\n[a]\nrecipe = r\nx = \${b:o0}\n[b]\n${each((at) => `o${at} = \${:o${(at + 1) % MANY}}`)}\n`;
    const [circle, ...others] = mistakes(resolve(text));
    expect(others).toEqual([]);
    expect(circle?.code).toBe('circular-reference');
    expect(circle?.message).toMatch(/^option refers to itself: `b:o0` → `b:o1` → .* → … → `b:o0`$/u);
    expect(circle?.notes).toHaveLength(30);
  });

  test('operators in one profile', () => {
    const text = `[buildout]\nparts = a\n[a]\nrecipe = r\nx = first\n${each((at) => `x += ${at}`)}\n`;
    expect(option(resolve(text), 'a', 'x')?.split('\n')).toHaveLength(MANY + 1);
  });

  test('profiles', () => {
    const files = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, at) => [`p${at}.cfg`, `[buildout]\nextends = p${at + 1}.cfg\n`] as const),
    );
    const main = '[buildout]\nextends = p0.cfg\nparts = a\n';
    expect(option(resolve({ ...files, 'software.cfg': main, 'p2000.cfg': '[a]\nrecipe = r\nx = 1\n' }), 'a', 'x')).toBe(
      '1',
    );
  });
});

test('recipes that read each other nest up to a limit, then it is told', () => {
  const text = `[buildout]\nparts = s0\n${each((at) => `[s${at}]\nrecipe = r\nnext = s${at + 1}`)}\n`;
  const result = resolve(text, {
    initialiser: {
      initialise(section) {
        const read = section.read(section.options.get('next') ?? '', 'next', 'next');
        return read.ok ? { ok: true, value: { exports: new Map() } } : read;
      },
    },
  });
  expect(mistakes(result)).toMatchObject([{ code: 'nested-too-deeply', at: 'software.cfg:604:10 "r"' }]);
});

test('a diamond ladder that dialect zc would merge a billion times is refused', () => {
  const files = Object.fromEntries(
    Array.from(
      { length: 30 },
      (_, at) => [`p${at}.cfg`, `[buildout]\nextends = p${at + 1}.cfg p${at + 1}.cfg\n`] as const,
    ),
  );
  const all = { ...files, 'software.cfg': '[buildout]\nextends = p0.cfg\nparts =\n', 'p30.cfg': '' };
  expect(mistakes(resolve(all))).toEqual([]);
  expect(mistakes(resolve(all, { dialect: 'zc' }))).toMatchObject([
    { code: 'too-many-profiles', message: 'more than 1000000 profiles are to be merged' },
  ]);
});
