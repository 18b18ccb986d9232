import { failAll, nearestName, shellWord, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import type { AfterFailure, Limits } from '../engine/execute/index.js';
import { LONGEST_SECONDS } from '../engine/execute/limits.js';
import type { ConditionSettings } from '../engine/request.js';
import { wordProblem, type CommandLine } from './command-line.js';
import { conditionProblem, conditionSettings } from './condition-settings.js';
import type { OwnOptionName } from './options.js';
import type { GivenOption } from './sort-words.js';

/** What slapbuild's own options say; checked, but not yet joined with environment and directory. */
export interface Settings {
  readonly json: boolean;
  readonly color: Color;
  readonly dialect: DialectName | undefined;
  readonly directory: string | undefined;
  readonly jobs: number | undefined;
  readonly partsAtOnce: number | undefined;
  readonly jobserver: boolean;
  readonly probeCache: boolean;
  readonly afterFailure: AfterFailure | undefined;
  readonly keepFailed: boolean;
  readonly limits: Limits;
  /** File for a trace of the run, as written. */
  readonly trace: string | undefined;
  /** Those of the options that name places in the file system. */
  readonly places: readonly GivenOption[];
  readonly stores: readonly string[] | 'none' | undefined;
  readonly frozen: boolean;
  readonly stage: Stage | undefined;
  readonly checkOnly: boolean;
  readonly conditions: ConditionSettings;
  /** Names of variables to pass. */
  readonly passed: readonly GivenOption[];
}

export type Color = 'auto' | 'always' | 'never';
type DialectName = 'slapos' | 'zc';
export type Stage = 'merged' | 'expanded' | 'resolved';

const COLORS: readonly Color[] = ['auto', 'always', 'never'];
const DIALECTS: readonly DialectName[] = ['slapos', 'zc'];
const STAGES: readonly Stage[] = ['merged', 'expanded', 'resolved'];

/** Of an option given twice the last counts, except for those that may be repeated. */
export function readSettings(line: CommandLine, given: readonly GivenOption[]): Result<Settings, Diagnostic> {
  const all = (name: OwnOptionName): readonly GivenOption[] => given.filter((option) => option.name === name);
  const [first, ...more] = given.flatMap((option) => problemOf(line, option, all('store')));
  if (first !== undefined) return failAll([first, ...more]);
  const last = (name: OwnOptionName): string | undefined => all(name).at(-1)?.value;
  const stores = all('store').map(({ value }) => value);
  const count = (name: OwnOptionName): number | undefined => {
    const value = last(name);
    return value === undefined ? undefined : Number(value);
  };
  return succeed({
    json: all('json').length > 0,
    color: COLORS.find((color) => color === last('color')) ?? 'auto',
    dialect: DIALECTS.find((dialect) => dialect === last('dialect')),
    directory: last('directory'),
    jobs: count('jobs'),
    partsAtOnce: count('parts'),
    jobserver: all('no-jobserver').length === 0,
    probeCache: all('no-probe-cache').length === 0,
    afterFailure: afterFailure(given),
    keepFailed: all('keep-failed').length > 0,
    limits: limitsOf(last),
    trace: last('trace'),
    places: [all('directory').at(-1), ...(stores.includes('none') ? [] : all('store')), all('trace').at(-1)].filter(
      (option) => option !== undefined,
    ),
    stores: stores.includes('none') ? 'none' : stores.length > 0 ? stores : undefined,
    passed: all('pass-env'),
    frozen: all('frozen').length > 0,
    stage: STAGES.find((stage) => stage === last('stage')),
    checkOnly: all('check').length > 0,
    conditions: conditionSettings(all('condition').map(({ value }) => value)),
  });
}

function problemOf(line: CommandLine, option: GivenOption, stores: readonly GivenOption[]): readonly Diagnostic[] {
  const { name, value, index } = option;
  const refuse = (expected: string, hint?: string): readonly Diagnostic[] => {
    const message = `the option \`--${name}\` takes ${expected}, not \`${value}\``;
    return [wordProblem(line, index, { code: 'cli-invalid-argument', message, ...(hint !== undefined && { hint }) })];
  };
  switch (name) {
    case 'jobs':
    case 'parts':
      return /^[1-9]\d{0,3}$/u.test(value) ? [] : refuse('a number from 1 to 9999');
    case 'timeout':
    case 'part-timeout':
    case 'command-timeout':
    case 'silence-timeout':
      return secondsOf(value) === undefined ? refuse('a time such as `90`, `90s`, `15m` or `2h`') : [];
    case 'color':
      return isOneOf(COLORS, value) ? [] : refuse('`auto`, `always` or `never`', didYouMean(value, COLORS));
    case 'dialect':
      return isOneOf(DIALECTS, value) ? [] : refuse('`slapos` or `zc`', didYouMean(value, DIALECTS));
    case 'stage':
      return isOneOf(STAGES, value) ? [] : refuse('`merged`, `expanded` or `resolved`', didYouMean(value, STAGES));
    case 'condition': {
      const problem = conditionProblem(value);
      return problem === undefined ? [] : refuse(problem.expected, problem.hint);
    }
    case 'pass-env':
      return /^[A-Za-z_]\w*$/u.test(value) ? [] : refuse('the name of a variable', assignmentHint(value));
    case 'store': {
      const mixed = value === 'none' && stores.length > 1;
      const message = '`--store none` cannot be joined with other stores';
      return mixed ? [wordProblem(line, index, { code: 'cli-invalid-argument', message })] : [];
    }
    default:
      return [];
  }
}

/** Of the two that exclude each other, the last counts. */
function afterFailure(given: readonly GivenOption[]): AfterFailure | undefined {
  const last = given.findLast(({ name }) => name === 'keep-going' || name === 'fail-fast');
  if (last === undefined) return undefined;
  return last.name === 'keep-going' ? 'continue' : 'stop';
}

function limitsOf(last: (name: OwnOptionName) => string | undefined): Limits {
  const limit = (name: OwnOptionName): number | undefined => secondsOf(last(name) ?? '');
  const [commandSeconds, silenceSeconds] = [limit('command-timeout'), limit('silence-timeout')];
  const [partSeconds, runSeconds] = [limit('part-timeout'), limit('timeout')];
  return {
    ...(commandSeconds !== undefined && { commandSeconds }),
    ...(silenceSeconds !== undefined && { silenceSeconds }),
    ...(partSeconds !== undefined && { partSeconds }),
    ...(runSeconds !== undefined && { runSeconds }),
  };
}

const UNITS = { s: 1, m: 60, h: 3_600 } as const;

/** `90`, `90s`, `1.5m` or `2h` in seconds; `undefined` for anything else, 0 and what no timer can wait for included. */
function secondsOf(text: string): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)([smh]?)$/u.exec(text);
  if (match === null) return undefined;
  const unit = match[2] === 'm' || match[2] === 'h' ? match[2] : 's';
  const seconds = Number(match[1]) * UNITS[unit];
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}

function isOneOf(names: readonly string[], value: string): boolean {
  return names.includes(value);
}

function didYouMean(value: string, names: readonly string[]): string | undefined {
  const near = nearestName(value, names);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function assignmentHint(value: string): string | undefined {
  const [name = ''] = value.split('=', 1);
  return value.includes('=')
    ? `its value is taken from the environment: write \`${name}=${shellWord(value.slice(name.length + 1))} slapbuild --pass-env ${name} …\``
    : undefined;
}
