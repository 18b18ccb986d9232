import { join, resolve } from 'node:path';
import {
  fail,
  succeed,
  type Installed,
  type InstallContext,
  type InstallingPart,
  type RecipeFailure,
  type Result,
} from '../../engine/recipe/index.js';
import { warnAboutSpelling } from '../building-blocks/booleans.js';
import { installEnvironment } from '../building-blocks/environment.js';
import { jobsInCommand, jobsInScript } from '../building-blocks/jobs.js';
import { shellCommand } from '../building-blocks/shell.js';
import { readSource } from '../building-blocks/sources.js';
import { buildCommands, type BuildCommands, type Step } from './commands.js';
import { writeBuildScript } from './build-script.js';
import type { Options } from './options.js';
import { liesInSources, readPatches } from './patches.js';
import { wrapLongShebangs } from './shebang.js';

type Part = InstallingPart<Options>;
type Outcome = Promise<Result<void, RecipeFailure>>;

/** One build: what its steps share. */
interface Build {
  readonly part: Part;
  readonly context: InstallContext;
  readonly commands: BuildCommands;
  readonly environment: Readonly<Record<string, string>>;
  /** Where commands run: the compile directory, or the single directory in it. */
  readonly directory: string;
}

export async function install(part: Part, context: InstallContext): Promise<Result<Installed, RecipeFailure>> {
  warnAboutSpelling(part, context, ['shared', 'offline', 'strip-top-level-dir', 'keep-compile-dir']);
  const commands = buildCommands(part);
  if (!commands.ok) return commands;
  const environment = installEnvironment(part, context);
  if (!environment.ok) return environment;
  const compile = await provideSources(part, context, environment.value);
  if (!compile.ok) return compile;
  const directory = await enterSingleDirectory(context, compile.value);
  if (!directory.ok) return directory;
  const build: Build = {
    part,
    context,
    commands: commands.value,
    environment: environment.value,
    directory: directory.value,
  };
  const done = await inOrder([
    () => compileAndInstall(build),
    () => dropCompileDirectory(build, compile.value),
    () => warnAboutPromises(build),
    () => wrapLongShebangs(context, part.location),
    () => checkResult(build),
  ]);
  return done.ok ? succeed({ paths: [] }) : done;
}

async function inOrder(steps: readonly (() => Outcome)[]): Outcome {
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

/** Puts the sources at their place and answers the compile directory, absolute. */
async function provideSources(
  { options, location, directory }: Part,
  context: InstallContext,
  env: Readonly<Record<string, string>>,
): Promise<Result<string, RecipeFailure>> {
  if (options.url === undefined) return succeed(resolve(directory, options.path ?? ''));
  const compile = join(location, '.build');
  const source = readSource(options.url, options);
  if (!source.ok) return source;
  context.phase('fetch');
  const fetched = await context.fetch(source.value);
  if (!fetched.ok) return fetched;
  context.phase('unpack');
  const strip = options['strip-top-level-dir'] ? 'always' : 'never';
  const unpacked = await context.unpack(fetched.value.path, compile, { strip, env });
  return unpacked.ok ? succeed(compile) : unpacked;
}

/** Archives hold their files at the top or in one directory; the build starts where the files are. */
async function enterSingleDirectory(
  { files }: InstallContext,
  compile: string,
): Promise<Result<string, RecipeFailure>> {
  const status = await files.status(compile);
  if (!status.ok) return status;
  if (status.value === undefined)
    return fail({ kind: 'recipe-error', option: 'path', message: `source directory \`${compile}\` does not exist` });
  const names = await files.list(compile);
  if (!names.ok) return names;
  const [only, ...others] = names.value;
  if (only === undefined || others.length > 0) return succeed(compile);
  const inner = join(compile, only);
  const entry = await files.status(inner);
  if (!entry.ok) return entry;
  return succeed(entry.value?.kind === 'directory' ? inner : compile);
}

async function compileAndInstall(build: Build): Outcome {
  const { commands } = build;
  const built = await inOrder([
    () => configureSources(build),
    () => runStep(build, 'pre-build'),
    () => runText(build, { phase: 'make', text: commands.make, cores: coresOfMake(build) }),
    () => runStep(build, 'pre-install'),
    () => runText(build, { phase: 'install', text: commands.install, cores: coresOfMake(build) }),
    () => runStep(build, 'post-install'),
  ]);
  const cancelled = !built.ok && built.failures.some(({ kind }) => kind === 'cancelled');
  if (cancelled || (built.ok && build.part.carried['keep'] !== 'true')) return built;
  // A failed build keeps its first failure: the script only helps whoever looks into a kept tree.
  const written = await writeBuildScript(build.context, build);
  return built.ok ? written : built;
}

async function configureSources(build: Build, fresh = false): Outcome {
  const { commands, context, directory, environment } = build;
  const ready = await inOrder([() => applyPatches(build), () => runStep(build, 'pre-configure')]);
  if (!ready.ok) return ready;
  context.phase('configure');
  const command = {
    argv: shellCommand(`set -e;${commands.configure}`),
    cwd: directory,
    env: environment,
    cores: coresOfStep(build, commands.configure),
  };
  const configured = await context.configure(command, { fresh });
  if (!configured.ok) return configured;
  return configured.value.spoilt ? startOver(build) : succeed(undefined);
}

/** Answers from earlier did not do: everything is made anew, and the script finds out all by itself. */
async function startOver(build: Build): Outcome {
  const { part, context, environment } = build;
  context.log.info('starting over');
  const names = await context.files.list(part.location);
  if (!names.ok) return names;
  for (const name of names.value) {
    const removed = await context.files.remove(join(part.location, name));
    if (!removed.ok) return removed;
  }
  const provided = await provideSources(part, context, environment);
  return provided.ok ? configureSources(build, true) : provided;
}

async function applyPatches(build: Build): Outcome {
  const { options } = build.part;
  const patches = readPatches(options.patches);
  if (!patches.ok) return patches;
  const text = `${options['patch-binary'].trim()} ${options['patch-options'].join(' ')}`;
  for (const patch of patches.value) {
    build.context.phase('patch');
    const source = liesInSources(patch) ? { ...patch, url: join(build.directory, patch.url) } : patch;
    const fetched = await build.context.fetch(source);
    if (!fetched.ok) return fetched;
    const applied = await runText(build, { text, stdin: fetched.value.path });
    if (!applied.ok) return applied;
  }
  return succeed(undefined);
}

async function runStep(build: Build, step: Step): Outcome {
  const text = build.commands.steps[step];
  return text === '' ? succeed(undefined) : runText(build, { phase: step, text });
}

interface Run {
  readonly phase?: string;
  readonly text: string;
  readonly cores?: number | 'shared';
  readonly stdin?: string;
}

/** One shell for one text: nothing but files goes from one step to the next. */
async function runText(build: Build, { phase, text, cores = coresOfStep(build, text), stdin }: Run): Outcome {
  const { context, environment, directory } = build;
  if (phase !== undefined) context.phase(phase);
  const ran = await context.run({
    argv: shellCommand(`set -e;${text}`),
    cwd: directory,
    env: environment,
    cores,
    ...(stdin !== undefined && { stdin }),
  });
  return ran.ok ? succeed(undefined) : ran;
}

/** What the profile says about make, in the option for that or in the command itself. */
function coresOfMake({ part: { options }, commands }: Build): number | 'shared' {
  return jobsInCommand(commands.make) ?? options.jobs ?? 'shared';
}

/** Steps and `configure` run make and its like too; where the profile restrains make, they are not to do more. */
function coresOfStep(build: Build, text: string): number | 'shared' {
  return jobsInScript(text) ?? (coresOfMake(build) === 'shared' ? 'shared' : 1);
}

async function dropCompileDirectory({ part, context }: Build, compile: string): Outcome {
  if (part.options.url === undefined || part.carried['keep'] === 'true') return succeed(undefined);
  return context.files.remove(compile);
}

async function warnAboutPromises({ part, context }: Build): Outcome {
  for (const path of part.options.promises) {
    const found = await context.files.realPath(path);
    if (!found.ok) return found;
    if (found.value === undefined) context.log.warn(`\`${path}\`, listed in \`promises\`, was not made`);
  }
  return succeed(undefined);
}

async function checkResult({ part, context }: Build): Outcome {
  const status = await context.files.status(part.location);
  if (!status.ok) return status;
  if (status.value?.kind === 'directory') return succeed(undefined);
  return fail({ kind: 'recipe-error', message: `the build removed its own location \`${part.location}\`` });
}
