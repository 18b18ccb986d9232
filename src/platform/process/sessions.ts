import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../file-failure.js';

/**
 * A command leads a session of its own. Programs such as `timeout` make further process groups inside it, so a group
 * is not enough to end everything; only what makes a session of its own as well escapes.
 */
const STAT_FIELDS = { state: 0, session: 3 } as const;

/** Living processes of the session of `leader`; without /proc, the leader when its group lives. */
function membersOf(leader: number): readonly number[] {
  const entries = processEntries();
  if (entries === undefined) return groupLives(leader) ? [leader] : [];
  return entries.filter((pid) => isMember(pid, leader));
}

function processEntries(): readonly number[] | undefined {
  try {
    const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return names.length === 0 ? undefined : names.map(Number);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES')) return undefined;
    throw error;
  }
}

function isMember(pid: number, session: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands before, in parentheses, and may contain anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const state = fields[STAT_FIELDS.state];
    return Number(fields[STAT_FIELDS.session]) === session && state !== 'Z' && state !== 'X';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return false;
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

function sendToAll(leader: number, signal: NodeJS.Signals): void {
  send(-leader, signal);
  for (const pid of membersOf(leader)) send(pid, signal);
}

const LOOK_AGAIN_MILLIS = 10;
/** A killed process in an uninterruptible system call cannot be waited for without end. */
const KILL_PASSES = 200;

/** Ends a whole session: SIGTERM, then SIGKILL to what is left after `graceMillis`. Done when nothing is left. */
export async function endSession(leader: number, graceMillis: number): Promise<void> {
  sendToAll(leader, 'SIGTERM');
  sendToAll(leader, 'SIGCONT');
  const deadline = performance.now() + graceMillis;
  while (membersOf(leader).length > 0 && performance.now() < deadline) await sleep(LOOK_AGAIN_MILLIS);
  for (let pass = 0; pass < KILL_PASSES && membersOf(leader).length > 0; pass++) {
    sendToAll(leader, 'SIGKILL');
    await sleep(LOOK_AGAIN_MILLIS);
  }
}
