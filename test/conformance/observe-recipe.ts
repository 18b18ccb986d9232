import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readInstalledCfg } from '../../src/engine/installed/index.js';
import { build, type EngineEvent } from '../../src/index.js';
import type { Diagnostic } from '../../src/engine/diag/index.js';
import { readBuildoutArguments } from '../../src/cli/buildout-arguments.js';
import type { Input, Node, RecipeStep } from './recipe-vectors.js';
import type { WorkPlace } from './work-place.js';

/** What one step of a case gave, in the form of its expectation. */
export interface ObservedRecipe {
  readonly exit: number;
  readonly actions: readonly string[];
  readonly failures: readonly Diagnostic[];
  readonly recorded: Readonly<Record<string, readonly string[]>>;
  readonly tree: Readonly<Record<string, Node>>;
}

/** Inputs as the steps so far wrote them. */
export type Inputs = Map<string, Node>;

/** Does one step with the whole engine. */
export async function observeRecipe(step: RecipeStep, place: WorkPlace, inputs: Inputs): Promise<ObservedRecipe> {
  const { directory, home } = place;
  for (const [name, input] of Object.entries(place.fill(step.files ?? {}))) writeInput(join(directory, name), input);
  for (const [name, input] of Object.entries(step.files ?? {})) {
    if (input === null) inputs.delete(name);
    else inputs.set(name, nodeAt(join(directory, name)));
  }
  const read = readBuildoutArguments(step.args ?? []);
  if (!read.ok) throw new TypeError('the arguments of a step cannot be read');
  const actions: string[] = [];
  const onEvent = (event: EngineEvent): void => {
    if (event.type !== 'part') return;
    if (event.state === 'started') actions.push(`${event.action} ${event.part}`);
    if (event.state === 'removed') actions.push(`uninstall ${event.part}`);
  };
  const { outcome, diagnostics } = await build(
    {
      profile: join(directory, 'buildout.cfg'),
      workingDirectory: directory,
      assignments: read.value.assignments,
      home,
      jobs: 1,
      userStore: join(home, 'store'),
      userCache: join(home, 'cache'),
    },
    { onEvent },
  );
  return {
    exit: outcome === 'done' || outcome === 'unchanged' ? 0 : 1,
    actions,
    failures: diagnostics.filter(({ severity }) => severity === 'error'),
    recorded: readRecorded(join(directory, '.installed.cfg')),
    tree: treeOf(directory, inputs),
  };
}

function writeInput(path: string, input: Input): void {
  if (input === null || existsSync(path)) rmSync(path, { recursive: true, force: true });
  if (input === null) return;
  mkdirSync(dirname(path), { recursive: true });
  if (typeof input === 'string') writeFileSync(path, input);
  else if ('symlink' in input) symlinkSync(input.symlink, path);
  else {
    writeFileSync(path, 'text' in input ? input.text : Buffer.from(input.base64, 'base64'));
    chmodSync(path, Number.parseInt(input.mode ?? '0644', 8));
  }
}

function nodeAt(path: string): Node {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return { type: 'symlink', target: readlinkSync(path) };
  const mode = (status.mode & 0o7777).toString(8).padStart(4, '0');
  if (status.isDirectory()) return { type: 'dir', mode };
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { type: 'file', mode, text: bytes.toString('utf8'), sha256 };
}

const LEFT_OUT = new Set(['bin', 'eggs', 'develop-eggs', 'parts', '.installed.cfg', '.slapbuild']);

/** What lies in the directory beside inputs that are as they were written. */
function treeOf(root: string, inputs: Inputs): Readonly<Record<string, Node>> {
  const tree: Record<string, Node> = {};
  const names = [...inputs.keys()];
  const visit = (below: string): void => {
    for (const name of readdirSync(join(root, below)).sort()) {
      const path = join(below, name);
      if (LEFT_OUT.has(path)) continue;
      const node = nodeAt(join(root, path));
      const isInput = names.some((input) => input.startsWith(`${path}/`)) || isSame(inputs.get(path), node);
      if (!isInput) tree[path] = node;
      if (node.type === 'dir') visit(path);
    }
  };
  visit('');
  return tree;
}

function isSame(input: Node | undefined, node: Node): boolean {
  return input !== undefined && JSON.stringify(input) === JSON.stringify(node);
}

function readRecorded(path: string): Readonly<Record<string, readonly string[]>> {
  if (!existsSync(path)) return {};
  const state = readInstalledCfg(path, readFileSync(path, 'utf8'));
  if (!state.ok) throw new TypeError('the state cannot be read');
  return Object.fromEntries(state.value.parts.map(({ name, installed }) => [name, installed]));
}
