import { posix } from 'node:path';
import {
  fail,
  option,
  succeed,
  type OptionType,
  type OptionValues,
  type RecipeRefusal,
  type Result,
} from '../../engine/recipe/index.js';
import { readSignal, type Signal } from './signals.js';
import { splitWords } from './words.js';

/** A word as the cookbook's recipes understand booleans: four spellings of yes, all else is no. */
const yesWord = (about: string): OptionType<boolean> =>
  option.of(about, (z) =>
    z
      .string()
      .default('')
      .transform((text) => /^(?:y|yes|1|true)$/iu.test(text)),
  );

export const options = {
  'command-line': option.required('program and arguments, split as a shell splits words'),
  'wrapper-path': option.required('path of the wrapper'),
  environment: option.lines('lines `NAME=value`, taken as they are'),
  pidfile: option.optional('file for the process id; a second start is refused while the process runs'),
  'wait-for-files': option.words('files that must be there before the program starts'),
  'hash-files': option.words('files made by other parts whose content names the wrapper'),
  'hash-existing-files': option.words('files that exist already whose content names the wrapper'),
  'private-tmpfs': option.lines('lines `size path`: file systems in memory that only the program sees'),
  'reserve-cpu': yesWord('whether the program asks for a CPU core of its own'),
  'sig-ign': option.optional('signal that is ignored from the start; it reopens the logs with `redirect-…`'),
  'redirect-signal': option.optional('signal sent to the program when the logs were reopened'),
  'redirect-stdout': option.optional('file that the standard output is appended to'),
  'redirect-stderr': option.optional('file that the standard error is appended to'),
} as const;

export type Options = typeof options;

/** What a wrapper does, read from the options. */
export interface WrapperSettings {
  /** At least one. */
  readonly words: readonly string[];
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly pidfile: string | undefined;
  readonly waitFor: readonly string[];
  readonly tmpfs: readonly (readonly [size: string, path: string])[];
  readonly reserveCpu: boolean;
  readonly ignored: Signal | undefined;
  readonly redirect: Redirect | undefined;
}

export interface Redirect {
  readonly signal: Signal;
  readonly stdout: string | undefined;
  readonly stderr: string | undefined;
}

export function readSettings(values: OptionValues<Options>): Result<WrapperSettings, RecipeRefusal> {
  const words = readWords(values['command-line']);
  if (!words.ok) return words;
  const environment = readEnvironment(values.environment);
  if (!environment.ok) return environment;
  const tmpfs = readTmpfs(values['private-tmpfs']);
  if (!tmpfs.ok) return tmpfs;
  const ignored = signalOption(values, 'sig-ign');
  if (!ignored.ok) return ignored;
  const redirect = readRedirect(values);
  if (!redirect.ok) return redirect;
  return succeed({
    words: words.value,
    environment: environment.value,
    pidfile: values.pidfile,
    waitFor: values['wait-for-files'],
    tmpfs: tmpfs.value,
    reserveCpu: values['reserve-cpu'],
    ignored: ignored.value,
    redirect: redirect.value,
  });
}

function readWords(text: string): Result<readonly string[], RecipeRefusal> {
  const words = splitWords(text);
  return words.ok ? words : refuse('command-line', `\`command-line\` ${words.failures[0]}`);
}

/** The last of several values of one variable counts, as in a shell. */
function readEnvironment(lines: readonly string[]): Result<WrapperSettings['environment'], RecipeRefusal> {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals)).trimEnd();
    if (equals === -1) return refuse('environment', `\`${line}\` in \`environment\` is not \`NAME=value\``, line);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      return refuse('environment', `\`${name}\` in \`environment\` cannot be the name of a variable`, line);
    variables.set(name, line.slice(equals + 1).trimStart());
  }
  return succeed([...variables]);
}

function readTmpfs(lines: readonly string[]): Result<WrapperSettings['tmpfs'], RecipeRefusal> {
  const mounts: (readonly [string, string])[] = [];
  for (const line of lines) {
    const { size, path } = /^(?<size>\S+)\s+(?<path>.+)$/su.exec(line)?.groups ?? {};
    if (size === undefined || path === undefined)
      return refuse('private-tmpfs', `\`${line}\` in \`private-tmpfs\` is not \`size path\``, line);
    if (!/^\d+[kKmMgG%]?$/.test(size))
      return refuse('private-tmpfs', `\`${size}\` in \`private-tmpfs\` is no size; write \`64m\` or \`1g\``, line);
    mounts.push([size, path]);
  }
  return succeed(mounts);
}

type SignalOption = 'sig-ign' | 'redirect-signal';

function signalOption(values: OptionValues<Options>, name: SignalOption): Result<Signal | undefined, RecipeRefusal> {
  const text = values[name];
  if (text === undefined) return succeed(undefined);
  const signal = readSignal(text);
  return signal.ok ? signal : refuse(name, `option \`${name}\`: ${signal.failures[0]}`);
}

function readRedirect(values: OptionValues<Options>): Result<Redirect | undefined, RecipeRefusal> {
  const signal = signalOption(values, 'redirect-signal');
  if (!signal.ok) return signal;
  const { 'redirect-stdout': stdout, 'redirect-stderr': stderr } = values;
  if (stdout === undefined && stderr === undefined) {
    if (signal.value === undefined) return succeed(undefined);
    return refuse('redirect-signal', '`redirect-signal` needs `redirect-stdout` or `redirect-stderr`');
  }
  if (signal.value !== undefined) return succeed({ signal: signal.value, stdout, stderr });
  return refuse(
    stdout === undefined ? 'redirect-stderr' : 'redirect-stdout',
    'redirected output needs `redirect-signal`, the signal the program gets when its logs were reopened',
  );
}

/** `text`: the line to point at, of an option with several. */
function refuse(name: string, message: string, text?: string): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', option: name, message, ...(text !== undefined && { text }) });
}

/** The wrapper does more than start the program; it is a longer script then, and the program must be a path. */
export function hasProcessFeatures({ pidfile, waitFor, tmpfs, reserveCpu, redirect }: WrapperSettings): boolean {
  return pidfile !== undefined || waitFor.length > 0 || tmpfs.length > 0 || reserveCpu || redirect !== undefined;
}

/** With redirected output there is always a signal that reopens the logs. */
export function ignoredSignal({ ignored, redirect }: WrapperSettings): Signal | undefined {
  return ignored ?? (redirect === undefined ? undefined : { name: 'USR1', plus: 0 });
}

/** The program as a path: these wrappers do not search for it. */
export function programPath([program = '']: readonly string[]): string {
  return program.includes('/') ? program : `./${program}`;
}

export function directoryOf(path: string): string {
  return posix.dirname(path);
}
