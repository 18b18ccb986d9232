import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate, type Source } from '../../src/engine/diag/index.js';
import {
  explain,
  readHashFile,
  updateHashFile,
  type HashFile,
  type HashUpdate,
} from '../../src/engine/hash-file/index.js';

function read(text: string): HashFile {
  const result = readHashFile({ path: 'buildout.hash.cfg', text });
  if (!result.ok) throw new Error(result.failures.map((failure) => explain(failure).message).join('; '));
  return result.value;
}

/** Every entry as one line. */
function entries(text: string): readonly string[] {
  return read(text).entries.map(
    ({ section, algorithm, path, isNamed, recorded }) =>
      `[${section}] ${algorithm} of ${path}${isNamed ? '' : ' (its name)'}: ${recorded}`,
  );
}

/** Recomputes the sums of files of which these are the contents. */
function update(text: string, contents: Readonly<Record<string, string>>): HashUpdate {
  const file = read(text);
  const digests = file.entries.flatMap((entry) => {
    const content = contents[entry.path];
    return content === undefined ? [] : [[entry, createHash(entry.algorithm).update(content).digest('hex')] as const];
  });
  return updateHashFile(file, new Map(digests));
}

function told(text: string): readonly string[] {
  const result = readHashFile({ path: 'buildout.hash.cfg', text });
  if (result.ok) return [];
  return result.failures.map((failure) => {
    const { code, message, at, hint } = explain(failure);
    const place = at === undefined ? 'nowhere' : placeOf(at.source, at.start, at.end);
    return `${place} ${code}: ${message}; ${hint}`;
  });
}

function placeOf(source: Source, start: number, end: number): string {
  const { line, column } = locate(source, start);
  return `${line}:${column} ${source.text.slice(start, end)}`;
}

const MD5_OF_A = '0cc175b9c0f1b6a831c399e269772661';
const MD5_OF_B = '92eb5ffee6ae2fec3ad71c777531578f';
const SHA256_OF_A = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';

describe('reading', () => {
  test('sums of files', () => {
    const text = `# sums
[one]
filename = one.in
md5sum = 1

[two]
md5sum = 2
sha256 = 3
_update_hash_filename_ = templates/two.in
[three]
filename = ../three.in
sha256sum = 4
sha512 = 5
sha512sum = 6
`;
    expect(entries(text)).toEqual([
      '[one] md5 of one.in: 1',
      '[two] md5 of templates/two.in: 2',
      '[two] sha256 of templates/two.in: 3',
      '[three] sha256 of ../three.in: 4',
      '[three] sha512 of ../three.in: 5',
      '[three] sha512 of ../three.in: 6',
    ]);
  });

  test.each([
    ['the special name wins', '[a]\n_update_hash_filename_ = x\nfilename = y\nmd5sum = 1\n', ['[a] md5 of x: 1']],
    ['the last of equal names counts', '[a]\nfilename = x\nmd5sum = 1\nfilename = y\n', ['[a] md5 of y: 1']],
    ['options may be indented', '[a]\n\tfilename = x\n  md5sum=1\n', ['[a] md5 of x: 1']],
    ['a path may hold blanks', '[a]\nfilename = x y  \nmd5sum = 1\n', ['[a] md5 of x y: 1']],
    ['a header with a condition and a comment', '[ a : linux ] # b\nfilename=x\nmd5sum=\n', ['[a] md5 of x: ']],
    ['lines end in CRLF or CR', '[a]\r\nfilename = x\rmd5sum = 1\r\n', ['[a] md5 of x: 1']],
    ['a section of sums has its name', '[a/b.in]\n# c\nmd5sum = 1\n', ['[a/b.in] md5 of a/b.in (its name): 1']],
    ['not if it says more', '[a]\nurl = http://example.test/a\nmd5sum = 1\n', []],
    ['not if the name cannot be a path', '[/a]\nmd5sum = 1\n[]\nmd5sum = 2\n', []],
    ['a file without a sum', '[a]\nfilename = ${b:c}\n', []],
    ['a sum that is a reference', '[a]\nfilename = x\nmd5sum = ${b:md5sum}\n', []],
    ['what is added to a sum', '[a]\nfilename = x\nmd5sum += 1\n', []],
    ['the text of another option', '[a]\nfilename = x\ninline =\n  md5sum = 1\n\n  sha256 = 2\n', []],
    ['comments', '[a]\nfilename = x\n# md5sum = 1\n;md5sum = 2\n', []],
    ['nothing in a section', 'filename = x\nmd5sum = 1\n[a]\n', []],
  ])('%s', (_, text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  test('places are those of the path and of the sum', () => {
    const { source, entries: found } = read('[a]\nfilename =  x.in \n  md5sum =\t12 \n[b]\nsha256 =\n');
    expect(
      found.map(({ pathSpan, at }) => [
        placeOf(source, pathSpan.start, pathSpan.end),
        placeOf(source, at.start, at.end),
      ]),
    ).toEqual([
      ['2:13 x.in', '3:12 12'],
      ['4:1 [b]', '5:9 '],
    ]);
  });
});

describe('updating', () => {
  test('only sums change, and only wrong ones', () => {
    const before = `; sums\r
[one]   # first\r
filename=one.in\r
md5sum   =\t12345  \r
  \r
[two]\r
filename = two.in\r
md5sum = ${MD5_OF_B}\r
other =\r
   text\r
[three]\r
   _update_hash_filename_ = one.in\r
   sha256 =ABC\r
[four]\r
filename = gone.in\r
md5sum = 4`;
    const { text, changes } = update(before, { 'one.in': 'a', 'two.in': 'b' });
    expect(text).toBe(`; sums\r
[one]   # first\r
filename=one.in\r
md5sum   =\t${MD5_OF_A}  \r
  \r
[two]\r
filename = two.in\r
md5sum = ${MD5_OF_B}\r
other =\r
   text\r
[three]\r
   _update_hash_filename_ = one.in\r
   sha256 =${SHA256_OF_A}\r
[four]\r
filename = gone.in\r
md5sum = 4`);
    expect(changes).toEqual([
      { section: 'one', path: 'one.in', algorithm: 'md5', was: '12345', now: MD5_OF_A },
      { section: 'three', path: 'one.in', algorithm: 'sha256', was: 'ABC', now: SHA256_OF_A },
    ]);
  });

  test.each([
    ['md5sum =', `md5sum = ${MD5_OF_A}`],
    ['md5sum=', `md5sum=${MD5_OF_A}`],
    ['md5sum =   ', `md5sum =   ${MD5_OF_A}`],
    ['md5sum = 1', `md5sum = ${MD5_OF_A}`],
    [`md5sum = ${MD5_OF_A.toUpperCase()}`, `md5sum = ${MD5_OF_A}`],
  ])('%j becomes %j', (before, after) => {
    const result = update(`[x]\n${before}\n\nfilename = x\n`, { x: 'a' });
    expect(result.text).toBe(`[x]\n${after}\n\nfilename = x\n`);
    expect(result.changes).toHaveLength(1);
  });

  test('a text with the right sums stays as it is', () => {
    const { text } = update('[a]\nfilename = x\nmd5sum =\nsha512sum=0\n[x]\nsha256 = 1\n', { x: 'a' });
    expect(update(text, { x: 'a' })).toEqual({ text, changes: [] });
  });

  test('of any text, the bytes outside of sums stay', () => {
    const line = fc.oneof(
      fc.constantFrom('[a]', '[x]', 'filename = x', '  filename = x', 'md5sum = 1', 'md5sum=', ' sha256 = 2', 'y = 1'),
      fc.constantFrom('', ' ', '# c', '  more', '\ufeff', 'md5sum = ${a:b}'),
    );
    const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 12 });
    fc.assert(
      fc.property(lines, (all) => {
        const text = all.flat().join('');
        const result = readHashFile({ path: 'buildout.hash.cfg', text });
        if (!result.ok) return;
        const file = result.value;
        const marked = updateHashFile(file, new Map(file.entries.map((entry) => [entry, '<sum>'])));
        const restored = updateHashFile(read(marked.text), new Map());
        const left = file.entries.reduce(
          (rest, { recorded, lead }) => rest.replace(`${lead}<sum>`, () => recorded),
          marked.text,
        );
        expect(left).toBe(text);
        expect(restored.text).toBe(marked.text);
        expect(marked.changes).toHaveLength(file.entries.length);
      }),
    );
  });
});

describe('mistakes', () => {
  const fromHere = 'write the path of the file from the directory of this one';

  test.each([
    [
      'filename = ${a:b}/x',
      `2:12 \${a:b}/x hash-file-path: the path \`\${a:b}/x\` holds a reference, which nothing resolves here; ${fromHere}`,
    ],
    ['filename = /x', `2:12 /x hash-file-path: the path \`/x\` is absolute; ${fromHere}`],
    [
      'filename = https://example.test/x',
      '2:12 https://example.test/x hash-file-path: `https://example.test/x` is a URL: only sums of local files can be ' +
        'kept right; take `filename` out of the section to leave its sums as they are',
    ],
    ['filename =', `2:1 filename hash-file-path: \`filename\` names no file; ${fromHere}`],
    [
      '_update_hash_filename_ = x\n\n  y',
      '2:26 x hash-file-path: the path in `_update_hash_filename_` goes on below its line; ' +
        'write it on the line of its option',
    ],
    [
      'filename = x\nsha256 =\n# c\n  1',
      '3:1 sha256 hash-file-sum: `sha256` holds more than a sum; write the sum, and nothing else, on the line of its option',
    ],
    [
      '<= b',
      '2:1 < hash-file-macro: a file of sums cannot use macros; write the file name and the sum into the section itself',
    ],
  ])('%j', (line, expected) => {
    expect(told(`[a]\n${line}\nmd5sum = 1\n`)).toEqual([expected]);
  });

  test('are told all at once, in file order', () => {
    expect(told('[buildout]\nextends = b.cfg\n[a]\nmd5sum = 1\n  2\nfilename = /x\n[c]\n<=a\n')).toEqual([
      '2:1 extends hash-file-extends: a file of sums cannot extend profiles; ' +
        'let the profile that uses the sums extend this file',
      '4:1 md5sum hash-file-sum: `md5sum` holds more than a sum; write the sum, and nothing else, on the line of its option',
      `6:12 /x hash-file-path: the path \`/x\` is absolute; ${fromHere}`,
      '8:1 < hash-file-macro: a file of sums cannot use macros; write the file name and the sum into the section itself',
    ]);
  });

  test('`extends` elsewhere is an option like others', () => {
    expect(entries('[a]\nextends = b\nfilename = x\nmd5sum = 1\n')).toEqual(['[a] md5 of x: 1']);
  });
});
