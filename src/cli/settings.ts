import { failAll, nearestName, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
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
  const jobs = last('jobs');
  return succeed({
    json: all('json').length > 0,
    color: COLORS.find((color) => color === last('color')) ?? 'auto',
    dialect: DIALECTS.find((dialect) => dialect === last('dialect')),
    directory: last('directory'),
    jobs: jobs === undefined ? undefined : Number(jobs),
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
      return /^[1-9]\d{0,3}$/u.test(value) ? [] : refuse('a number from 1 on');
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
    ? `its value is taken from the environment: write \`${value} slapbuild --pass-env ${name} …\``
    : undefined;
}
