import { describe, expect, test } from 'vitest';
import { explain } from '../../src/engine/resolve/index.js';
import { makeSite, mistakes, option, resolve, told } from './site.js';

/** The value of `x` in a section `a` beside a section `b` with `y = 1`. */
function value(text: string, dialect: 'slapos' | 'zc' = 'slapos'): string | undefined {
  const profile = `[buildout]\nparts = a\nversions =\n[a]\nrecipe = r\nx = ${text}\nown = 5\n[b]\ny = 1\n`;
  return option(resolve(profile, { dialect }), 'a', 'x');
}

describe('both forms side by side', () => {
  test.each([
    ['${b:y}', '1'],
    ['$<b:y>', '1'],
    ['${:own}', '5'],
    ['$<:own>', '5'],
    ['<$<b:y>${b:y}>', '<11>'],
    ['${:_buildout_section_name_} $<b:_buildout_section_name_>', 'a a'],
    ['$b {b:y} $(b:y) $[b:y]', '$b {b:y} $(b:y) $[b:y]'],
    ['${b:y', '${b:y'],
    ['$<b:y', '$<b:y'],
    ['$<b>', '$<b>'],
    ['$<b:y:z>', '$<b:y:z>'],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('escapes', () => {
  test.each([
    ['a$$b', 'a$$b', 'a$$b'],
    ['$${b:y}', '${b:y}', '$${b:y}'],
    ['$$${b:y}', '$$1', '$$1'],
    ['$$$${b:y}', '$$${b:y}', '$$$${b:y}'],
    ['$$d ${b:y}', '$$d 1', '$$d 1'],
    ['$${PYTHON:+x} ${b:y}', '${PYTHON:+x} 1', '$${PYTHON:+x} 1'],
    ['$$<b:y>', '$<b:y>', '$$<b:y>'],
    ['$$<:own>', '$<:own>', '$$<:own>'],
    ['$$<no:y> $$<', '$$<no:y> $$<', '$$<no:y> $$<'],
    ['$$$<b:y>', '$$1', '$$1'],
  ])('%s is %s, and %s in dialect zc', (text, slapos, zc) => {
    expect(value(text)).toBe(slapos);
    expect(value(text, 'zc')).toBe(zc);
  });

  test('what a reference gives is never read again', () => {
    const profile = '[buildout]\nparts = a\n[a]\nrecipe = r\nx = ${b:y} ${b:z}{b:y}\n[b]\ny = $${b:z}\nz = $\n';
    expect(option(resolve(profile), 'a', 'x')).toBe('${b:z} ${b:y}');
  });
});

describe('a generator expression of CMake', () => {
  const profile =
    '[buildout]\nparts = a\n[a]\nrecipe = r\nflags =\n  $<$<CONFIG:Debug>:-O0>\n  $<TARGET_FILE:${b:y}>\n[b]\ny = tool\n';

  test('survives, with a warning where it looks like a reference', () => {
    const result = resolve(profile);
    expect(option(result, 'a', 'flags')).toBe('$<$<CONFIG:Debug>:-O0>\n$<TARGET_FILE:tool>');
    expect(result.ok && result.value.warnings.map(told)).toEqual([
      {
        code: 'unknown-angle-reference',
        message: '`$<CONFIG:Debug>` is kept as text: there is no section `CONFIG`',
        at: 'software.cfg:6:5 "$<CONFIG:Debug>"',
        hint: 'nothing is to be done if it is meant as text',
      },
    ]);
  });

  test('is a reference when the section exists', () => {
    expect(mistakes(resolve(`${profile}[CONFIG]\n`))).toMatchObject([
      { code: 'missing-option', at: 'software.cfg:6:5 "$<CONFIG:Debug>"' },
    ]);
  });
});

describe('_profile_base_location_', () => {
  const files = {
    'software.cfg':
      '[buildout]\nextends = component/lib/buildout.cfg\nparts = a\n[a]\n<= lib\nrecipe = r\nx = ${:_profile_base_location_}/x\nlist += ${:_profile_base_location_}/2\nother = ${c:_profile_base_location_}\n',
    'component/lib/buildout.cfg':
      '[lib]\npatch = ${:_profile_base_location_}/p\nlist = ${:_profile_base_location_}/1\n[a]\nlist = ${:_profile_base_location_}/1\n[c]\nrecipe = r\n',
  };

  test('is the directory of the profile that wrote the text, through macros and operators', () => {
    const site = makeSite(files);
    const result = resolve(files);
    const directory = result.ok ? result.value.directory : site;
    const found = ['x', 'patch', 'list', 'other'].map((name) => option(result, 'a', name)?.replaceAll(directory, '@'));
    expect(found).toEqual(['@/x', '@/component/lib/p', '@/component/lib/1\n@/2', '@/component/lib']);
  });

  test('a real option of that name wins', () => {
    const profile =
      '[buildout]\nparts = a\n[a]\nrecipe = r\nx = ${:_profile_base_location_}\n_profile_base_location_ = mine\n';
    expect(option(resolve(profile), 'a', 'x')).toBe('mine');
  });

  test('is unknown to dialect zc', () => {
    const profile = '[buildout]\nparts = a\n[a]\nrecipe = r\nx = ${:_profile_base_location_}\n';
    expect(mistakes(resolve(profile, { dialect: 'zc' }))).toMatchObject([{ code: 'missing-option' }]);
  });

  test('recipes get the directory of the profile that says the recipe', () => {
    const bases = new Map<string, string>();
    const result = resolve(files, {
      initialiser: {
        initialise({ name, profileBase }) {
          bases.set(name, profileBase);
          return { ok: true, value: { exports: new Map() } };
        },
      },
    });
    const directory = result.ok ? result.value.directory : '';
    expect(Object.fromEntries(bases)).toEqual({ a: directory, c: `${directory}/component/lib` });
  });
});

test('references of a value over several lines point to their own line', () => {
  const profile =
    '[buildout]\nparts = a\n[a]\nrecipe = r\nx =\n    one\n      ${b:n}\n# comment\n    ${b:y} $<b:m>\n[b]\ny = 1\n';
  const result = resolve(profile);
  expect(result.ok ? [] : result.failures.map((failure) => told(explain(failure)).at)).toEqual([
    'software.cfg:7:7 "${b:n}"',
    'software.cfg:9:12 "$<b:m>"',
  ]);
});

test('a broken section that nobody uses is no mistake', () => {
  expect(mistakes(resolve('[buildout]\nparts = a\n[a]\nrecipe = r\n[b]\n<= nope\nx = ${nope:nope}\n'))).toEqual([]);
});
