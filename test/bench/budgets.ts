import type { Row } from './measure.js';
import type { Finding } from './report.js';
import { OWN } from './tools.js';

/** Milliseconds, by number of parts. */
const NOOP: ReadonlyMap<number, number> = new Map([
  [1000, 120],
  [10_000, 250],
]);

/** MiB, by number of parts. */
const MEMORY: ReadonlyMap<number, number> = new Map([
  [1000, 100],
  [10_000, 150],
]);

/** Those that a run with nothing to do must not be slower than, at this many parts. */
const TO_BEAT = { names: ['nix', 'bazel'], parts: 1000 } as const;

export function judgeNoop(rows: readonly Row[], size: number): readonly Finding[] {
  const own = rows.find(({ name }) => name === OWN);
  if (own === undefined) return [];
  const budget = NOOP.get(size);
  const wall: readonly Finding[] =
    budget === undefined ? [] : [{ what: `${OWN}, wall`, value: own.wall.min, unit: 'ms', budget }];
  if (size !== TO_BEAT.parts) return wall;
  const beaten = TO_BEAT.names.flatMap((name): readonly Finding[] => {
    const peer = rows.find((row) => row.name === name);
    if (peer === undefined) return [];
    const value = peer.wall.min / own.wall.min;
    return [{ what: `${name} against ${OWN}, wall`, value, unit: 'times', least: 1 }];
  });
  return [...wall, ...beaten];
}

export function judgeMemory(rows: readonly Row[], size: number): readonly Finding[] {
  const peak = rows.find(({ name }) => name === OWN)?.peak;
  const budget = MEMORY.get(size);
  if (peak === undefined || budget === undefined) return [];
  return [{ what: `${OWN}, memory`, value: peak, unit: 'MiB', budget }];
}
