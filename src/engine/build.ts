import type { Diagnostic } from './diag/index.js';
import { dropKept, executePlan, type Execution } from './execute/index.js';
import type { InstalledState, JournalContent } from './installed/index.js';
import { sureDoubts } from './lint/index.js';
import { planParts, type Plan } from './plan/index.js';
import type { EnginePorts, WorkPorts } from './ports.js';
import { conditionsOf } from './merge-release.js';
import { Chronicle } from './chronicle.js';
import { countOf, makeRun, type Site } from './make-run.js';
import { prepareRelease, type Prepared } from './prepare.js';
import { fileWords, type FileFailure } from './recipe/index.js';
import { readRecord } from './recorded.js';
import { beginRelease, exportPath, finishRelease, isInOrder, pathsOf } from './release.js';
import type { EngineCall } from './engine-call.js';
import type { BuildOutcome, BuildRequest, BuildResult, PlanResult } from './request.js';
import { conditionFacts, type ResolvedProfile } from './resolve/index.js';
import { rememberRun } from './shortcut.js';

/** What a run has come to; the pieces of the result. */
export type Ending = Omit<BuildResult, 'diagnostics'>;

const ELSEWHERE = '`-d DIR` makes the release in another directory';

const NOTHING = { directory: undefined, plan: undefined, execution: undefined } as const;

/** Resolves every section in use; `undefined` when something is wrong, which has been told then. */
export async function resolveRelease(request: BuildRequest, call: EngineCall): Promise<ResolvedProfile | undefined> {
  const prepared = await prepare(request, call, await call.ports.load());
  return prepared?.graph.profile;
}

/** Says what a build would do; touches nothing and takes no lock. */
export async function planRelease(request: BuildRequest, call: EngineCall): Promise<Omit<PlanResult, 'diagnostics'>> {
  const work = await call.ports.load();
  const prepared = await prepare(request, call, work);
  if (prepared === undefined) return { directory: undefined, plan: undefined };
  const { directory } = prepared.merged;
  const release = call.ports.openRelease(directory);
  const content = readRecord({ prepared, release, dialect: request.dialect });
  if (!content.ok) {
    report(call, content.failures);
    return { directory, plan: undefined };
  }
  return { directory, plan: makePlan(request, prepared, { content: content.value, ports: call.ports }) };
}

/** Builds a release: prepares without touching anything, then plans and executes under the lock of the release. */
export async function buildRelease(request: BuildRequest, call: EngineCall): Promise<Ending> {
  const work = await call.ports.load();
  const prepared = await prepare(request, call, work);
  if (prepared === undefined) return { ...NOTHING, outcome: call.signal.aborted ? 'interrupted' : 'invalid' };
  const { directory } = prepared.merged;
  const release = call.ports.openRelease(directory);
  const holders: string[] = [];
  const lock = await work.locks.acquire(release.lockPath, {
    holder: `slapbuild/${call.ports.version} building ${directory}`,
    signal: call.signal,
    onWait: (holder) => {
      holders.push(holder);
      call.emit({ type: 'run', state: 'waiting', for: holder });
    },
  });
  if (!lock.ok) {
    const cancelled = lock.failures[0].kind === 'cancelled';
    report(
      call,
      lock.failures.flatMap((failure) =>
        failure.kind === 'cancelled' ? [] : [{ hint: ELSEWHERE, ...explainFile(failure) }],
      ),
    );
    return { ...NOTHING, directory, outcome: cancelled ? 'interrupted' : 'failed' };
  }
  try {
    // Whoever held the lock may have filled the store: look again.
    const current = holders.length > 0 ? await prepare(request, call, work) : prepared;
    if (current === undefined)
      return { ...NOTHING, directory, outcome: call.signal.aborted ? 'interrupted' : 'invalid' };
    return await buildLocked(request, call, { work, prepared: current, release });
  } finally {
    release.close();
    await lock.value.release();
  }
}

interface Planned extends Site {
  readonly plan: Plan;
}

interface Settled extends Planned {
  /** What is installed now. */
  readonly state: InstalledState;
}

async function buildLocked(request: BuildRequest, call: EngineCall, site: Site): Promise<Ending> {
  const { prepared, release } = site;
  const { directory } = prepared.merged;
  const read = readRecord({ prepared, release, dialect: request.dialect });
  if (!read.ok) {
    report(call, read.failures);
    return { ...NOTHING, directory, outcome: 'invalid' };
  }
  const content = read.value;
  const plan = makePlan(request, prepared, { content, ports: call.ports });
  const cores = countOf(request.jobs ?? call.ports.cores);
  call.emit({ type: 'run', state: 'planned', directory, plan, cores });
  const isClean = release.failed.all().length === 0 && isSettled(site, call.ports, content);
  if (isIdle(plan) && isClean && isInOrder(content.state, visitedParts(request, plan))) {
    remember(request, call, { ...site, plan, state: content.state });
    return { directory, plan, execution: undefined, outcome: 'unchanged' };
  }
  const chronicle = openChronicle(request, call, { ...site, plan });
  const run = makeRun(request, { ...call, emit: chronicle.emit }, { ...site, history: chronicle.history });
  const spared = await dropKept(run, plan, request.parts !== undefined);
  const begun = await beginRelease(site, content, spared);
  const execution = begun.ok ? await executePlan(run, plan, content.state) : begun;
  const review = chronicle.close();
  if (!execution.ok) report(call, execution.failures.map(explainFile));
  const outcome = execution.ok ? outcomeOf(execution.value, plan) : 'failed';
  const isComplete = outcome === 'done' || outcome === 'unchanged';
  const visited = execution.ok ? visitedParts(request, plan, execution.value) : [];
  const finished = await finishRelease(site, { isComplete, visited });
  if (!finished.ok) report(call, finished.failures.map(explainFile));
  else if (isComplete && finished.value !== undefined)
    remember(request, call, { ...site, plan, state: finished.value });
  const ended = { directory, plan, execution: execution.ok ? execution.value : undefined, outcome };
  return review === undefined ? ended : { ...ended, review };
}

function openChronicle(request: BuildRequest, call: EngineCall, { work, prepared, plan }: Planned): Chronicle {
  const { merged, graph } = prepared;
  return new Chronicle(call, {
    work,
    plan,
    cores: countOf(request.jobs ?? call.ports.cores),
    places: {
      directory: merged.directory,
      userCache: request.userCache,
      belongs: (part) => request.parts !== undefined || graph.parts.has(part),
      now: Math.floor(call.ports.now() / 1_000),
    },
  });
}

function outcomeOf(execution: Execution, plan: Plan): BuildOutcome {
  if (execution.cancelled) return 'interrupted';
  if (execution.failed.length > 0) return 'failed';
  return execution.unchanged.length === plan.parts.length && plan.removals.length === 0 ? 'unchanged' : 'done';
}

/** `undefined` when something is wrong, which has been told then. */
export async function prepare(request: BuildRequest, call: EngineCall, work: WorkPorts): Promise<Prepared | undefined> {
  const prepared = await prepareRelease(request, {
    ports: call.ports,
    work,
    recipes: call.recipes,
    signal: call.signal,
    warn: (warnings) => {
      report(call, warnings);
    },
    onFetch: (url) => {
      call.emit({ type: 'run', state: 'fetching', url });
    },
  });
  if (!prepared.ok) {
    // What was cut short is no mistake of anybody.
    if (!call.signal.aborted) report(call, prepared.failures);
    return undefined;
  }
  const { merged, graph } = prepared.value;
  report(call, [...graph.profile.warnings, ...sureDoubts({ merged, parts: graph.parts, survey: graph.profile })]);
  return prepared.value;
}

/** In zc.buildout every part that a run comes to moves to the end of the record; here only one that it changes. */
function visitedParts({ dialect }: BuildRequest, plan: Plan, execution?: Execution): readonly string[] {
  if (dialect !== 'zc') return [];
  const names = plan.parts.map(({ part }) => part.name);
  if (execution === undefined) return names;
  const standing = new Set([...execution.succeeded, ...execution.unchanged]);
  return names.filter((name) => standing.has(name));
}

interface Before {
  readonly content: JournalContent;
  readonly ports: EnginePorts;
}

function makePlan(request: BuildRequest, { graph }: Prepared, { content, ports }: Before): Plan {
  const conditions = conditionFacts(conditionsOf(request, ports));
  return planParts(graph, { installed: content.state, exists: ports.exists, named: request.parts, conditions });
}

/** Whether the last run came to its end and left nothing to repair, and the state stands where other tools look for it. */
function isSettled({ prepared, release }: Site, ports: EnginePorts, { state, rubble }: JournalContent): boolean {
  const path = exportPath(prepared);
  const isExported = path === undefined || ports.exists(path) === state.size > 0;
  return rubble.size === 0 && isExported && release.readLastRun() !== undefined;
}

function isIdle(plan: Plan): boolean {
  return plan.removals.length === 0 && plan.parts.every(({ action }) => action === 'current');
}

/** Only a whole run that leaves nothing to look at is remembered, and none that would ask a server again. */
function remember(request: BuildRequest, call: EngineCall, { prepared, plan, state }: Settled): void {
  const remote = [...prepared.looked].some((location) => !location.startsWith('/'));
  const asksAgain =
    remote ||
    plan.parts.some(({ part: { resolution } }) => resolution.updates === true && resolution.watched === undefined);
  if (request.parts !== undefined || asksAgain) return;
  rememberRun(request, call.ports, { ...pathsOf(prepared, state), parts: plan.parts.length, begun: call.begun });
}

function explainFile(failure: FileFailure): Diagnostic {
  return { code: failure.kind, severity: 'error', notes: [], ...fileWords(failure) };
}

function report(call: EngineCall, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) call.emit({ type: 'diagnostic', diagnostic });
}
