import { posix } from 'node:path';
import { fail, failAll, succeed, type Diagnostic, type Result, type Source, type Span } from '../diag/index.js';
import type { Conditions } from '../profile/index.js';
import { commandLineSource, readAssignments } from './assignments.js';
import { builtInLayers } from './defaults.js';
import { rulesOf, type Dialect, type DialectRules } from './dialect.js';
import type { LoadingFailure } from './failures.js';
import { LayerGraph, type Loading } from './layer-graph.js';
import type { ProfileNode } from './profile-node.js';
import type { Layer, LayerContent } from './layer.js';
import { loadOptions } from './load-options.js';
import { isUrl } from './locations.js';
import type { ProfileLoader } from './ports.js';
import { allAssignments, type LayerRequest } from './request.js';
import { placeOfWord } from './word-place.js';

/** Everything that takes part in merging, read and checked. */
export interface LoadedLayers {
  readonly dialect: Dialect;
  readonly rules: DialectRules;
  /** Directory of the main profile: `${buildout:directory}` unless it is assigned. */
  readonly directory: string;
  readonly builtIn: readonly LayerContent[];
  readonly userDefaults: ProfileNode | undefined;
  readonly main: ProfileNode;
  /** Profiles that `buildout:extends=` names. */
  readonly extensions: readonly ProfileNode[];
  readonly commandLine: LayerContent;
  /** Every profile read, bases first. */
  readonly nodes: readonly ProfileNode[];
  readonly home: string | undefined;
  readonly conditions: Conditions;
  readonly warnings: readonly Diagnostic[];
}

export type LayersResult = Result<LoadedLayers, LoadingFailure>;

/** Reads the main profile and everything that it, the command line and the user defaults extend. Waits only for remote profiles. */
export function loadLayers(request: LayerRequest, loader: ProfileLoader): LayersResult | Promise<LayersResult> {
  return drive(load(request, loader));
}

function* load(request: LayerRequest, loader: ProfileLoader): Loading<LayersResult> {
  const { dialect, profile, workingDirectory } = request;
  const rules = rulesOf(dialect);
  const location = isUrl(profile) ? profile : posix.resolve(workingDirectory, profile);
  const directory = isUrl(profile) ? workingDirectory : posix.dirname(location);
  const assignments = allAssignments(request);
  const source = commandLineSource(assignments);
  const layer: Layer = { kind: 'command-line', source, location: undefined, base: directory, extendedBy: undefined };
  const read = readAssignments(assignments, { layer, sorted: !rules.keepsAssignmentOrder });
  if (!read.ok) return read;
  const commandLine = read.value;
  const builtIn = builtInLayers({ directory, executable: request.executable ?? '' });
  let defaultsDone: readonly LayerContent[] = [];
  const graph: LayerGraph = new LayerGraph({
    request,
    rules,
    loader,
    loadOptions: (done, main) =>
      loadOptions({
        builtIn,
        done: rules.mergesOnce ? done : defaultsDone,
        main,
        commandLine,
        directory,
        home: request.home,
      }),
  });
  const userDefaults = yield* readDefaults(graph, request.userDefaults);
  defaultsDone = graph.done.map(({ content }) => content);
  const mainAt = placeOfWord(profile, request.placeOf);
  const main = yield* graph.read({ location, at: mainAt, isMain: true });
  const extensions = yield* readExtensions(graph, commandLine, workingDirectory);
  const [first, ...more] = graph.failures;
  if (first !== undefined) return failAll([first, ...more]);
  if (main === undefined) return fail({ kind: 'profile-not-found', location, at: mainAt });
  const warnings = graph.absent.map(({ name, at }) => absentWarning(name, at));
  return succeed({
    dialect,
    rules,
    directory,
    builtIn,
    userDefaults,
    main,
    extensions,
    commandLine,
    nodes: graph.done,
    home: request.home,
    conditions: graph.conditions,
    warnings,
  });
}

function* readDefaults(graph: LayerGraph, location: string | undefined): Loading<ProfileNode | undefined> {
  if (location === undefined) return undefined;
  const source: Source = { path: '<user defaults>', text: location };
  return yield* graph.read({ location, at: { source, start: 0, end: location.length }, isOptional: true });
}

function* readExtensions(
  graph: LayerGraph,
  commandLine: LayerContent,
  workingDirectory: string,
): Loading<readonly ProfileNode[]> {
  const nodes: ProfileNode[] = [];
  for (const { name, at } of commandLine.bases) {
    const location = isUrl(name) ? name : posix.resolve(workingDirectory, name);
    const node = yield* graph.read({ location, name, at });
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}

function absentWarning(name: string, at: Span): Diagnostic {
  const message = `the optional profile \`${name}\` does not exist and is left out`;
  return { code: 'optional-extends-absent', severity: 'warning', message, at, notes: [] };
}

/** Runs a loading: at once while nothing is remote, as a promise from the first remote profile on. */
function drive<Value>(loading: Loading<Value>): Value | Promise<Value> {
  let step = loading.next();
  while (step.done !== true) {
    if (step.value instanceof Promise) return driveLater(loading, step);
    step = loading.next(step.value);
  }
  return step.value;
}

async function driveLater<Value>(loading: Loading<Value>, waiting: ReturnType<Loading<Value>['next']>): Promise<Value> {
  let step = waiting;
  while (step.done !== true) step = loading.next(await step.value);
  return step.value;
}
