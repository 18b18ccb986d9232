import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeJournal,
  encodeEntry,
  encodeHeader,
  encodeState,
  explain,
  type JournalContent,
  type JournalEntry,
} from '../../src/engine/installed/index.js';
import { entry } from './arbitraries.js';
import { record } from './records.js';

function read(text: string): JournalContent {
  const content = decodeJournal('state.jsonl', text);
  if (!content.ok) throw new Error(explain(content.failures[0]).message);
  return content.value;
}

/** What a journal says, without how it says it. */
function meaning({ state, rubble, exported }: JournalContent): unknown {
  return { state: [...state.values()], rubble: [...rubble], exported };
}

function journalOf(entries: readonly JournalEntry[]): string {
  return encodeHeader() + entries.map(encodeEntry).join('');
}

describe('a torn journal', () => {
  test('cut at any byte, it says what some of its first entries say, and that it needs repair', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const bytes = Buffer.from(journalOf(entries));
        const prefixes = Array.from({ length: entries.length + 1 }, (_, count) => journalOf(entries.slice(0, count)));
        for (let length = 0; length <= bytes.length; length++) {
          const cut = read(bytes.subarray(0, length).toString('utf8'));
          const whole = prefixes.findLastIndex((text) => Buffer.byteLength(text) <= length);
          expect(meaning(cut)).toEqual(meaning(read(prefixes[Math.max(0, whole)] ?? '')));
          expect(cut.isOld).toBe(whole < 0 || Buffer.byteLength(prefixes[whole] ?? '') !== length);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('a tail of zeros, as file systems leave it, is a torn one', () => {
    const text = journalOf([{ type: 'installed', part: record('a') }]);
    expect(meaning(read(`${text}${'\u0000'.repeat(100)}`))).toEqual(meaning(read(text)));
  });

  test('damage before the last line is told with its line, whatever it is', () => {
    const entries: JournalEntry[] = ['a', 'b', 'c'].map((name) => ({ type: 'installed', part: record(name) }));
    const lines = journalOf(entries).split('\n');
    const damages = ['', '{', '[]', 'null', '{"type":"made"}', '{"type":"removed"}', '{"type":"visited","names":[1]}'];
    for (let line = 2; line <= 4; line++) {
      for (const damage of damages) {
        const text = lines.with(line - 1, damage).join('\n');
        expect(decodeJournal('s', text)).toEqual({ ok: false, failures: [{ kind: 'state-damaged', path: 's', line }] });
      }
    }
    expect(decodeJournal('s', lines.with(0, 'schema 1').join('\n'))).toMatchObject({ failures: [{ line: 1 }] });
  });
});

test('a fresh journal says what the long one says', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
      const long = read(journalOf(entries));
      const fresh = read(encodeState(long.state, long));
      expect(meaning(fresh)).toEqual(meaning(long));
      expect(fresh.entries).toBeLessThanOrEqual(long.state.size + long.rubble.size + 1);
    }),
  );
});

test('what a run came to stands last, in its order', () => {
  const entries: JournalEntry[] = ['a', 'b', 'c', 'd'].map((name) => ({ type: 'installed', part: record(name) }));
  const text = journalOf([...entries, { type: 'visited', names: ['c', 'gone', 'a'] }]);
  expect([...read(text).state.keys()]).toEqual(['b', 'd', 'c', 'a']);
});
