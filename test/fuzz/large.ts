import type { Random } from '../bench/random.js';
import type { ProfileSet } from './profile-set.js';

type Make = (size: number, random: Random) => string | ReadonlyMap<string, string>;

/** Sets that are long, deep or both: what they cost must not grow faster than they do. */
export function largeSet(random: Random, limit: number): ProfileSet {
  const [shape, make] = random.pick(Object.entries(SHAPES));
  // Sizes of all orders, small ones as often as large ones.
  const size = Math.max(1, Math.floor(limit ** (random.between(1, 1000) / 1000)));
  const made = make(size, random);
  const files = typeof made === 'string' ? new Map([['buildout.cfg', made]]) : made;
  return { files, assignments: [], dialect: random.chance(80) ? 'slapos' : 'zc', shape };
}

const HEAD = '[buildout]\nparts = s0\n';
const PART = '[s0]\nrecipe = r\n';

/** How much larger than others sets are of which much is known to cost little. */
const MANY = 100;

function each(size: number, line: (at: number) => string): string {
  return Array.from({ length: size }, (_, at) => `${line(at)}\n`).join('');
}

const SHAPES: Readonly<Record<string, Make>> = {
  'chain of options': (size) => `${HEAD}${PART}${each(size, (at) => `o${at} = \${:o${at + 1}}`)}`,
  'circle of options': (size) => `${HEAD}${PART}${each(size, (at) => `o${at} = \${:o${(at + 1) % size}}`)}`,
  'chain of sections': (size) => `${HEAD}${each(size, (at) => `[s${at}]\nrecipe = r\nx = \${s${at + 1}:location}`)}`,
  'circle of sections': (size) => `${HEAD}${each(size, (at) => `[s${at}]\nrecipe = r\nx = \${s${(at + 1) % size}:x}`)}`,
  'chain of macros': (size) => `${HEAD}${each(size, (at) => `[s${at}]\n<= s${at + 1}`)}[s${size}]\nrecipe = r\n`,
  'circle of macros': (size) => `${HEAD}${each(size, (at) => `[s${at}]\n<= s${(at + 1) % size}`)}`,
  'macros that add': (size) =>
    `${HEAD}${each(Math.min(size, 2000), (at) => `[s${at}]\n<= s${at + 1}\nx += ${at}`)}[s${Math.min(size, 2000)}]\nx = 0\n`,
  'ladder of macros': (size) =>
    `${HEAD}${each(size, (at) => `[s${at}]\n<=\n  s${at + 1}\n  t${at + 1}\n[t${at}]\n<=\n  t${at + 1}\n  s${at + 1}`)}[s${size}]\nrecipe = r\n[t${size}]\n`,
  'many macros in one section': (size) =>
    `${HEAD}${PART}<=\n${each(size, (at) => `  m${at}`)}${each(size, (at) => `[m${at}]\nx = 1`)}`,
  'values that double': (size) =>
    `${HEAD}${PART}o0 = 0123456789\n${each(Math.min(size, 64), (at) => `o${at + 1} = \${:o${at}}\${:o${at}}`)}`,
  'chain of profiles': (size) => chainOfProfiles(Math.min(size, 2000), 1),
  'ladder of profiles': (size) => chainOfProfiles(Math.min(size, 2000), 2),
  'bad lines': (size) => `${HEAD}${PART}${each(size, () => 'bad')}`,
  'many comments': (size, random) =>
    `${HEAD}${PART}x = 1\n${random.pick(['#\n', ';\n', '\n', ' \n']).repeat(MANY * size)}${random.pick(['', '  2\n'])}`,
  'many options': (size, random) =>
    `${HEAD}${PART}${random.pick(['x += 1\n', 'x = 1\n', '[s0]\n']).repeat(MANY * size)}`,
  'lines without a section': (size) => each(size, (at) => `x${at} = 1`),
  'headers that cannot be decided': (size) =>
    `${HEAD}${each(size, (at) => `[s${at}:nobody_knows]\nx = \${s${at + 1}:x}`)}`,
  'references to sections that are not there': (size) =>
    `${HEAD}${PART}${each(size, (at) => `o${at} = \${nothing${at}:x}`)}`,
  'references that miss sections closely': (size) =>
    `${HEAD}${PART}${each(size, (at) => `o${at} = \${part${at}y:x}`)}${each(size, (at) => `[part${at}z]`)}`,
  'references that miss options closely': (size) =>
    `${HEAD}${PART}${each(size, (at) => `o${at} = \${a:option${at}y}`)}[a]\n${each(size, (at) => `option${at}z = 1`)}`,
  'bad references': (size) => `${HEAD}${PART}x =\n${each(size, (at) => `  \${${at}}`)}`,
  'parts that are not there': (size) => `[buildout]\nparts =\n${each(size, (at) => `  p${at}`)}`,
  'profiles that are not there': (size) => `[buildout]\nextends =\n${each(size, (at) => `  p${at}.cfg`)}`,
  'a repeated option': (size) => `${HEAD}${PART}${each(size, (at) => `x += ${at}`)}${each(size, (at) => `x -= ${at}`)}`,
  'a repeated header': (size) => `${HEAD}${each(size, (at) => `[s0]\nrecipe = r\nx${at} = \${:x${at + 1}}`)}`,
  'a long block': (size) =>
    `${HEAD}${PART}x =\n${each(size, (at) => `${' '.repeat(1 + (at % 7))}\${:y} ${at}`)}y = 1\n`,
  'a long line': (size) => `${HEAD}${PART}x = ${'${:y} $$ $<b:z> '.repeat(size)}\ny = 1\n`,
  'dollars that open nothing': (size, random) =>
    `${HEAD}${PART}x = ${random.pick(['${', '$<a:', '$$', '$$$', '${a', '$$${a:']).repeat(size)}\n`,
  'a long name': (size) => `${HEAD}${PART}x = \${${'a'.repeat(size)}b:y}\n[${'a'.repeat(size)}c]\n`,
  'a long option name': (size) => `${HEAD}${PART}x = \${:${'a'.repeat(size)}b}\n${'a'.repeat(size)}c = 1\n`,
  'a long header': (size, random) => `${HEAD}[${random.pick(['a', '[', ']', ':', ' ', 'a]', '{']).repeat(size)}\n`,
  'a long condition': (size, random) =>
    `${HEAD}[s0:${random.pick(['(', 'not ', '-', '1 + ', '"a" ', 'a.', '[', '2 ** ', '1 < ', 'linux and ']).repeat(size)}1]\nrecipe = r\n`,
  'a line of signs': (size, random) =>
    `${HEAD}${PART}x${random.pick(['+', '-', ' ', '\u3000', '+ ', '=', '\u0085']).repeat(size)}= 1\n`,
  blanks: (size, random) =>
    `${HEAD}${PART}x =${random.pick([' ', '\t', '\n', ' \n', '\r', '\u2003', '\ufeff', '\u0000']).repeat(size)}1\n`,
};

function chainOfProfiles(size: number, times: number): ReadonlyMap<string, string> {
  const name = (at: number): string => (at === 0 ? 'buildout.cfg' : `p${at}.cfg`);
  const files = Array.from({ length: size }, (_, at): [string, string] => [
    name(at),
    `[buildout]\nextends = ${`${name(at + 1)} `.repeat(times)}\nparts +=\n  s${at}\n`,
  ]);
  return new Map([...files, [name(size), `${HEAD}${PART}`]]);
}
