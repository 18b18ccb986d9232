import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../src/engine/diag/index.js';
import { explain, readInstalledCfg } from '../../src/engine/installed/index.js';
import { build, type BuildRequest, type EngineEvent } from '../../src/index.js';
import { readBuildoutArguments } from '../../src/cli/buildout-arguments.js';
import { installRecipes } from './install-recipes.js';
import type { StateFile, Step } from './vectors.js';
import type { WorkPlace } from './work-place.js';

/** What one step of a sequence gave, in the form of its expectation. */
export interface ObservedStep {
  readonly exit: number;
  readonly actions: readonly string[];
  readonly failures: readonly Diagnostic[];
  readonly files: Readonly<Record<string, string | null>>;
  readonly state: StateFile | null;
  readonly warnings: readonly string[];
}

/** Does one step with the whole engine, one part at a time. */
export async function observeStep(step: Step, place: WorkPlace): Promise<ObservedStep> {
  prepare(place.directory, place.fill(step.files ?? {}));
  const seen = makeWitness();
  const recipes = installRecipes(
    { recipe: step.recipe_version ?? '1.0', dependency: step.recipe_dependency_version ?? '1.0' },
    seen.onUninstall,
  );
  const { outcome, diagnostics } = await build(
    { ...requestOf(place.fill(step.args ?? []), place), recipes },
    { onEvent: seen.onEvent },
  );
  const stateFile = stateFileOf(place.directory);
  return {
    exit: outcome === 'done' || outcome === 'unchanged' ? 0 : 1,
    actions: seen.actions,
    failures: diagnostics.filter(({ severity }) => severity === 'error'),
    files: listFiles(place.directory, new Set([...ENGINE_FILES, stateFile])),
    state: readState(join(place.directory, stateFile)),
    warnings: seen.warnings,
  };
}

function requestOf(args: readonly string[], { directory, home }: WorkPlace): BuildRequest {
  const read = readBuildoutArguments(args);
  if (!read.ok) throw new TypeError(`the arguments of a step cannot be read: ${args.join(' ')}`);
  const { profile = 'buildout.cfg', assignments, commandArguments } = read.value;
  return {
    profile: join(directory, profile),
    workingDirectory: directory,
    assignments,
    home,
    dialect: 'zc',
    jobs: 1,
    userStore: join(home, 'store'),
    userCache: join(home, 'cache'),
    ...(commandArguments.length > 0 && { parts: commandArguments }),
  };
}

function prepare(directory: string, files: Readonly<Record<string, string | null>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    if (text === null) rmSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

/** Turns events into the actions of the reference, which tells of an uninstall before its hook. */
function makeWitness(): {
  readonly actions: string[];
  readonly warnings: string[];
  readonly onUninstall: (part: string) => void;
  readonly onEvent: (event: EngineEvent) => void;
} {
  const actions: string[] = [];
  const warnings: string[] = [];
  const hooks: string[] = [];
  return {
    actions,
    warnings,
    onUninstall: (part) => hooks.push(`uninstall-recipe ${part}`),
    onEvent(event) {
      if (event.type !== 'part') return;
      if (event.state === 'started') actions.push(`${event.action} ${event.part}`);
      if (event.state === 'removed') actions.push(`uninstall ${event.part}`, ...hooks.splice(0));
      if (event.state === 'warning') warnings.push(event.code ?? event.message);
    },
  };
}

const ENGINE_FILES = ['.slapbuild', '.installed.cfg', 'buildout.cfg', 'FAIL'];

function stateFileOf(directory: string): string {
  const profile = readFileSync(join(directory, 'buildout.cfg'), 'utf8');
  return /^installed\s*=\s*(\S+)/mu.exec(profile)?.[1] ?? '.installed.cfg';
}

/** All files below a directory with their content; empty directories as `name/`. */
function listFiles(root: string, left: ReadonlySet<string>): Readonly<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  const visit = (below: string): void => {
    for (const name of readdirSync(join(root, below)).sort()) {
      const path = join(below, name);
      if (left.has(path)) continue;
      if (!statSync(join(root, path)).isDirectory()) found[path] = readFileSync(join(root, path), 'utf8');
      else if (readdirSync(join(root, path)).length > 0) visit(path);
      else if (path !== 'bin' && path !== 'parts') found[`${path}/`] = null;
    }
  };
  visit('');
  return found;
}

function readState(path: string): StateFile | null {
  if (!existsSync(path)) return null;
  const state = readInstalledCfg(path, readFileSync(path, 'utf8'));
  if (!state.ok) throw new TypeError(explain(state.failures[0]).message);
  const { parts } = state.value;
  return {
    parts: parts.map(({ name }) => name),
    installed: Object.fromEntries(parts.map(({ name, installed }) => [name, installed])),
  };
}
