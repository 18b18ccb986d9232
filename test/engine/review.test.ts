import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reviewRun, serialOptionOf, type MadePart } from '../../src/engine/execute/index.js';

interface Sketch {
  readonly needs?: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly cpu?: number;
  readonly waited?: number;
  readonly phases?: readonly (readonly [phase: string, millis: number, cpuMillis: number])[];
  readonly serialOption?: string;
}

function made(part: string, { needs = [], from, to, cpu = 0, waited = 0, phases = [], ...rest }: Sketch): MadePart {
  const cost = {
    millis: to - from - waited,
    cpuMillis: cpu,
    peakBytes: 0,
    phases: phases.map(([phase, millis, cpuMillis]) => ({ phase, millis, cpuMillis })),
  };
  return { part, needs, begun: from, ended: to, cost, ...rest };
}

const FACTS = { cores: 2, savedMillis: 7 };

test('a run that made nothing has no review', () => {
  expect(reviewRun([], FACTS)).toBeUndefined();
});

describe('the critical path', () => {
  test('is the chain of needs that took longest', () => {
    const review = reviewRun(
      [
        made('zlib', { from: 100, to: 130 }),
        made('quick', { from: 100, to: 110 }),
        made('openssl', { needs: ['zlib', 'quick'], from: 130, to: 900, cpu: 700 }),
        made('side', { from: 110, to: 950, cpu: 50 }),
        made('app', { needs: ['openssl', 'gone'], from: 901, to: 1_000.4, cpu: 50 }),
      ],
      FACTS,
    );
    expect(review).toMatchObject({
      criticalPath: [
        { part: 'zlib', millis: 30 },
        { part: 'openssl', millis: 770 },
        { part: 'app', millis: 99 },
      ],
      millis: 900,
      cpuMillis: 800,
      cores: 2,
      savedMillis: 7,
    });
  });

  test('need not end with the run, and counts waiting', () => {
    const review = reviewRun(
      [
        made('libevent', { from: 0, to: 40 }),
        made('memcached', { needs: ['libevent'], from: 40, to: 62 }),
        made('popt', { from: 30, to: 70 }),
        made('late', { from: 60, to: 90 }),
      ],
      FACTS,
    );
    expect(review?.criticalPath).toEqual([
      { part: 'libevent', millis: 40 },
      { part: 'memcached', millis: 22 },
    ]);
  });

  test('is the chain that waited, where that held up the run', () => {
    const review = reviewRun(
      [
        made('libevent', { from: 0, to: 40 }),
        made('memcached', { needs: ['libevent'], from: 40, to: 65 }),
        made('popt', { from: 0, to: 360, waited: 300 }),
      ],
      FACTS,
    );
    expect(review).toMatchObject({
      criticalPath: [{ part: 'popt', millis: 360 }],
      shorten: { kind: 'waiting', millis: 300 },
    });
  });

  test('is a chain of needs whose times do not overlap, and none is longer', () => {
    const graph = fc.array(fc.record({ back: fc.nat(3), gap: fc.nat(9), length: fc.nat(50) }), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(graph, (steps) => {
        const parts: MadePart[] = [];
        for (const [index, { back, gap, length }] of steps.entries()) {
          const needs = back === 0 ? [] : parts.slice(Math.max(0, index - back), index);
          const from = Math.max(0, ...needs.map(({ ended }) => ended)) + gap;
          parts.push(made(String(index), { needs: needs.map(({ part }) => part), from, to: from + length }));
        }
        const path = reviewRun(parts, FACTS)?.criticalPath.map(({ part }) => parts[Number(part)]) ?? [];
        const chainTo = ({ needs, begun, ended }: MadePart): number =>
          ended - begun + Math.max(0, ...needs.map((need) => chainTo(parts[Number(need)] as MadePart)));
        const total = path.reduce((sum, part) => sum + (part === undefined ? 0 : part.ended - part.begun), 0);
        expect(total).toBe(Math.max(...parts.map(chainTo)));
        for (const [index, part] of path.entries()) {
          const before = path[index - 1];
          if (before === undefined) expect(part?.needs).toEqual([]);
          else expect(part?.needs).toContain(before.part);
          expect(before?.ended ?? 0).toBeLessThanOrEqual(part?.begun ?? 0);
        }
      }),
    );
  });
});

describe('what would shorten a run', () => {
  const shorten = (...parts: readonly MadePart[]): unknown => reviewRun(parts, FACTS)?.shorten;

  test('its longest step, when the path leaves no room elsewhere', () => {
    const phases = [
      ['configure', 150, 140],
      ['make', 700, 690],
    ] as const;
    expect(
      shorten(
        made('zlib', { from: 0, to: 100 }),
        made('openssl', { needs: ['zlib'], from: 100, to: 1_000, phases, serialOption: 'make-options' }),
      ),
    ).toEqual({ kind: 'step', part: 'openssl', phase: 'make', millis: 700, cores: 1, serialOption: 'make-options' });
    expect(shorten(made('only', { from: 0, to: 1_000, cpu: 1_900 }))).toEqual({
      kind: 'step',
      part: 'only',
      millis: 1_000,
      cores: 1.9,
    });
  });

  test('more cores, when all were busy and the path is short, or waited for them', () => {
    expect(shorten(made('a', { from: 0, to: 500, cpu: 900 }), made('b', { from: 500, to: 1_000, cpu: 900 }))).toEqual({
      kind: 'cores',
    });
    expect(shorten(made('a', { from: 0, to: 1_000, cpu: 1_900, waited: 300 }))).toEqual({ kind: 'cores' });
  });

  test('less waiting, when the path waited and cores were free', () => {
    expect(shorten(made('a', { from: 0, to: 1_000, cpu: 500, waited: 300 }))).toEqual({ kind: 'waiting', millis: 300 });
  });

  test('more parts at once, when cores were free beside a short path', () => {
    expect(shorten(made('a', { from: 0, to: 500, cpu: 400 }), made('b', { from: 500, to: 1_000, cpu: 400 }))).toEqual({
      kind: 'parts',
    });
  });
});

test.each([
  ['-j1', true],
  ['V=1 -j 1', true],
  ['--jobs=1 all', true],
  ['-j10', false],
  ['-j', false],
  ['x-j1', false],
])('`%s` makes a make serial: %s', (text, serial) => {
  expect(serialOptionOf(new Map(Object.entries({ url: 'x', 'make-options': text })))).toBe(
    serial ? 'make-options' : undefined,
  );
});
