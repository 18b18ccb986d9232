import { nearestName } from '../engine/diag/index.js';
import type { ConditionSettings } from '../engine/request.js';

/** Facts that `--condition NAME=VALUE` can set, by the name that conditions use for them. */
const FACTS: ReadonlyMap<
  string,
  Exclude<keyof ConditionSettings, 'python' | 'implementation' | 'bits' | 'assumed'>
> = new Map([
  ['sys.platform', 'sysPlatform'],
  ['os.name', 'osName'],
  ['platform.system', 'system'],
  ['platform.machine', 'machine'],
  ['platform.release', 'release'],
  ['platform.version', 'version'],
  ['platform.node', 'node'],
]);
const NAMES = ['python', 'implementation', 'bits', ...FACTS.keys()];
const SECTION = /^\[([^\s\]]+)\]$/u;
const PYTHON = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/u;

/** What is wrong with a `NAME=VALUE`; `undefined` when it can be used. */
export function conditionProblem(text: string): { readonly expected: string; readonly hint?: string } | undefined {
  const { name, value } = split(text);
  if (SECTION.test(name))
    return value === 'true' || value === 'false' ? undefined : { expected: '`[SECTION]=true` or `[SECTION]=false`' };
  if (name === 'python') return PYTHON.test(value) ? undefined : { expected: 'a version, such as `python=3.11`' };
  if (name === 'implementation')
    return value === 'cpython' || value === 'pypy'
      ? undefined
      : { expected: '`implementation=cpython` or `implementation=pypy`' };
  if (name === 'bits') return value === '32' || value === '64' ? undefined : { expected: '`bits=32` or `bits=64`' };
  if (FACTS.has(name) && text.includes('=')) return undefined;
  const nearest = nearestName(name, NAMES);
  const known = `the names are ${NAMES.map((each) => `\`${each}\``).join(', ')}`;
  const hint = nearest === undefined ? known : `did you mean \`${nearest}=…\`?`;
  return { expected: '`NAME=VALUE` or `[SECTION]=true`', hint };
}

/** Of a name given twice the last counts. The texts have been checked. */
export function conditionSettings(texts: readonly string[]): ConditionSettings {
  const settings: ConditionSettings = {};
  const assumed = new Map<string, boolean>();
  for (const { name, value } of texts.map(split)) {
    const [, section] = SECTION.exec(name) ?? [];
    if (section === undefined) Object.assign(settings, settingOf({ name, value }));
    else assumed.set(section, value === 'true');
  }
  return { ...settings, ...(assumed.size > 0 && { assumed: Object.fromEntries(assumed) }) };
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

function settingOf({ name, value }: Pair): ConditionSettings {
  const [, major, minor, micro = 0] = PYTHON.exec(value) ?? [];
  if (name === 'python') return { python: [Number(major), Number(minor), Number(micro)] };
  if (name === 'implementation') return { implementation: value === 'pypy' ? 'pypy' : 'cpython' };
  if (name === 'bits') return { bits: value === '32' ? 32 : 64 };
  const fact = FACTS.get(name);
  return fact === undefined ? {} : { [fact]: value };
}

function split(text: string): Pair {
  const equals = text.indexOf('=');
  return equals === -1
    ? { name: text, value: '' }
    : { name: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() };
}
