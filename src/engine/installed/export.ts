import { compareCodePoints } from '../diag/index.js';
import { BLANK_NAMES } from './blanks.js';
import type { InstalledPart, InstalledState } from './state.js';

/** Name of the record of what buildout itself installed, its develop eggs: no part can have it. */
export const BUILDOUT = 'buildout';

/**
 * The state as buildout's `.installed.cfg` (spec 12.2): for zc.buildout and for tools that read `location` and
 * `__buildout_installed__` with an INI parser. The journal is the truth.
 */
export function formatInstalledCfg(state: InstalledState): string {
  const parts = [...state.values()].filter(({ name }) => name !== BUILDOUT);
  const eggs = encodeValue(installedNames(state.get(BUILDOUT)).join('\n'));
  const head = `[buildout]\ninstalled_develop_eggs = ${eggs}\nparts = ${parts.map(({ name }) => name).join(' ')}\n`;
  return head + parts.map(formatPart).join('');
}

function installedNames(part: InstalledPart | undefined): readonly string[] {
  return part?.named ?? part?.paths ?? [];
}

function formatPart(part: InstalledPart): string {
  const options: Readonly<Record<string, string>> = {
    ...part.options,
    __buildout_installed__: installedNames(part).join('\n'),
    __buildout_signature__: part.signature,
  };
  const names = Object.keys(options)
    .filter((name) => WRITABLE.test(name))
    .sort(compareCodePoints);
  return `\n[${part.name}]\n${names.map((name) => `${name} = ${encodeValue(options[name] ?? '')}\n`).join('')}`;
}

/** What Python takes for a blank. */
const SPACE = String.raw`\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** Names that reading gives back as they are: no comment, no header, one word. */
const WRITABLE = new RegExp(`^(?![#;])[^${SPACE}{}[\\]=:]+$`, 'u');

const EDGE_BLANKS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'gu');
const NEEDS_CARE = new RegExp(`^[${SPACE}]|[${SPACE}]$|[\\n\\r]`, 'u');
const LOST_AT_THE_START = new RegExp(`^[${SPACE}]`, 'u');
const LOST_AT_THE_END = new RegExp(`[${SPACE}]$`, 'u');

/**
 * Reading strips lines and drops empty ones, so blanks at their ends get names; further lines start with a tab. There
 * is no name for a tab or for blanks of other scripts: a line break beside one gets a name instead, so that it stands
 * within its line. A value that begins with one begins below its name, where lines keep their indentation but for what
 * is common to all. That leaves blanks at the very end, and tabs before every line: zc.buildout reads our name for a tab
 * as text, and loses the others.
 */
function encodeValue(value: string): string {
  if (!NEEDS_CARE.test(value)) return value;
  const lines = value.split('\n').map(encodeLine);
  let encoded = '';
  let isEmpty = true;
  lines.forEach((line, at) => {
    if (at > 0) {
      const isEnd = at === lines.length - 1 && line === '';
      const breaks = !isEmpty && !isEnd && !LOST_AT_THE_END.test(encoded) && !LOST_AT_THE_START.test(line);
      encoded += breaks ? '\n\t' : (BLANK_NAMES['\n'] ?? '');
      isEmpty = breaks;
    }
    encoded += line;
    isEmpty &&= line === '';
  });
  const isBelow = LOST_AT_THE_START.test(encoded) && (encoded.includes('\n') || !encoded.startsWith('\t'));
  if (isBelow) encoded = `\n\t${encoded}`;
  return encoded.replace(/^\t+|\t+$/gu, (tabs) => (BLANK_NAMES['\t'] ?? '').repeat(tabs.length));
}

function encodeLine(line: string): string {
  return line
    .replaceAll('\r', BLANK_NAMES['\r'] ?? '')
    .replace(EDGE_BLANKS, (blanks) => blanks.replace(/[ \f\v]/gu, (blank) => BLANK_NAMES[blank] ?? blank));
}
