import { describe, expect, test } from 'vitest';
import { redact, redactWithOffsets } from '../../src/reporters/redact.js';

describe('credentials', () => {
  test.each([
    ['https://user:secret@host/path', 'https://***@host/path'],
    ['https://token-as-user@host/path', 'https://***@host/path'],
    ['https://us@er:p@ss@host/path', 'https://***@host/path'],
    ['http://:secret@host', 'http://***@host'],
    ['ftp://anna:secret@host/x', 'ftp://***@host/x'],
    ['git+ssh://git@host/repository', 'git+ssh://git@host/repository'],
    ['ssh://git:secret@host/repository', 'ssh://***@host/repository'],
    ['https://host/@scope/name', 'https://host/@scope/name'],
    ['https://host:8080/x?mail=a@b', 'https://host:8080/x?mail=a@b'],
    ['write to anna@host, not to https://host/', 'write to anna@host, not to https://host/'],
    ['https://host/x?token=abc', 'https://host/x?token=***'],
    ['https://host/x?a=1&access_token=abc&b=2', 'https://host/x?a=1&access_token=***&b=2'],
    ['https://host/x?apiKey=abc#sha256=def', 'https://host/x?apiKey=***#sha256=def'],
    ['https://host/x?X-Amz-Signature=abc&X-Amz-Date=1', 'https://host/x?X-Amz-Signature=***&X-Amz-Date=1'],
    ['https://host/x?PASSWORD=abc;pwd=def', 'https://host/x?PASSWORD=***;pwd=***'],
    ['https://host/x?client_secret=abc&sig=def&design=1', 'https://host/x?client_secret=***&sig=***&design=1'],
    ['https://host/#access_token=abc', 'https://host/#access_token=***'],
    ['https://host/x?token=', 'https://host/x?token='],
    ["get 'https://host/x?token=a'b' && ls", "get 'https://host/x?token=***' && ls"],
    [String.raw`sh -c 'get '\''https://host/?key=a'\'''`, String.raw`sh -c 'get '\''https://host/?key=***'\'''`],
    ['https://host/get?url=http://anna:secret@other/', 'https://host/get?url=http://***@other/'],
    ['https://host/get?token=http://anna:secret@other/', 'https://host/get?token=***'],
    ['`https://a:b@one`, "http://c:d@two"', '`https://***@one`, "http://***@two"'],
    ['key=abc', 'key=abc'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('an escape sequence inside does not hide them', () => {
    expect(redact('https://anna:sec\u001B[0mret@host')).toBe('https://***@host');
  });

  test('a text made to be slow takes no longer than its length', () => {
    const long = 'a'.repeat(200_000);
    expect(redact(`http://${long}`)).toHaveLength(long.length + 7);
    expect(redact(`${long}://x?${'key'.repeat(50_000)}`)).toContain('keykey');
    expect(redact('\u001B]'.repeat(100_000))).toBe('');
  });
});

describe('control characters', () => {
  test.each([
    ['plain text stays', 'Zoë’s 部品\tand\nlines\r\n', 'Zoë’s 部品\tand\nlines\r\n'],
    ['colours', '\u001B[1;31mred\u001B[0m', 'red'],
    ['cursor movement', 'a\u001B[2K\u001B[1Gb', 'ab'],
    ['a title', '\u001B]0;owned\u0007text', 'text'],
    ['a link', '\u001B]8;;http://x\u001B\\text\u001B]8;;\u001B\\', 'text'],
    ['an unfinished title hides nothing', '\u001B]0;text', '0;text'],
    ['eight-bit sequences', '\u009B31mred\u009D0;t\u009Ctext', 'redtext'],
    ['two-character escapes', '\u001Bcclear\u001B(Bset', 'clearset'],
    ['lone controls', 'a\u0000b\u0008c\u007Fd\u0085e', 'abcde'],
    ['a carriage return that rewrites the line', 'good\rbad', 'goodbad'],
    ['marks that turn the reading direction', 'a\u202Eb\u2066c\u2069d', 'abcd'],
  ])('%s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

test('offsets follow what was taken out and replaced', () => {
  const text = '\u001B[1mget https://anna:secret@host/x';
  const { text: shown, offsetOf } = redactWithOffsets(text);
  expect(shown).toBe('get https://***@host/x');
  const placeOf = (word: string): string => shown.slice(offsetOf(text.indexOf(word)));
  expect(placeOf('get')).toBe('get https://***@host/x');
  expect(placeOf('secret')).toBe('***@host/x');
  expect(placeOf('host')).toBe('host/x');
  expect(offsetOf(text.length)).toBe(shown.length);
});
