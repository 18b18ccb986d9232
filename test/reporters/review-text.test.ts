import { describe, expect, test } from 'vitest';
import type { RunFinished } from '../../src/engine/events.js';
import { makePlainReporter } from '../../src/reporters/plain.js';
import { reviewLines } from '../../src/reporters/review-text.js';
import { plainOptions, record } from './recording.js';
import { finished } from './story.js';

type Review = NonNullable<RunFinished['review']>;

const REVIEW: Review = {
  criticalPath: [
    { part: 'zlib', millis: 3_000 },
    { part: 'openssl', millis: 84_000 },
    { part: 'memcached', millis: 17_000 },
  ],
  millis: 120_000,
  cpuMillis: 180_000,
  cores: 2,
  savedMillis: 0,
  shorten: { kind: 'step', part: 'openssl', phase: 'make', millis: 70_000, cores: 1 },
};

const DONE = finished('done', 3, 131_000);

function lines(review: Partial<Review>, run: Partial<RunFinished> = {}): readonly string[] {
  return reviewLines({ ...DONE, review: { ...REVIEW, ...review }, ...run });
}

describe('after the counts a run says', () => {
  test('what held it up, and what would shorten it', () => {
    expect(lines({})).toEqual([
      'critical path 1 min 44 s of 2 min 11 s: zlib 3.0 s > openssl 84.0 s > memcached 17.0 s',
      'its commands kept 2 cores busy 75 % of the time; longest step: openssl, make, 70.0 s on 1 core',
    ]);
  });

  const step = { kind: 'step', part: 'openssl', phase: 'make', millis: 70_000, cores: 1 } as const;
  test.each([
    [
      { ...step, serialOption: 'make-options' },
      'longest step: openssl, make, 70.0 s on 1 core (its `make-options` says `-j1`)',
    ],
    [{ ...step, cores: 1.9 }, 'longest step: openssl, make, 70.0 s on 1.9 of 2 cores'],
    [{ ...step, cores: 0.3 }, 'longest step: openssl, make, 70.0 s on 0.3 of 2 cores'],
    [{ kind: 'step', part: 'a', millis: 6_000, cores: 1 }, 'longest step: a, 6.0 s on 1 core'],
    [{ kind: 'cores' }, 'more cores would shorten it'],
    [{ kind: 'waiting', millis: 40_000 }, 'parts of the path waited 40.0 s'],
    [{ kind: 'parts' }, 'more parts at once (`--parts`) would shorten it'],
  ] satisfies readonly (readonly [Review['shorten'], string])[])('%j', (shorten, expected) => {
    expect(lines({ shorten })[1]).toBe(`its commands kept 2 cores busy 75 % of the time; ${expected}`);
  });

  test('nothing of cores where there is one', () => {
    expect(lines({ cores: 1 })[1]).toBe(
      'its commands kept one core busy 100 % of the time; longest step: openssl, make, 70.0 s',
    );
  });

  test('of a long path its longest parts', () => {
    const criticalPath = [1, 9, 2, 1, 8, 7, 6, 5, 4, 1].map((seconds, index) => ({
      part: `p${String(index)}`,
      millis: seconds * 1_000,
    }));
    expect(lines({ criticalPath })[0]).toBe(
      'critical path 44.0 s of 2 min 11 s: … > p1 9.0 s > … > p4 8.0 s > p5 7.0 s > p6 6.0 s > p7 5.0 s > p8 4.0 s > …',
    );
  });

  test('what it did not have to do', () => {
    expect(lines({ savedMillis: 100_000 }, { millis: 400 })).toEqual([
      'saved 1 min 40 s: what stood or was in the store',
    ]);
  });

  test('nothing when it was short, or did not come to its end', () => {
    expect(lines({}, { millis: 19_999 })).toEqual([]);
    expect(lines({}, { outcome: 'failed' })).toEqual([]);
    expect(reviewLines(DONE)).toEqual([]);
  });

  test('no control characters and no credentials', () => {
    const criticalPath = [{ part: 'a\u001B[31m https://anna:secret@host/', millis: 9_000 }];
    expect(lines({ criticalPath })[0]).toContain('a https://***@host/ 9.0 s');
  });

  test('all of it unless it is to be quiet', () => {
    const told = (verbosity: number): string => {
      const recording = record();
      makePlainReporter(recording, plainOptions(verbosity)).report({ ...DONE, review: REVIEW });
      return recording.text();
    };
    expect(told(0).trimEnd().split('\n')).toEqual(['3 parts; 2 min 11 s', ...lines({})]);
    expect(told(-1)).toBe('3 parts; 2 min 11 s\n');
  });
});
