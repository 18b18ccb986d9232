import { describe, expect, test } from 'vitest';
import { compareLocks, decodeLock, encodeLock, explain, type LockContent } from '../../src/engine/lock/index.js';
import { shown, sum } from './support.js';

const [a, b] = [sum('a'), sum('b')];

function lock(
  profiles: Readonly<Record<string, string>>,
  downloads: LockContent['downloads'] = new Map(),
): LockContent {
  return { profiles: new Map(Object.entries(profiles)), downloads };
}

describe('the text of a lock', () => {
  test('has names sorted by code points at every level, two blanks a level, and one line end', () => {
    const downloads = new Map([
      ['http://z/x', { sha256: a, md5: sum('a', 'md5') }],
      ['http://a/y', { sha256: b, sha512: sum('b', 'sha512') }],
    ]);
    const text = encodeLock(
      lock({ 'z.cfg': a, 'Z.cfg': a, '\u{1f600}.cfg': a, '\uffee.cfg': a, '../b.cfg': b }, downloads),
    );
    expect(text).toBe(`{
  "downloads": {
    "http://a/y": {
      "sha256": "${b}",
      "sha512": "${sum('b', 'sha512')}"
    },
    "http://z/x": {
      "md5": "${sum('a', 'md5')}",
      "sha256": "${a}"
    }
  },
  "profiles": {
    "../b.cfg": {
      "sha256": "${b}"
    },
    "Z.cfg": {
      "sha256": "${a}"
    },
    "z.cfg": {
      "sha256": "${a}"
    },
    "\uffee.cfg": {
      "sha256": "${a}"
    },
    "\u{1f600}.cfg": {
      "sha256": "${a}"
    }
  },
  "version": 1
}
`);
  });

  test('does not depend on the order in which things were found, nor on what names look like', () => {
    const names = ['10', '9', '__proto__', 'a"b\\c\n', 'x.cfg'];
    const there = new Map(names.map((name) => [name, a] as const));
    const back = new Map(names.toReversed().map((name) => [name, a] as const));
    const text = encodeLock({ profiles: there, downloads: new Map() });
    expect(encodeLock({ profiles: back, downloads: new Map() })).toBe(text);
    expect(decodeLock({ path: 'x.lock', text }, 'x.lock')).toEqual({
      ok: true,
      value: { profiles: there, downloads: new Map() },
    });
    expect([...text.matchAll(/^ {4}(".*"):/gmu)].map(([, name = '']) => JSON.parse(name) as unknown)).toEqual(names);
  });

  test('comes back as it was', () => {
    const downloads = new Map([['http://a/y', { sha256: b, sha512: sum('b', 'sha512'), md5: sum('b', 'md5') }]]);
    const content = lock({ 'a.cfg': a }, downloads);
    expect(decodeLock({ path: 'x', text: encodeLock(content) }, 'x')).toEqual({ ok: true, value: content });
  });
});

describe('a text that is no lock', () => {
  const refusal = (text: string): string => {
    const decoded = decodeLock({ path: '/d/software.cfg.lock', text }, 'software.cfg.lock');
    return decoded.ok ? 'accepted' : shown(decoded.failures.map(explain), '/d');
  };

  test('because it is no JSON: a merge left both sides in it', () => {
    const text = `{\n<<<<<<< ours\n  "version": 1\n}\n`;
    expect(refusal(text))
      .toBe(`error[lock-unreadable]: the lock \`software.cfg.lock\` cannot be read: a name in quotes is missing
 --> software.cfg.lock:2:1
  |
2 | <<<<<<< ours
  | ^
hint: make the lock anew: \`slapbuild lock\`
`);
  });

  test.each([
    ['', 'it is not JSON'],
    ['{"version": 1,}', 'a name in quotes is missing'],
    ['{"version" 1}', 'a colon is missing'],
    ['{"version": 1 "profiles"', 'a comma or `}` is missing'],
    ['{"version": 01}', 'a comma or `}` is missing'],
    ['{"version": 1}}', 'something stands behind its end'],
    ['{"version": 1, "version": 1}', '`version` stands in it twice'],
    ['{"a\\x": 1}', 'a text in it is not written as JSON wants it'],
    ['{"a\n": 1}', 'a text in it is not written as JSON wants it'],
    ['{"a', 'a name in quotes is missing'],
    [`{"x": ${'['.repeat(100)}`, 'it is nested too deeply'],
    ['[]', 'a lock is an object in braces'],
    ['{}', 'it has no `version`'],
    ['{"version": "1"}', 'its `version` is no number'],
    ['{"version": 1, "profiles": {}}', 'it has no `downloads`'],
    ['{"version": 1, "profiles": [], "downloads": {}}', '`profiles` is an object in braces'],
    ['{"version": 1, "profiles": {"a": 1}, "downloads": {}}', 'the entry of `a` is an object in braces'],
    ['{"version": 1, "profiles": {"a": {}}, "downloads": {}}', 'the entry of `a` has no `sha256`'],
    [
      `{"version": 1, "profiles": {"a": {"sha256": "${a.toUpperCase()}"}}, "downloads": {}}`,
      'this is no sha256: it has 64 digits, 0 to 9 and a to f',
    ],
    [
      `{"version": 1, "profiles": {}, "downloads": {"u": {"sha256": "${a}", "md5": "${a}"}}}`,
      'this is no md5: it has 32 digits, 0 to 9 and a to f',
    ],
  ])('%j', (text, reason) => {
    expect(refusal(text).split('\n')[0]).toBe(
      `error[lock-unreadable]: the lock \`software.cfg.lock\` cannot be read: ${reason}`,
    );
  });

  test.each([
    ['{"version": 2, "new": {}}', 'its version is 2, and this slapbuild knows 1', '13', '^'],
    ['{"version": 1, "git": {}, "profiles": {}, "downloads": {}}', 'this slapbuild does not know `git`', '16', '^^^^^'],
    [
      `{"version": 1, "profiles": {"a": {"sha256": "${a}", "size": 1}}, "downloads": {}}`,
      'this slapbuild does not know `size`',
      '113',
      '^^^^^^',
    ],
    [
      `{"version": 1, "profiles": {"a": {"sha256": "${a}", "md5": "${sum('', 'md5')}"}}, "downloads": {}}`,
      'this slapbuild does not know `md5`',
      '113',
      '^^^^^',
    ],
  ])('because another version wrote it: %s', (text, reason, column, carets) => {
    expect(refusal(text)).toBe(`error[lock-of-other-version]: the lock \`software.cfg.lock\` cannot be used: ${reason}
 --> software.cfg.lock:1:${column}
  |
1 | ${text}
  | ${' '.repeat(Number(column) - 1)}${carets}
hint: if another version of slapbuild wrote it, use that one or a newer one; otherwise remove the file
`);
  });

  test('every mistake of it is told', () => {
    const text = `{"version": 1, "profiles": {"a": {}, "b": {"sha256": 1}}, "downloads": {"c": 2}}`;
    expect(refusal(text).match(/cannot be read: .*/gu)).toEqual([
      'cannot be read: the entry of `a` has no `sha256`',
      'cannot be read: this is no sha256: it has 64 digits, 0 to 9 and a to f',
      'cannot be read: the entry of `c` is an object in braces',
    ]);
  });
});

test('two locks are compared entry by entry', () => {
  const before = lock({ 'same.cfg': a, 'gone.cfg': a, 'other.cfg': a }, new Map([['u', { sha256: a, md5: 'x' }]]));
  const after = lock({ 'same.cfg': a, 'other.cfg': b, 'new.cfg': a }, new Map([['u', { md5: 'x', sha256: a }]]));
  expect(compareLocks(before, after)).toEqual([
    { change: 'removed', kind: 'profile', key: 'gone.cfg' },
    { change: 'added', kind: 'profile', key: 'new.cfg' },
    { change: 'changed', kind: 'profile', key: 'other.cfg' },
  ]);
});
