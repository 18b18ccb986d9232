import fc from 'fast-check';

const SECTIONS = ['a', 'b', 'c', 'd', 'e'] as const;
const OPTIONS = ['w', 'x', 'y', 'z'] as const;

const section = fc.constantFrom(...SECTIONS);
const option = fc.constantFrom(...OPTIONS);
const word = fc.constantFrom('1', '2', 'one two', 'é', '$$', '/bin');

/** A line of a profile that is right, and sometimes leads to what is not there. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(option, word).map(([name, text]) => `${name} = ${text}`) },
  { weight: 2, arbitrary: fc.tuple(option, word, word).map(([name, one, two]) => `${name} =\n  ${one}\n  ${two}`) },
  fc.tuple(option, fc.constantFrom('+=', '-='), word).map(([name, sign, text]) => `${name} ${sign} ${text}`),
  fc.tuple(option, section, option).map(([name, other, its]) => `${name} = <\${${other}:${its}}>`),
  fc.tuple(option, option).map(([name, other]) => `${name} = \${:${other}}`),
  fc.tuple(option, section).map(([name, other]) => `${name} = \${${other}:location}`),
  option.map((name) => `${name} = \${:_profile_base_location_}/file`),
  section.map((other) => `<= ${other}`),
  fc.constant('recipe = r'),
  { weight: 1, arbitrary: fc.constantFrom('w = ${nowhere:x}', 'bad line', 'x = ${:nothing}', 'y = $<nowhere:x>') },
);

const header = fc
  .tuple(section, fc.constantFrom('', '', '', ':linux', ':python2'))
  .map(([name, when]) => `[${name}${when}]`);
const blocks = fc.array(fc.tuple(header, fc.array(line, { maxLength: 4 })), { maxLength: 4 });

export type Files = readonly (readonly [name: string, text: string])[];

/** Profiles that extend those after them, some through a folder, now and then one that is not there. */
export const profileSets: fc.Arbitrary<Files> = fc.integer({ min: 1, max: 5 }).chain((count) => {
  const names = Array.from({ length: count }, (_, at) => nameOf(at));
  const profiles = names.map((name, at) =>
    fc
      .tuple(fc.subarray(names.slice(at + 1)), fc.integer({ min: 0, max: 19 }), blocks)
      .map(
        ([bases, chance, content]) => [name, profileText({ name, bases, isMissing: chance === 0, content })] as const,
      ),
  );
  return fc.tuple(...profiles);
});

function nameOf(at: number): string {
  if (at === 0) return 'software.cfg';
  return at % 2 === 0 ? `folder/p${at}.cfg` : `p${at}.cfg`;
}

interface ProfileParts {
  readonly name: string;
  readonly bases: readonly string[];
  readonly isMissing: boolean;
  readonly content: readonly (readonly [header: string, lines: readonly string[]])[];
}

function profileText({ name, bases, isMissing, content }: ProfileParts): string {
  const up = name.includes('/') ? '../' : '';
  const extended = [...bases.map((base) => up + base), ...(isMissing ? ['missing.cfg'] : [])];
  const parts = name === 'software.cfg' ? ['parts = a b c', 'extends ='] : ['extends ='];
  const head = ['[buildout]', ...parts, ...extended.map((base) => `  ${base}`)];
  return [head, ...content.map(([title, lines]) => [title, ...lines])]
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

/** Any text that looks a little like a profile, and some that look like nothing. */
export const profileTexts: fc.Arbitrary<string> = fc.oneof(
  profileSets.map(([main]) => main?.[1] ?? ''),
  fc
    .array(
      fc.tuple(
        fc.oneof(
          line,
          header,
          fc.constantFrom('[a]', '  more', '\t[no]', '', '   ', '# c', '; d', '=> b', 'bad', ' stray', '\ufeff[a]'),
          fc.string({ unit: 'binary', maxLength: 12 }),
          fc.string({
            unit: fc.constantFrom(...'[]:=+- \t#${}<>\u0085\u00a0\u2028\ud800\0x'.split('')),
            maxLength: 10,
          }),
        ),
        fc.constantFrom('\n', '\n', '\r\n', '\r', ''),
      ),
      { maxLength: 30 },
    )
    .map((lines) => lines.flat().join('')),
);
