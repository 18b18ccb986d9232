import { expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { makeTally } from '../../src/reporters/tally.js';
import { finished, compileFailed } from './story.js';

function summaryOf(...events: readonly EngineEvent[]): string {
  const tally = makeTally();
  for (const event of events) tally.note(event);
  const end = events.at(-1);
  if (end?.type !== 'run' || end.state !== 'finished') throw new Error('no end');
  return tally.summary(end);
}

test('a run that ended before it had a plan says that nothing was touched', () => {
  const timeout: EngineEvent = { type: 'diagnostic', diagnostic: { ...compileFailed, code: 'run-timeout' } };
  expect([
    summaryOf(finished('interrupted', 0, 1_500)),
    summaryOf(timeout, finished('failed', 0, 1_500, { errors: 1 })),
    summaryOf(finished('interrupted', 3, 1_500)),
  ]).toEqual([
    'interrupted, nothing was touched; 1.5 s',
    '1 error, nothing was touched; 1.5 s',
    'interrupted; 3 parts; 1.5 s',
  ]);
});
