import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleOf } from '../../src/engine/execute/command-title.js';

const sh = (script: string): string => titleOf(['/bin/sh', '-c', script]);

describe('the title of a command', () => {
  test.each([
    ['make install', 'make install'],
    ['make  -j4 V=1 install prefix="/srv/x"', 'make install'],
    ['set -e\ncd build && make', 'make'],
    ['cd build || exit 1\nmake all', 'make all'],
    ['[ -n "$X" ] || { echo no; exit 1; }\nmake install', 'make install'],
    ['set -eu; export PATH=/x:$PATH\n# make it\nmkdir -p build\ncd build\ncmake .. -DX=1', 'cmake'],
    ['./configure --prefix="/srv/store/x"', 'configure'],
    ['CC=gcc ./configure', 'configure'],
    ['if test -f Makefile; then make distclean; fi', 'make distclean'],
    ['[ -d x ] || exec "/opt/my tools/gmake" all', 'gmake all'],
    ['"/usr/bin/python3" setup.py install --root=/', 'python3 setup.py install'],
    ['autoreconf \\\n  -fi', 'autoreconf'],
    ['(cd src; make) 2>&1 | tee log', 'make'],
    ['build() { make all; }; build', 'make all'],
    ['[[ $x =~ (foo|bar) ]] && make', 'make'],
    ['cat >"$file" <<EOF', 'sh'],
    ['echo done > /srv/marker', 'sh'],
    ['A=1\n', 'sh'],
    ["'never ends", 'sh'],
    ['', 'sh'],
  ])('%j is %j', (script, title) => {
    expect(sh(script)).toBe(title);
  });

  test('of what is no script is the program, with well-known targets', () => {
    expect(titleOf(['/usr/bin/cargo', 'build', 'https://anna:secret@host/x.git', 'tree'])).toBe('cargo build');
    expect(titleOf(['/usr/bin/git', 'clone', 'install'])).toBe('git');
    expect(titleOf(['bash', '-e', '-c', 'make all'])).toBe('make all');
    expect(titleOf(['sh', 'build.sh', '-c', 'make'])).toBe('sh');
    expect(titleOf(['x'.repeat(100), 'a'])).toBe('x'.repeat(24));
  });

  test.each([
    'curl -u anna:hunter2 https://host/; make',
    'mysql -phunter2 base && make',
    'PASSWORD=hunter2 make',
    'make PASSWORD=hunter2 hunter2',
    'cargo login hunter2',
    'npm token hunter2',
    'tokens=(hunter2 b); make',
    'test -r /dev/stdin <<EOF\nhunter2 x\nEOF\nmake',
    'login hunter2 | make',
    'read x <hunter2; make',
  ])('tells nothing that may be a secret: %s', (script) => {
    expect(sh(script)).toMatch(/^(?:make|cargo|npm)$/u);
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
