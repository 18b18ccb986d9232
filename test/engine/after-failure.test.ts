import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { BuildRequest, EngineEvent } from '../../src/index.js';
import { gone } from '../cli/program.js';
import { makeWorld, type Ran } from './world.js';

/** `bad` fails when its gate opens, `held` ends when its own does; one part needs each. */
const PROFILE = `[buildout]
parts = over-bad over-held
[gated]
recipe = command
stop-on-error = true
[bad]
<= gated
command = echo ready $$; read line < bad-gate; exit 3
[over-bad]
<= gated
command = : \${bad:recipe}; touch over-bad
[held]
<= gated
command = echo ready $$; exec cat held-gate
[over-held]
<= gated
command = : \${held:recipe}; touch over-held
`;

type AfterFailure = NonNullable<BuildRequest['afterFailure']>;

interface Gated {
  /** Resolves with the process id of a part's command when it waits at its gate. */
  readonly arrival: (part: string) => Promise<number>;
  /** Resolves when the engine told this of a part. */
  readonly told: (state: string, part: string) => Promise<EngineEvent>;
  readonly open: (part: string) => Promise<void>;
  readonly ran: Promise<Ran>;
}

function build(afterFailure: AfterFailure, signal: AbortSignal): Gated {
  const world = makeWorld(PROFILE);
  const gates = ['bad', 'held'].map((part) => join(world.root, 'release', `${part}-gate`));
  execFileSync('mkfifo', gates);
  const events: EngineEvent[] = [];
  const waiting = new Set<() => void>();
  const found = async (isIt: (event: EngineEvent) => boolean): Promise<EngineEvent> => {
    for (;;) {
      const event = events.find(isIt);
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  const ran = world.run(
    { jobs: 4, afterFailure },
    {
      signal,
      onEvent(event) {
        events.push(event);
        for (const wake of waiting) wake();
        waiting.clear();
      },
    },
  );
  return {
    ran,
    told: (state, part) => found((event) => event.type === 'part' && event.part === part && event.state === state),
    async arrival(part) {
      const event = await found((each) => each.type === 'part' && each.part === part && each.state === 'output');
      return Number('chunk' in event ? event.chunk.replace('ready', '') : Number.NaN);
    },
    open: (part) => writeFile(join(world.root, 'release', `${part}-gate`), 'go\n'),
  };
}

/** A build that does not outlive its test, whatever becomes of that. */
function start(afterFailure: AfterFailure): Gated & { readonly interrupt: () => void } {
  const abort = new AbortController();
  const gated = build(afterFailure, abort.signal);
  onTestFinished(async () => {
    abort.abort();
    await gated.ran;
  });
  return {
    ...gated,
    interrupt() {
      abort.abort();
    },
  };
}

function fatesOf({ events }: Ran): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'part' || !['installed', 'failed', 'skipped'].includes(event.state)) return [];
    return [`${event.part} ${event.state}${event.state === 'skipped' ? `: ${event.because}` : ''}`];
  });
}

describe('when a part fails while another runs', () => {
  test('without an option the other ends, and nothing starts after it', async () => {
    const { arrival, open, told, ran } = start('finish');
    await Promise.all([arrival('bad'), arrival('held')]);
    await open('bad');
    await told('failed', 'bad');
    await open('held');
    const result = await ran;
    expect(fatesOf(result)).toEqual([
      'bad failed',
      'held installed',
      'over-bad skipped: needed-part-failed',
      'over-held skipped: run-failed',
    ]);
    expect(result.outcome).toBe('failed');
    expect(result.execution).toMatchObject({ succeeded: ['held'], failed: ['bad'], cancelled: false });
  });

  test('keep-going builds everything that does not need it', async () => {
    const { arrival, open, told, ran } = start('continue');
    await Promise.all([arrival('bad'), arrival('held')]);
    await open('bad');
    await told('failed', 'bad');
    await open('held');
    const result = await ran;
    expect(fatesOf(result)).toEqual([
      'bad failed',
      'held installed',
      'over-held installed',
      'over-bad skipped: needed-part-failed',
    ]);
    expect(result.outcome).toBe('failed');
    expect(result.execution).toMatchObject({ succeeded: ['held', 'over-held'], failed: ['bad'], cancelled: false });
  });

  test('fail-fast ends the other, and the run has failed, not been interrupted', async () => {
    const { arrival, open, ran } = start('stop');
    const [, held] = await Promise.all([arrival('bad'), arrival('held')]);
    await open('bad');
    const result = await ran;
    await gone(held);
    expect(fatesOf(result)).toEqual([
      'bad failed',
      'held skipped: stopped',
      'over-bad skipped: needed-part-failed',
      'over-held skipped: run-failed',
    ]);
    expect(result.outcome).toBe('failed');
    expect(result.execution).toMatchObject({ succeeded: [], failed: ['bad'], cancelled: false });
  });

  test('an interruption after it counts as one', async () => {
    const { arrival, open, told, ran, interrupt } = start('continue');
    await Promise.all([arrival('bad'), arrival('held')]);
    await open('bad');
    await told('failed', 'bad');
    interrupt();
    const result = await ran;
    expect(fatesOf(result)).toEqual([
      'bad failed',
      'held skipped: stopped',
      'over-bad skipped: needed-part-failed',
      'over-held skipped: cancelled',
    ]);
    expect(result.outcome).toBe('interrupted');
  });
});
