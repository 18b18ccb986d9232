import type { Random } from './random.js';
import { add, remove, set, type Entry } from './tree-text.js';

/** Conditions of headers, as often as they occur. What is under them only changes options that are there anyway. */
export const CONDITIONS: readonly string[] = [
  ...Array.from({ length: 6 }, () => 'python2'),
  ...Array.from({ length: 3 }, () => 'linux and platform.machine() == "x86_64"'),
  'sys.version_info < (3, 8)',
  'python3',
  'bits32',
  'not macosx',
];

/** Options that a section may have besides what belongs to its kind. */
export const FURTHER: readonly Entry[] = [
  set('pre-configure', 'sed -i -e s/-O2/-O3/ Makefile.in'),
  set('pre-build', '', 'set -e', 'test -f configure', '', 'echo "$${CC:-gcc}" > compiler'),
  set('post-install', '', 'rm -rf share/doc', 'ln -s tool bin/tool2'),
  set('make-options', 'V=1'),
  set('make-targets', 'all install'),
  set('patch-options', '-p1'),
  set('keep-compile-dir', 'false'),
  set('configure-command', './configure --quiet'),
];

export interface Program {
  readonly name: string;
  /** Sections that the program needs. */
  readonly needs: readonly string[];
  /** A file beside the profile. */
  readonly patch: string | undefined;
}

export function programEntries(random: Random, { name, needs, patch }: Program): readonly Entry[] {
  const used = needs.slice(0, random.between(1, 4));
  const [first] = used;
  return [
    set('recipe', 'slapos.recipe.cmmi'),
    ...(random.chance(60) ? [set('shared', 'true')] : []),
    set('version', someVersion(random)),
    set('url', `https://example.org/${name}-\${:version}.tar.gz`),
    set('md5sum', random.hex(32)),
    set('configure-options', '', '--disable-static', `--with-tag=\${:_buildout_section_name_}`),
    ...(patch === undefined ? [] : [set('patches', `\${:_profile_base_location_}/${patch}`)]),
    ...(first === undefined ? [] : [set('environment', '', ...flagsOf(used))]),
    ...(first !== undefined && random.chance(15) ? [set('depends', `\${${first}:recipe}`)] : []),
  ];
}

/** Where compiler and linker find what a program needs. */
function flagsOf(sections: readonly string[]): readonly string[] {
  const all = (text: (location: string) => string): string =>
    sections.map((section) => text(`\${${section}:location}`)).join(' ');
  return [
    `CPPFLAGS=${all((location) => `-I${location}/include`)}`,
    `LDFLAGS=${all((location) => `-L${location}/lib -Wl,-rpath=${location}/lib`)}`,
  ];
}

/** What other sections are made of; `version` is theirs. */
export function macroEntries(program: string, inherited: string | undefined): readonly Entry[] {
  return [
    ...(inherited === undefined ? [] : [set('<', inherited)]),
    set('recipe', 'slapos.recipe.cmmi'),
    set('url', `https://example.org/\${:_buildout_section_name_}/${program}-\${:version}.tar.gz`),
    set('configure-options', '', '--prefix=/usr', `--with-${program}=\${${program}:location}`),
    set('environment', '', `PATH=\${${program}:location}/bin:%(PATH)s`),
  ];
}

/** A section made of one or two others. */
export function variantEntries(random: Random, made: readonly string[]): readonly Entry[] {
  return [
    made.length === 1 ? set('<', ...made) : set('<', '', ...made),
    set('version', someVersion(random)),
    set('md5sum', random.hex(32)),
    ...(random.chance(20) ? [add('configure-options', '--enable-variant')] : []),
  ];
}

/** A section without a recipe. */
export function plainEntries(random: Random, program: string): readonly Entry[] {
  return [set('port', String(random.between(1024, 9999))), set('tool', `\${${program}:location}/bin/tool`)];
}

/** What a profile changes of a program in another one. */
export function change(random: Random): Entry {
  const kind = random.below(3);
  if (kind === 0) return set('version', someVersion(random));
  return kind === 1 ? add('configure-options', '--with-stack') : remove('configure-options', '--disable-static');
}

export function someVersion(random: Random): string {
  return [9, 20, 9].map((most) => random.between(0, most)).join('.');
}
