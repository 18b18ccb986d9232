import { compareCodePoints } from '../../engine/diag/index.js';
import {
  fail,
  option,
  succeed,
  type CommandEnvironment,
  type EnvironmentContext,
  type InstallContext,
  type InstallingPart,
  type OptionTypes,
  type RecipeFailure,
  type RecipeRefusal,
  type ResolveContext,
  type Result,
} from '../../engine/recipe/index.js';
import { formatPercent } from './percent.js';

export const environmentOption = option.text(
  'environment of commands: lines `NAME=value`, or the name of a section whose options are the variables',
);

/** The key under which the variables of a named section travel from `resolve` to `install`. */
const CARRIED = 'environment';

/**
 * Checks the option while the graph is made. A named section is read here, which makes the edge; the answer holds its
 * variables for `Resolution.carried`.
 */
export function resolveEnvironment(
  text: string,
  context: ResolveContext,
): Result<Readonly<Record<string, string>>, RecipeFailure> {
  if (text.includes('=')) {
    const lines = readLines(text);
    return lines.ok ? succeed({}) : lines;
  }
  if (text.trim() === '') return succeed({});
  const section = context.readSection(text, 'environment');
  return section.ok ? succeed({ [CARRIED]: JSON.stringify([...section.value]) }) : section;
}

/** The environment of the part's commands, with the variables that the part declares told in the log. */
export function installEnvironment(
  part: InstallingPart<OptionTypes>,
  context: InstallContext,
): Result<CommandEnvironment, RecipeRefusal> {
  const variables = formattedVariables(part, context);
  if (!variables.ok) return variables;
  for (const [name, value] of variables.value) context.log.info(`[ENV] ${name} = ${value}`);
  return succeed({ ...context.environment(), ...Object.fromEntries(variables.value) });
}

/** The environment of the part's commands. */
export function partEnvironment(
  part: InstallingPart<OptionTypes>,
  context: EnvironmentContext,
): Result<CommandEnvironment, RecipeRefusal> {
  const variables = formattedVariables(part, context);
  return variables.ok ? succeed({ ...context.environment(), ...Object.fromEntries(variables.value) }) : variables;
}

/**
 * The variables that the part declares, sorted by name. Values are formatted against the environment as it is without
 * them, never against one another.
 */
function formattedVariables(
  part: InstallingPart<OptionTypes>,
  context: EnvironmentContext,
): Result<readonly (readonly [string, string])[], RecipeRefusal> {
  const declared = declaredVariables(part);
  if (!declared.ok) return declared;
  const values = new Map(Object.entries(context.environment()));
  const names = [...values.keys()].sort(compareCodePoints).map((name) => `\`${name}\``);
  const hint = `a value may use ${names.join(', ')}, and what \`--pass-env\` passes; nothing else of the caller`;
  const formatted: [string, string][] = [];
  for (const [name, text] of [...declared.value].sort(([one], [other]) => compareCodePoints(one, other))) {
    const value = formatPercent(text, { values, option: 'environment', kind: 'variable', hint });
    if (!value.ok) return value;
    formatted.push([name, value.value]);
  }
  return succeed(formatted);
}

function declaredVariables(part: InstallingPart<OptionTypes>): Result<ReadonlyMap<string, string>, RecipeRefusal> {
  const carried = part.carried[CARRIED];
  if (carried === undefined) return readLines(part.texts.get('environment') ?? '');
  // Written by `resolveEnvironment` in this process.
  return succeed(new Map(JSON.parse(carried) as [string, string][]));
}

function readLines(text: string): Result<ReadonlyMap<string, string>, RecipeRefusal> {
  const variables = new Map<string, string>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals)).trimEnd();
    if (name === '') return refuse(`\`${line}\` in \`environment\` is not \`NAME=value\``, line);
    if (variables.has(name)) return refuse(`\`environment\` sets \`${name}\` twice`, line);
    variables.set(name, line.slice(equals + 1).trimStart());
  }
  return succeed(variables);
}

function refuse(message: string, text: string): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', option: 'environment', text, message });
}
