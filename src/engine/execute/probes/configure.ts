import { join, dirname } from 'node:path';
import { succeed, type Result } from '../../diag/index.js';
import type { Part } from '../../plan/index.js';
import type {
  Cancelled,
  Command,
  CommandFailure,
  CommandOutput,
  ConfigureOutput,
  FileFailure,
} from '../../recipe/index.js';
import type { LogWriter, Scratch } from '../ports.js';
import type { TreeChange } from '../probe-ports.js';
import type { Run } from '../run.js';
import { readAnswers, siteScript, type Answers } from './answers.js';
import { decodeEntry, encodeEntry, NO_GOOD, type ProbeEntry } from './entry.js';
import { maskPaths } from './mask.js';
import { digest, openOccasion, type Occasion } from './occasion.js';

type Ran<Output> = Promise<Result<Output, CommandFailure | FileFailure | Cancelled>>;

/** A configure command of a part, and how it is run. */
export interface Configuring {
  readonly part: Part;
  readonly command: Command;
  readonly log: LogWriter;
  readonly scratch: Scratch;
  readonly start: (command: Command) => Ran<CommandOutput>;
}

interface Kept {
  readonly occasion: Occasion;
  readonly key: string;
}

/**
 * Runs a configure command. The first time under some conditions it runs as ever, and what its scripts found out is
 * kept, with digests of all they made. The next time they are given the answers, and what they make is compared: a
 * script that makes something else when it is answered, for whatever reason, gets no answers from then on.
 */
export async function runConfigure(run: Run, task: Configuring): Ran<ConfigureOutput> {
  const ready = await task.scratch.make();
  if (!ready.ok) return ready;
  const kept = await find(run, task);
  if (kept === undefined) return plainly(task);
  const text = await kept.occasion.probes.readEntry(kept.key);
  const entry = text === undefined ? undefined : decodeEntry(text);
  if (entry === undefined) return observed(run, task, kept);
  return entry.answers.size === 0 ? plainly(task) : answered(run, task, { ...kept, entry });
}

async function find(run: Run, { part, command, scratch }: Configuring): Promise<Kept | undefined> {
  const occasion = await openOccasion({ run, part, scratch: scratch.path, command });
  const key = await occasion?.key();
  return occasion === undefined || key === undefined ? undefined : { occasion, key };
}

async function plainly({ start, command }: Configuring): Ran<ConfigureOutput> {
  const ran = await start(command);
  return ran.ok ? succeed({ ...ran.value, spoilt: false }) : ran;
}

async function observed(run: Run, task: Configuring, { occasion, key }: Kept): Ran<ConfigureOutput> {
  const ran = await plainly(task);
  if (!ran.ok) return ran;
  const changes = await occasion.probes.findChanges(occasion.location, occasion.before);
  if (changes === undefined) return ran;
  const answers = await collectAnswers(run, occasion, changes);
  const outputs = await digestOutputs(run, occasion, changes);
  // A machine that changed meanwhile leaves nobody to say which answers are from before.
  const isSettled = outputs !== undefined && answers.size > 0 && (await occasion.key()) === key;
  if (isSettled) await occasion.probes.writeEntry(key, encodeEntry({ answers, outputs }));
  return ran;
}

function endedByItself(failure: CommandFailure | FileFailure | Cancelled): boolean {
  return failure.kind === 'command-failed' && failure.outcome.kind === 'exit';
}

interface Answered extends Kept {
  readonly entry: ProbeEntry;
}

async function answered(run: Run, task: Configuring, { occasion, key, entry }: Answered): Ran<ConfigureOutput> {
  const { command, log, scratch, start } = task;
  const site = join(scratch.path, 'probes', 'config.site');
  const byPlace = [...entry.answers].map(([below, found]) => [join(occasion.location, below), found] as const);
  const written = await run.ports.files.write(site, siteScript(new Map(byPlace)), { mode: 0o644 });
  if (!written.ok) return plainly(task);
  const count = byPlace.reduce((sum, [, found]) => sum + Object.keys(found).length, 0);
  log.write(`configure: ${String(count)} answers from the probe cache\n`);
  const ran = await start({ ...command, env: { ...command.env, CONFIG_SITE: site } });
  // A limit, a signal or a full disk says nothing of the answers.
  if (!ran.ok && !ran.failures.every(endedByItself)) return ran;
  const wrong = ran.ok ? await firstDifference(run, occasion, entry) : 'it fails';
  if (ran.ok && wrong === undefined) return succeed({ ...ran.value, spoilt: false });
  log.write(`configure: with answers it does not do what it does without (${wrong ?? ''}), so it gets none any more\n`);
  await occasion.probes.writeEntry(key, encodeEntry(NO_GOOD));
  return succeed({ stdout: '', spoilt: true });
}

const LOG = 'config.log';

/** By directory below the location. What mentions a place of this build is of no use in another. */
async function collectAnswers(
  run: Run,
  { location, masks }: Occasion,
  changes: readonly TreeChange[],
): Promise<ReadonlyMap<string, Answers>> {
  const all = new Map<string, Answers>();
  for (const { path, kind } of changes) {
    if (kind !== 'file' || !isLog(path)) continue;
    const log = await run.ports.files.read(join(location, path));
    const found = log.ok ? readAnswers(log.value.toString('utf8')) : {};
    const fit = Object.entries(found).filter(([, value]) => maskPaths(value, masks) === value);
    if (fit.length > 0) all.set(dirname(path), Object.fromEntries(fit));
  }
  return all;
}

function isLog(path: string): boolean {
  return path === LOG || path.endsWith(`/${LOG}`);
}

/** All that the command made but for its logs, with the places of this build masked; `undefined` when it cannot be read. */
async function digestOutputs(
  run: Run,
  { location, masks }: Occasion,
  changes: readonly TreeChange[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const outputs = new Map<string, string>();
  for (const { path, kind, mode, target = '' } of changes.filter((change) => !isLog(change.path))) {
    const content = kind === 'file' ? await run.ports.files.read(join(location, path)) : undefined;
    if (content?.ok === false) return undefined;
    const text = content?.value.toString('latin1') ?? Buffer.from(target).toString('latin1');
    outputs.set(path, `${kind} ${mode.toString(8)} ${digest(maskPaths(text, masks))}`);
  }
  return outputs;
}

/** The first path that is not as it was made without answers; `undefined` when all are. */
async function firstDifference(run: Run, occasion: Occasion, { outputs }: ProbeEntry): Promise<string | undefined> {
  const changes = await occasion.probes.findChanges(occasion.location, occasion.before);
  const made = changes && (await digestOutputs(run, occasion, changes));
  if (made === undefined) return 'its files cannot be read';
  const paths = [...new Set([...outputs.keys(), ...made.keys()])];
  return paths.find((path) => outputs.get(path) !== made.get(path));
}
