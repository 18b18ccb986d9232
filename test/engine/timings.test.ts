import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeTimings,
  encodeTimings,
  mergeTimings,
  timingKey,
  type Timing,
  type Timings,
} from '../../src/engine/execute/index.js';

const amount = fc.nat();
const name = fc.string();
const cost = fc.record({
  millis: amount,
  cpuMillis: amount,
  peakBytes: fc.maxSafeNat(),
  phases: fc.array(fc.record({ phase: name, millis: amount, cpuMillis: amount }), { maxLength: 5 }),
});
const timing: fc.Arbitrary<Timing> = fc.record({ part: name, recipe: name, used: amount, cost });

function keyed(timings: readonly Timing[]): Timings {
  return new Map(timings.map((each) => [timingKey(each.part, each.recipe), each]));
}

function plain(part: string, used: number, millis = 1): Timing {
  return { part, recipe: 'cmmi', used, cost: { millis, cpuMillis: 2, peakBytes: 3, phases: [] } };
}

describe('the file of timings', () => {
  test('says again what was put in', () => {
    fc.assert(
      fc.property(fc.array(timing), (timings) => {
        expect(decodeTimings(encodeTimings(keyed(timings)))).toEqual(keyed(timings));
      }),
    );
  });

  test('has one line for each part', () => {
    const known = { millis: 10, cpuMillis: 9, peakBytes: 8, phases: [{ phase: 'make', millis: 7, cpuMillis: 6 }] };
    expect(encodeTimings(keyed([{ part: 'zlib', recipe: 'cmmi', used: 5, cost: known }]))).toBe(
      '{"schema":1,"timings":[\n["zlib","cmmi",5,10,9,8,[["make",7,6]]]\n]}\n',
    );
  });

  test.each([
    '',
    'null',
    '[]',
    '{"schema":2,"timings":[["zlib","cmmi",5,10,9,8,[]]]}',
    '{"schema":1,"timings":{}}',
    '{"schema":1,"timings":[["zlib","cmmi",5,10,9,8,[]]',
  ])('is as none when it reads `%s`', (text) => {
    expect(decodeTimings(text).size).toBe(0);
  });

  test('is read without the rows that are not as they should be', () => {
    const rows = [
      '["zlib","cmmi",5,10,9,8,[]]',
      '["zlib"]',
      'null',
      '["a",7,5,10,9,8,[]]',
      '["b","cmmi",5,-10,9,8,[]]',
      '["c","cmmi",5,1e999,9,8,[]]',
      '["d","cmmi",5,"10",9,8,[]]',
      '["e","cmmi",5,10,9,8,[["make",1]]]',
      '["f","cmmi",5,10,9,8]',
      JSON.stringify(['x'.repeat(1_001), 'cmmi', 5, 10, 9, 8, []]),
      JSON.stringify(['g', 'cmmi', 5, 10, 9, 8, Array.from({ length: 101 }, () => ['make', 1, 1])]),
    ];
    const read = decodeTimings(`{"schema":1,"timings":[${rows.join(',')}]}`);
    expect([...read.values()].map(({ part }) => part)).toEqual(['zlib']);
  });
});

describe('merging', () => {
  const old = keyed([plain('zlib', 1), plain('openssl', 2), plain('gone', 3)]);

  test('keeps what belongs, and takes the fresh one of two', () => {
    const merged = mergeTimings(old, [plain('zlib', 9, 50)], { keeps: ({ part }) => part !== 'gone', most: 10 });
    expect([...merged.values()]).toEqual([plain('zlib', 9, 50), plain('openssl', 2)]);
  });

  test('keeps the parts of two recipes apart', () => {
    const other = { ...plain('zlib', 9), recipe: 'command' };
    expect(mergeTimings(old, [other], { keeps: () => true, most: 10 }).size).toBe(4);
  });

  test('of too many drops those that were used longest ago', () => {
    const merged = mergeTimings(old, [plain('new', 9)], { keeps: () => true, most: 2 });
    expect([...merged.values()].map(({ part }) => part).sort()).toEqual(['gone', 'new']);
  });
});
