import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../file-failure.js';

/** Fields of /proc/PID/stat behind the name of the program. */
const STAT_FIELDS = { state: 0, parent: 1, session: 3 } as const;

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
}

/**
 * All that a command started. It leads a session of its own; programs such as `timeout` make further process groups
 * inside it, so a group is not enough. What makes a session of its own belongs to it as long as its parent does, and all
 * of that session from then on; only a daemon, whose parent has ended before anyone looked, escapes.
 */
class Family {
  readonly #leader: number;
  readonly #sessions: Set<number>;

  constructor(leader: number) {
    this.#leader = leader;
    this.#sessions = new Set([leader]);
  }

  /** Those that live; without /proc, the leader when its group lives. */
  members(): ReadonlySet<number> {
    const entries = processEntries();
    if (entries === undefined) return new Set(groupLives(this.#leader) ? [this.#leader] : []);
    const found = new Set<number>();
    for (let before = -1; before < found.size;) {
      before = found.size;
      for (const { pid, parent, session } of entries) {
        if (found.has(pid) || (!this.#sessions.has(session) && !found.has(parent))) continue;
        found.add(pid);
        this.#sessions.add(session);
      }
    }
    return found;
  }

  send(...signals: readonly NodeJS.Signals[]): void {
    const members = this.members();
    for (const signal of signals) {
      for (const session of this.#sessions) send(-session, signal);
      for (const pid of members) send(pid, signal);
    }
  }
}

/** All living processes; `undefined` without /proc. */
function processEntries(): readonly ProcessEntry[] | undefined {
  try {
    const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return names.length === 0 ? undefined : names.flatMap((name) => entryOf(Number(name)));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES')) return undefined;
    throw error;
  }
}

function entryOf(pid: number): readonly ProcessEntry[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands before, in parentheses, and may contain anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const state = fields[STAT_FIELDS.state];
    if (state === 'Z' || state === 'X') return [];
    return [{ pid, parent: Number(fields[STAT_FIELDS.parent]), session: Number(fields[STAT_FIELDS.session]) }];
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return [];
    throw error;
  }
}

/** Whether the process group of `leader` still has processes; cheap, unlike looking through /proc. */
export function groupLives(leader: number): boolean {
  return send(-leader, 0);
}

/** Sends a signal; false when nobody is there, or nobody we may signal. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

const LOOK_AGAIN_MILLIS = 10;
/** A killed process in an uninterruptible system call cannot be waited for without end. */
const KILL_PASSES = 200;

/**
 * Ends all that the leader of a session started: SIGTERM, then SIGKILL to what is left after `graceMillis`. Done when
 * nothing is left.
 */
export async function endSession(leader: number, graceMillis: number): Promise<void> {
  const family = new Family(leader);
  // What is stopped hears the first signal when it goes on.
  family.send('SIGTERM', 'SIGCONT');
  const deadline = performance.now() + graceMillis;
  while (family.members().size > 0 && performance.now() < deadline) await sleep(LOOK_AGAIN_MILLIS);
  for (let pass = 0; pass < KILL_PASSES && family.members().size > 0; pass++) {
    family.send('SIGKILL');
    await sleep(LOOK_AGAIN_MILLIS);
  }
}
