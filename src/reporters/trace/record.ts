import type { EngineEvent, RunFinished } from '../../engine/events.js';
import type { PartEvent } from '../reporter.js';
import type { Stretch } from './lanes.js';

/** What happened to one part, in milliseconds since the run started. */
export interface PartBar extends Stretch {
  readonly part: string;
  readonly state: PartEvent['state'];
  readonly needs: readonly string[];
  readonly expectedMillis: number | undefined;
  readonly cost: Cost;
  /** One after the other. */
  readonly phases: readonly NamedStretch[];
  readonly waits: readonly NamedStretch[];
}

type Cost = Extract<PartEvent, { readonly state: 'installed' }>['cost'];

export interface NamedStretch extends Stretch {
  readonly name: string;
}

export interface CommandBar extends Stretch {
  readonly part: string;
  readonly program: string;
  readonly title: string;
  readonly cwd: string;
  readonly ending: string;
  readonly cpuMillis: number;
  readonly peakBytes: number;
  /** What it had used until then, and held then. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly at: number;
  readonly cpuMillis: number;
  readonly residentBytes: number;
}

/** A whole run; what had not ended ends with it. */
export interface RunRecord {
  readonly profile: string;
  readonly planned: number | undefined;
  readonly ended: number;
  readonly finished: RunFinished | undefined;
  /** In the order in which they ended. */
  readonly parts: readonly PartBar[];
  readonly commands: readonly CommandBar[];
  /** For another run in the same directory. */
  readonly waits: readonly NamedStretch[];
}

type Open<Bar extends Stretch> = { -readonly [Key in keyof Omit<Bar, 'ended'>]: Bar[Key] };
interface OpenPart {
  readonly begun: number;
  readonly phases: NamedStretch[];
  readonly waits: NamedStretch[];
  phase?: Open<NamedStretch>;
  wait?: Open<NamedStretch>;
  /** Commands that are known to wait for cores: their waiting is one stretch, until the last has what it waits for. */
  waiters: number;
}
interface OpenCommand extends Pick<CommandBar, 'part' | 'program' | 'title' | 'cwd' | 'begun'> {
  readonly samples: Sample[];
}

interface End extends Pick<PartBar, 'state' | 'ended'> {
  readonly cost?: Cost;
}

type EventOf<State extends PartEvent['state']> = Extract<PartEvent, { readonly state: State }>;

/** Listens to a run. */
export class Recorder {
  readonly #parts: PartBar[] = [];
  readonly #commands: CommandBar[] = [];
  readonly #waits: NamedStretch[] = [];
  readonly #queued = new Map<string, EventOf<'queued'>>();
  readonly #openParts = new Map<string, OpenPart>();
  readonly #openCommands = new Map<string, OpenCommand>();
  #profile = '';
  #planned: number | undefined;
  #wait: Open<NamedStretch> | undefined;
  #finished: RunFinished | undefined;
  #last = 0;

  hear(event: EngineEvent, at: number): void {
    this.#last = at;
    if (event.type === 'part') this.#hearPart(event, at);
    if (event.type !== 'run') return;
    if (event.state === 'started') this.#profile = event.profile;
    if (event.state === 'waiting') this.#wait ??= { name: `waiting for ${event.for}`, begun: at };
    if (event.state === 'planned') this.#plan(at);
    if (event.state === 'finished') this.#finished = event;
  }

  /** What was heard until now. */
  record(): RunRecord {
    for (const part of this.#openParts.keys()) this.#endPart(part, { state: 'started', ended: this.#last });
    return {
      profile: this.#profile,
      planned: this.#planned,
      ended: this.#last,
      finished: this.#finished,
      parts: this.#parts,
      commands: this.#commands,
      waits: this.#waits,
    };
  }

  #plan(at: number): void {
    this.#planned = at;
    if (this.#wait !== undefined) this.#waits.push({ ...this.#wait, ended: at });
    this.#wait = undefined;
  }

  #hearPart(event: PartEvent, at: number): void {
    const { part } = event;
    const open = this.#openParts.get(part);
    switch (event.state) {
      case 'queued':
        this.#queued.set(part, event);
        break;
      case 'started':
        this.#openParts.set(part, { begun: at, phases: [], waits: [], waiters: 0 });
        break;
      case 'waiting':
        if (open !== undefined) beginWait(open, event, at);
        break;
      case 'waited':
        if (open !== undefined && --open.waiters === 0) endWait(open, at);
        break;
      case 'phase':
        if (open !== undefined) endPhase(open, at).phase = { name: event.phase, begun: at };
        break;
      case 'command':
        if (open?.waiters === 0) endWait(open, at);
        this.#hearCommand(event, at);
        break;
      case 'installed':
      case 'failed':
      case 'up-to-date':
      case 'substituted':
      case 'skipped':
        this.#endPart(part, { state: event.state, ended: at, cost: 'cost' in event ? event.cost : undefined });
        break;
      default:
    }
  }

  #hearCommand(event: EventOf<'command'>, at: number): void {
    const { part, command } = event;
    const key = `${String(command)} ${part}`;
    if (event.step === 'started') {
      const { program, title, cwd } = event;
      this.#openCommands.set(key, { part, program, title, cwd, begun: at, samples: [] });
      return;
    }
    const open = this.#openCommands.get(key);
    if (open === undefined) return;
    const { cpuMillis } = event;
    if (event.step === 'running') {
      open.samples.push({ at, cpuMillis, residentBytes: event.residentBytes });
      return;
    }
    this.#openCommands.delete(key);
    const ending = event.status === undefined ? event.ending : `${event.ending} ${String(event.status)}`;
    this.#commands.push({ ...open, ended: at, ending, cpuMillis, peakBytes: event.peakBytes });
  }

  #endPart(part: string, { state, ended, cost }: End): void {
    const open = this.#openParts.get(part);
    if (open === undefined) return;
    this.#openParts.delete(part);
    const { begun, phases, waits } = endPhase(open, ended);
    const queued = this.#queued.get(part);
    const needs = queued?.needs ?? [];
    this.#parts.push({ part, state, begun, ended, needs, expectedMillis: queued?.expectedMillis, cost, phases, waits });
  }
}

/** A wait for cores is told after a while; another one than that of the part ends what it waited for until then. */
function beginWait(open: OpenPart, event: EventOf<'waiting'>, at: number): void {
  if (event.cores !== undefined && ++open.waiters > 1 && open.wait !== undefined) return;
  endWait(open, at);
  const free = Math.max(open.phase?.begun ?? open.begun, open.waits.at(-1)?.ended ?? 0);
  open.wait = { name: `waiting for ${event.for}`, begun: Math.max(free, at - (event.millis ?? 0)) };
}

/** Nothing says that the wait for another run is over but what the part does next. */
function endWait(open: OpenPart, ended: number): OpenPart {
  if (open.wait !== undefined) open.waits.push({ ...open.wait, ended });
  delete open.wait;
  return open;
}

function endPhase(open: OpenPart, ended: number): OpenPart {
  endWait(open, ended);
  if (open.phase !== undefined) open.phases.push({ ...open.phase, ended });
  delete open.phase;
  return open;
}
