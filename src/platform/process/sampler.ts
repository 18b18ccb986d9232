import type { CommandSample } from '../../engine/execute/ports.js';
import { pageSize, processIds, readStat } from './stat.js';

export interface SamplerTimes {
  /** A command is looked at when it has run this long, so that short ones cost nothing. */
  readonly firstMillis: number;
  readonly everyMillis: number;
}

export type OnLook = (sample: CommandSample) => void;

const USUAL: SamplerTimes = { firstMillis: 300, everyMillis: 500 };

/** Looking takes at most this share of one core: on a machine with very many processes it happens less often. */
const SHARE = 0.01;

interface Watched {
  readonly since: number;
  readonly onLook: OnLook;
}

/** Looks at the sessions of all running commands in one pass over the processes of the machine, again and again. */
export class Sampler {
  readonly #times: SamplerTimes;
  readonly #watched = new Map<number, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(times: SamplerTimes = USUAL) {
    this.#times = times;
  }

  watch(leader: number, onLook: OnLook): void {
    this.#watched.set(leader, { since: performance.now(), onLook });
    if (this.#timer === undefined) this.#wait(this.#times.firstMillis);
  }

  forget(leader: number): void {
    this.#watched.delete(leader);
  }

  /** One timer for all, which outlives a short gap between two commands. */
  #wait(millis: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#watched.size > 0) this.#wait(this.#lookAtLong());
    }, millis).unref();
  }

  /** Answers how long to wait for the next look. */
  #lookAtLong(): number {
    const before = process.cpuUsage();
    const begun = performance.now();
    const old = [...this.#watched].filter(([, { since }]) => begun - since >= this.#times.firstMillis);
    if (old.length === 0) return this.#times.everyMillis;
    const uses = lookAt(new Set(old.map(([leader]) => leader)));
    const { user, system } = process.cpuUsage(before);
    for (const [leader, { onLook }] of old) {
      const use = uses.get(leader);
      if (use !== undefined) onLook(use);
    }
    return Math.max(this.#times.everyMillis, (user + system) / 1_000 / SHARE);
  }
}

/** By session; times are of what still runs and of what its parents have reaped. */
function lookAt(leaders: ReadonlySet<number>): ReadonlyMap<number, CommandSample> {
  const uses = new Map<number, CommandSample>();
  for (const pid of processIds()) {
    const stat = readStat(pid);
    if (stat === undefined || !leaders.has(stat.session)) continue;
    const { cpuMillis, residentBytes } = uses.get(stat.session) ?? { cpuMillis: 0, residentBytes: 0 };
    uses.set(stat.session, {
      cpuMillis: cpuMillis + stat.cpuMillis,
      residentBytes: residentBytes + stat.residentPages * pageSize(),
    });
  }
  return uses;
}
