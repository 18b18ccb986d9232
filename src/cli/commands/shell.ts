import { engine } from '../../engine-here.js';
import { shellWords, type Diagnostic } from '../../engine/diag/index.js';
import type { PartCommands, PartPast } from '../../engine/index.js';
import { asFileFailure } from '../../platform/file-failure.js';
import { UMASK } from '../../platform/umask.js';
import { redact } from '../../reporters/redact.js';
import { endingOf, watching } from '../answering.js';
import { tell, type Call, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';
import { runInForeground } from '../foreground.js';
import { NO_RELEASE } from '../past.js';
import { explainFile } from '../told-files.js';
import { directoryFor, openScratch, type Scratch } from '../shell-place.js';

/**
 * A shell, or a command, with the environment of a part where that failed. It takes no lock and records nothing: a run
 * that builds the part meanwhile takes the tree away.
 */
export const shell: CommandOfProfile = async (request, call) => {
  const part = call.invocation.words[0]?.text ?? '';
  const { value: commands } = await engine.commands(request, part, watching(call));
  if (commands === undefined) return endingOf(call);
  const { value: past } = await engine.past(request, part, { signal: call.world.stop.signal });
  if (past === undefined) return endingOf(call);
  const cwd = directoryFor(past, commands);
  if (cwd === undefined) {
    tell(call.reporter, [nothingKept(commands, past)]);
    return EXIT.invalid;
  }
  if (call.world.stop.signal.aborted) return EXIT.interrupted;
  return enter({ past, commands, cwd }, call);
};

function nothingKept({ part }: PartCommands, { directory, isRelease }: PartPast): Diagnostic {
  const message = `there is nothing of part \`${part}\` to enter in \`${directory}\``;
  const keep = `\`${shellWords(['slapbuild', 'install', part, '--keep-failed'])}\` leaves the tree of a failed part`;
  const hint = isRelease ? keep : NO_RELEASE;
  return { code: 'nothing-kept', severity: 'error', message, notes: [], hint };
}

interface Site {
  readonly past: PartPast;
  readonly commands: PartCommands;
  readonly cwd: string;
}

async function enter(site: Site, call: Call): Promise<number> {
  let scratch: Scratch;
  try {
    scratch = openScratch(site.past, site.commands);
  } catch (error) {
    const { failures } = asFileFailure(error, 'make a folder in', site.commands.directory);
    tell(call.reporter, failures.map(explainFile));
    return EXIT.failed;
  }
  try {
    const { program } = call.invocation;
    const [first, ...more] = program ?? [];
    if (first === undefined) tellPlace(site, call);
    const words = [first ?? shellOf(call), ...more] as const;
    const env = environmentFor(site.commands, scratch, call);
    return await runInForeground({ words, cwd: site.cwd, env, umask: UMASK.toString(8) });
  } finally {
    scratch.remove();
  }
}

function shellOf({ world: { variables } }: Call): string {
  const path = variables['SHELL'];
  return path === undefined || !path.startsWith('/') ? '/bin/sh' : path;
}

/** That of the part's commands, with folders of the shell's own, and what a terminal needs. */
function environmentFor(
  { part, variables, scratch: usual }: PartCommands,
  scratch: Scratch,
  { invocation: { program }, world }: Call,
): Readonly<Record<string, string>> {
  const own = variables.map(({ name, value }) => [name, value.replaceAll(`${usual}/`, `${scratch.path}/`)] as const);
  const terminal = world.variables['TERM'];
  return {
    ...Object.fromEntries(own),
    ...(terminal !== undefined && { TERM: terminal }),
    ...(program === undefined && { PS1: `(${part.replaceAll(/[^\w.+-]/gu, '_')}) $ ` }),
  };
}

function tellPlace({ past, commands: { part }, cwd }: Site, { reporter }: Call): void {
  reporter.notice(redact(`part \`${part}\`, in ${cwd}; \`exit\` leaves`));
  const command = past.failed?.command;
  if (command === undefined || command === null) return;
  reporter.notice(redact(`this command failed here:\n  ${shellWords(command.argv).replaceAll('\n', '\n  ')}`));
}
