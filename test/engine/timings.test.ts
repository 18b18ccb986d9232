import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimingTable, type Timing } from '../../src/engine/execute/index.js';

const amount = fc.nat();
const name = fc.string({ maxLength: 50, unit: 'binary' });
const cost = fc.record({
  millis: amount,
  cpuMillis: amount,
  peakBytes: fc.maxSafeNat(),
  phases: fc.array(fc.record({ phase: name, millis: amount, cpuMillis: amount }), { maxLength: 5 }),
});
const timing: fc.Arbitrary<Timing> = fc.record({ part: name, recipe: name, made: amount, cost });

const EMPTY = TimingTable.decode('');
const ALL = { keeps: () => true, most: 1_000 };

function plain(part: string, made: number, millis = 1): Timing {
  return { part, recipe: 'cmmi', made, cost: { millis, cpuMillis: 2, peakBytes: 3, phases: [] } };
}

function namesIn(table: TimingTable): readonly string[] {
  return [...table.encode().matchAll(/^\["(\w+)"/gmu)].map(([, part]) => part ?? '');
}

describe('the table of timings', () => {
  test('says again what was put in, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(timing), (timings) => {
        const last = new Map(timings.map((each) => [JSON.stringify([each.part, each.recipe]), each]));
        const text = EMPTY.merge(timings, ALL).encode();
        const rows = (JSON.parse(text) as { readonly timings: readonly unknown[] }).timings; // what encode promises
        expect(rows).toHaveLength(last.size);
        const table = TimingTable.decode(text);
        for (const { part, recipe, cost: known } of last.values()) {
          expect(table.costOf(part, recipe)).toEqual(known);
          expect(table.millisOf(part, recipe)).toBe(known.millis);
        }
        expect(table.encode()).toBe(text);
      }),
    );
  });

  test('has one line for each part', () => {
    const known = { millis: 10, cpuMillis: 9, peakBytes: 8, phases: [{ phase: 'make', millis: 7, cpuMillis: 6 }] };
    const table = EMPTY.merge([{ part: 'zlib', recipe: 'cmmi', made: 5, cost: known }], ALL);
    expect(table.encode()).toBe('{"schema":1,"timings":[\n["zlib","cmmi",5,10,9,8,[["make",7,6]]]\n]}\n');
  });

  test.each([
    '',
    'null',
    '{"schema":2,"timings":[\n["zlib","cmmi",5,10,9,8,[]]\n]}',
    '{"schema":1,"timings":{\n["zlib","cmmi",5,10,9,8,[]]\n}}',
  ])('is empty when it reads `%s`', (text) => {
    expect(TimingTable.decode(text).millisOf('zlib', 'cmmi')).toBeUndefined();
  });

  test.each([
    '["zlib"]',
    'null',
    '["zlib",7,5,10,9,8,[]]',
    '["zlib","cmmi",5,-10,9,8,[]]',
    '["zlib","cmmi",5,10,1e999,8,[]]',
    '["zlib","cmmi",5,"10",9,8,[]]',
    '["zlib","cmmi",5,10,9,8,[["make",1]]]',
    '["zlib","cmmi",5,10,9,8]',
    '["zlib","cmmi",5,10,9,8,[]',
    JSON.stringify(['zlib', 'cmmi', 5, 10, 9, 8, Array.from({ length: 101 }, () => ['make', 1, 1])]),
  ])('knows nothing by the row `%s`', (row) => {
    const table = TimingTable.decode(`{"schema":1,"timings":[\n${row},\n["other","cmmi",5,10,9,8,[]]\n]}\n`);
    expect(table.costOf('zlib', 'cmmi')).toBeUndefined();
    expect(table.costOf('other', 'cmmi')).toMatchObject({ millis: 10 });
  });

  test('keeps what was torn off in writing from what is whole', () => {
    const table = TimingTable.decode('{"schema":1,"timings":[\n["a","cmmi",5,10,9,8,[]],\n["b","cmmi",5,1');
    expect(namesIn(table)).toEqual(['a']);
  });
});

describe('merging', () => {
  const old = EMPTY.merge([plain('zlib', 1), plain('openssl', 2), plain('gone', 3)], ALL);

  test('keeps what belongs, and takes the fresh one of two', () => {
    const merged = old.merge([plain('zlib', 9, 50)], { keeps: (part) => part !== 'gone', most: 10 });
    expect(namesIn(merged)).toEqual(['zlib', 'openssl']);
    expect(merged.millisOf('zlib', 'cmmi')).toBe(50);
  });

  test('keeps the parts of two recipes apart', () => {
    const merged = old.merge([{ ...plain('zlib', 9, 50), recipe: 'command' }], ALL);
    expect([merged.millisOf('zlib', 'cmmi'), merged.millisOf('zlib', 'command')]).toEqual([1, 50]);
  });

  test('of too many drops those that were made longest ago', () => {
    expect(namesIn(old.merge([plain('new', 9)], { ...ALL, most: 2 }))).toEqual(['new', 'gone']);
  });
});
