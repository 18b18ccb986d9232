import { resolve as resolvePath } from 'node:path';
import {
  defineRecipe,
  option,
  succeed,
  type CommandFailure,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { jobsInScript } from '../building-blocks/jobs.js';
import { shellCommand } from '../building-blocks/shell.js';

const options = {
  command: option.required('shell text run at install, in the buildout directory'),
  'update-command': option.optional('shell text run when nothing changed'),
  'stop-on-error': option.laxFlag('whether a failing command fails the part'),
  location: option.words('paths the command makes; they are removed with the part'),
} as const;

type Part = InstallingPart<typeof options>;

/** Any command. What it does is its own affair, so it runs again whenever an option changes. */
export const command = defineRecipe({
  name: 'command',
  aliases: ['plone.recipe.command'],
  version: 1,
  options,
  resolve: ({ options: values, directory }) =>
    succeed({
      location: 'none',
      outputs: values.location.map((path) => resolvePath(directory, path)),
      updates: values['update-command'] !== undefined,
    }),
  async install(part, context) {
    context.phase('command');
    const ran = await runText(part, context, part.options.command);
    return ran.ok ? succeed({ paths: part.options.location }) : ran;
  },
  async update(part, context) {
    context.phase('update-command');
    const ran = await runText(part, context, part.options['update-command'] ?? '');
    return ran.ok ? succeed({ paths: [] }) : ran;
  },
});

async function runText(
  { options: values, directory }: Part,
  context: InstallContext,
  text: string,
): Promise<Result<void, RecipeFailure>> {
  const ran = await context.run({
    argv: shellCommand(text),
    cwd: directory,
    env: context.environment(),
    cores: jobsInScript(text) ?? 'shared',
  });
  if (ran.ok) return succeed(undefined);
  const [failure] = ran.failures;
  if (failure.kind !== 'command-failed' || values['stop-on-error'] || !ended(failure)) return ran;
  context.log.warn(`the command ${outcomeWords(failure)}, which is ignored without \`stop-on-error = true\``);
  return succeed(undefined);
}

/** Whether the command ran to its own end, whatever that was; a time limit is never ignored. */
function ended({ outcome }: CommandFailure): boolean {
  return outcome.kind === 'exit' || outcome.kind === 'signal';
}

function outcomeWords({ outcome }: CommandFailure): string {
  if (outcome.kind === 'exit') return `ended with status ${String(outcome.status)}`;
  return outcome.kind === 'signal' ? `was ended by ${outcome.signal}` : 'did not end by itself';
}
