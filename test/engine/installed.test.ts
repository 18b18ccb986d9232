import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeJournal,
  encodeEntry,
  encodeHeader,
  encodeState,
  explain,
  formatInstalledCfg,
  type InstalledPart,
} from '../../src/engine/installed/index.js';

function part(name: string, more: Partial<InstalledPart> = {}): InstalledPart {
  return {
    name,
    recipe: 'cmmi',
    signature: 'a'.repeat(40),
    identity: { recipe: 'cmmi', 'option:url': 'x' },
    options: { recipe: 'cmmi', url: 'x' },
    location: `/r/parts/${name}`,
    shared: false,
    paths: [`/r/parts/${name}`],
    ...more,
  };
}

describe('the journal', () => {
  test('the last word on a part wins, and a part changed last stands last', () => {
    const text =
      encodeHeader() +
      encodeEntry({ type: 'installed', part: part('a') }) +
      encodeEntry({ type: 'installed', part: part('b') }) +
      encodeEntry({ type: 'installed', part: part('a', { signature: 'b'.repeat(40) }) }) +
      encodeEntry({ type: 'removed', name: 'b' }) +
      encodeEntry({ type: 'installed', part: part('c') });
    const decoded = decodeJournal('state.jsonl', text);
    expect(decoded).toMatchObject({ ok: true, value: { entries: 5 } });
    expect(decoded.ok && [...decoded.value.state.keys()]).toEqual(['a', 'c']);
    expect(decoded.ok && decoded.value.state.get('a')?.signature).toBe('b'.repeat(40));
  });

  test('work that began and did not end is rubble', () => {
    const text =
      encodeHeader() +
      encodeEntry({ type: 'started', name: 'a', paths: ['/r/parts/a'] }) +
      encodeEntry({ type: 'installed', part: part('a') }) +
      encodeEntry({ type: 'started', name: 'b', paths: ['/r/parts/b'] });
    const decoded = decodeJournal('state.jsonl', text);
    expect(decoded.ok && [...decoded.value.rubble]).toEqual([['b', ['/r/parts/b']]]);
  });

  test('cut anywhere, a journal gives the state of its whole lines', () => {
    const entries = ['a', 'b', 'c'].map((name) => encodeEntry({ type: 'installed', part: part(name) }));
    const text = encodeHeader() + entries.join('');
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (length) => {
        const cut = text.slice(0, length);
        const decoded = decodeJournal('state.jsonl', cut);
        const whole = Math.max(0, cut.split('\n').length - 2);
        expect(decoded.ok && decoded.value.state.size).toBe(whole);
      }),
    );
  });

  test('damage and other schemas are refused, with what to do', () => {
    const damaged = decodeJournal('s', `${encodeHeader()}{"type":"installed"}\n`);
    expect(damaged).toEqual({ ok: false, failures: [{ kind: 'state-damaged', path: 's', line: 2 }] });
    const newer = decodeJournal('s', '{"schema":9}\n');
    expect(newer.ok ? undefined : explain(newer.failures[0])).toEqual({
      code: 'state-of-other-version',
      severity: 'error',
      message: 'the record of this release, `s`, has schema 9; this slapbuild knows 2',
      notes: [],
      hint: 'use the slapbuild that wrote it, or a newer one',
    });
  });

  test('a fresh journal says the same', () => {
    const state = new Map([
      ['b', part('b')],
      ['a', part('a', { location: null, paths: [] })],
    ]);
    const decoded = decodeJournal('s', encodeState(state));
    expect(decoded.ok && [...decoded.value.state]).toEqual([...state]);
  });
});

test('.installed.cfg has options sorted, further lines indented, and blanks that reading loses spelled out', () => {
  const state = new Map([['a', part('a', { options: { url: 'x', 'b-text': ' one\n\ttwo \nthree', recipe: 'cmmi' } })]]);
  expect(formatInstalledCfg(state)).toBe(
    [
      '[buildout]',
      'installed_develop_eggs = ',
      'parts = a',
      '',
      '[a]',
      '__buildout_installed__ = /r/parts/a',
      `__buildout_signature__ = ${'a'.repeat(40)}`,
      'b-text = %(__buildout_space__)sone%(__buildout_space_n__)s\ttwo%(__buildout_space__)s',
      '\tthree',
      'recipe = cmmi',
      'url = x',
      '',
    ].join('\n'),
  );
});
