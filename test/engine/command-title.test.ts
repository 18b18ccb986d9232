import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleOf } from '../../src/engine/execute/command-title.js';

const sh = (script: string): string => titleOf(['/bin/sh', '-c', script]);

describe('the title of a command', () => {
  test.each([
    ['make install', 'make install'],
    ['make  -j4 V=1 install prefix="/srv/x"', 'make install'],
    ['set -e\ncd build && make', 'make'],
    ['set -eu; export PATH=/x:$PATH\n# build it\nmkdir -p build\ncd build\ncmake .. -DX=1', 'cmake'],
    ['./configure --prefix="/srv/store/x"', 'configure'],
    ['CC=gcc ./configure', 'configure'],
    ['if test -f Makefile; then make distclean; fi', 'make distclean'],
    ['[ -d x ] || exec "/opt/my tools/gmake" all', 'gmake all'],
    ['"/usr/bin/python3" setup.py install --root=/', 'python3'],
    ['cat >"$file" <<EOF', 'cat'],
    ['autoreconf \\\n  -fi', 'autoreconf'],
    ['$MAKE all', '$MAKE all'],
    ['(cd src; make) 2>&1 | tee log', 'make'],
    ['echo done > /srv/marker', 'echo'],
    ['set -e;echo two', 'echo'],
    ['A=1\n', 'sh'],
    ["'never ends", 'sh'],
    ['', 'sh'],
  ])('%j is %j', (script, title) => {
    expect(sh(script)).toBe(title);
  });

  test('of what is no script is the program, with the first words of a build tool', () => {
    expect(titleOf(['/usr/bin/cargo', 'build', 'https://anna:secret@host/x.git', 'tree'])).toBe('cargo build tree');
    expect(titleOf(['/usr/bin/git', 'clone', 'tree'])).toBe('git');
    expect(titleOf(['bash', '-e', '-c', 'make all'])).toBe('make all');
    expect(titleOf(['sh', 'build.sh', '-c', 'make'])).toBe('sh');
    expect(titleOf(['x'.repeat(100), 'a'])).toBe('x'.repeat(24));
  });

  test.each([
    'curl -u anna:hunter2 https://host/',
    'curl --user hunter2 get',
    'mysql -phunter2 base',
    'PASSWORD=hunter2 make',
    'make PASSWORD=hunter2',
    'make PASSWORD=a/hunter2 KEY:b/hunter2 c@d/hunter2',
    'make "PASSWORD=hunter2 and more"',
    'fetch https://anna:hunter2@host/file',
    'login hunter2',
    'make hunter2hunter2hunter2hunter2',
    'export TOKEN=hunter2',
    'read x <hunter2; make',
  ])('keeps what may be a secret to itself: %s', (script) => {
    expect(sh(script)).not.toContain('hunter2');
    expect(sh(script)).not.toBe('sh');
  });

  test('is short and one line, whatever the script is', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('"', "'", '\\', '\n', '$(', '${', '<<', ';', 'make', ' '));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const title = sh(pieces.join(''));
        expect(title.length).toBeLessThanOrEqual(74);
        expect(title).not.toMatch(/\n/u);
      }),
    );
    expect(sh('"a'.repeat(1_000_000)).length).toBeLessThan(80);
  });
});
