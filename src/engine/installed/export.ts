import { compareCodePoints } from '../diag/index.js';
import type { InstalledPart, InstalledState } from './state.js';

/**
 * The state as buildout's `.installed.cfg` (spec 12.2): for tools that read `location` and `__buildout_installed__`
 * with an INI parser. Never read back; the journal is the truth.
 */
export function formatInstalledCfg(state: InstalledState): string {
  const parts = [...state.values()];
  const head = `[buildout]\ninstalled_develop_eggs = \nparts = ${parts.map(({ name }) => name).join(' ')}\n`;
  return head + parts.map(formatPart).join('');
}

function formatPart(part: InstalledPart): string {
  const options: Readonly<Record<string, string>> = {
    ...part.options,
    __buildout_installed__: part.paths.join('\n'),
    __buildout_signature__: part.signature,
  };
  const names = Object.keys(options)
    .filter((name) => WRITABLE.test(name))
    .sort(compareCodePoints);
  return `\n[${part.name}]\n${names.map((name) => `${name} = ${encodeValue(options[name] ?? '')}\n`).join('')}`;
}

/** Names the profile syntax can hold. */
const WRITABLE = /^[^\s{}[\]=:]+$/u;

/** Blanks that reading would lose are written as the names buildout gives them; further lines start with a tab. */
function encodeValue(value: string): string {
  const encoded = value
    .replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/gu, (blanks) => Array.from(blanks, encodeBlank).join(''))
    .replace(/[ \t\r\f\v]+(?=\n)|(?<=\n)[ \t\r\f\v]+/gu, (blanks) => Array.from(blanks, encodeBlank).join(''));
  return encoded.replaceAll('\n', '\n\t');
}

const BLANKS: Readonly<Record<string, string>> = {
  ' ': '%(__buildout_space__)s',
  '\n': '%(__buildout_space_n__)s',
  '\r': '%(__buildout_space_r__)s',
  '\f': '%(__buildout_space_f__)s',
  '\v': '%(__buildout_space_v__)s',
  '\t': '%(__buildout_space_t__)s',
};

function encodeBlank(blank: string): string {
  return BLANKS[blank] ?? blank;
}
