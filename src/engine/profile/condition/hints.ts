import { nearestName } from '../../diag/index.js';
import { conditionFlags, DEFAULT_ENVIRONMENT } from './environment.js';
import type { Problem } from './tokens.js';

/** What to write instead, where it is very likely what was meant. `text` is the whole condition. */
export function conditionHint(text: string, { start, end }: Problem): string | undefined {
  const blamed = text.slice(start, end);
  const isAttribute = text.slice(0, start).trimEnd().endsWith('.');
  if (/^[A-Za-z_]\w*$/u.test(blamed)) return isAttribute ? undefined : hintForName(blamed, text);
  return hintForSign(text.slice(start)) ?? hintForVersion(text, blamed);
}

/** Signs of other languages. */
const SIGNS: readonly (readonly [sign: string, instead: string])[] = [
  ['=>', '>='],
  ['=<', '<='],
  ['=', '=='],
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
];

/** `rest` begins with what is to blame. A comparison is read whole, so its sign is none of these. */
function hintForSign(rest: string): string | undefined {
  if (/^(?:==|!=)/u.test(rest)) return undefined;
  const [, instead] = SIGNS.find(([sign]) => rest.startsWith(sign)) ?? [];
  return instead === undefined ? undefined : `write \`${instead}\``;
}

const VERSION_AS_TEXT = /sys\.version_info\s*[<>]=?\s*(['"])(\d+(?:\.\d+)*)\1/u;

function hintForVersion(text: string, blamed: string): string | undefined {
  const [, , version] = /^[<>]/u.test(blamed) ? (VERSION_AS_TEXT.exec(text) ?? []) : [];
  if (version === undefined) return undefined;
  const numbers = version.split('.').map(Number);
  return `write \`(${numbers.join(', ')}${numbers.length === 1 ? ',' : ''})\``;
}

const MODULES: Readonly<Record<string, string>> = {
  environ: 'os.environ',
  getenv: 'os.getenv',
  version_info: 'sys.version_info',
};
const MACHINES = new Set([
  'x86_64',
  'amd64',
  'i386',
  'i686',
  'aarch64',
  'arm64',
  'armv6l',
  'armv7l',
  'ppc64le',
  's390x',
]);
const MARKERS =
  /^(?:python_(?:full_)?version|implementation_(?:name|version)|os_name|sys_platform|platform_(?:system|machine|release|version))$/u;
const KNOWN = [...conditionFlags(DEFAULT_ENVIRONMENT).keys()].filter((name) => !/^python\d/u.test(name));
/** Too little is left of a shorter name to tell what was meant. */
const SHORTEST = 4;

function hintForName(name: string, text: string): string | undefined {
  const inModule = MODULES[name];
  if (inModule !== undefined) return `write \`${inModule}\``;
  if (MACHINES.has(name)) return `write \`${text.trim() === name ? `platform.machine() == '${name}'` : `'${name}'`}\``;
  if (MARKERS.test(name)) return `\`${name}\` is compared with a text in quotes, beside nothing but such markers`;
  const nearest = name.length < SHORTEST ? undefined : nearestName(name, KNOWN);
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}
