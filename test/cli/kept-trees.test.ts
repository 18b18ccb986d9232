import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';

/** One part with a directory of its own, and one whose files are elsewhere. */
const PROFILE = `[buildout]
parts = tool said
[tool]
recipe = cmmi
url = \${:_profile_base_location_}/sources
pre-configure = \${settings:before}
configure-command = true
make-binary = true
make-targets =
post-install = echo \${settings:text} >%(location)s/made
[said]
recipe = command
stop-on-error = true
command = mkdir said && echo \${settings:text} >said/text && \${settings:after}
location = \${buildout:directory}/said
[settings]
text = one
before = true
after = true
`;

function deskWithRelease(): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', PROFILE);
  desk.write('sources/README', 'two files, so that the build stays here\n');
  desk.write('sources/COPYING', 'as you like\n');
  return desk;
}

function textOf(desk: Desk, path: string): string | undefined {
  const file = join(desk.directory, path);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

const KEEPING = ['-q', '--keep-failed', '--jobs', '1', '--store', 'none'];

describe('--keep-failed', () => {
  test('puts the old part back when the new one ran out of time: the tree it left is kept beside no other', async () => {
    const desk = deskWithRelease();
    expect(await desk.run([...KEEPING])).toMatchObject({ code: 0 });
    const slow = ['settings:before=sleep 1000', '--part-timeout', '1'];
    const { code, stderr } = await desk.run([...KEEPING, ...slow, 'buildout:parts=tool']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error[part-timeout]') as string,
    });
    expect(stderr).toContain('its tree is kept in `/somewhere/desk/parts/tool`');
    // The tree of the failed part stands at its place: what was there is named by no record any more.
    expect(readdirSync(join(desk.directory, 'parts/tool'))).toEqual(['.build']);
    expect(textOf(desk, 'parts/tool/made')).toBeUndefined();
    expect(await desk.run([...KEEPING])).toMatchObject({ code: 0 });
    expect(textOf(desk, 'parts/tool/made')).toBe('one');
  });

  test('puts back what a part without a directory of its own had made', async () => {
    const desk = deskWithRelease();
    expect(await desk.run([...KEEPING])).toMatchObject({ code: 0 });
    const { code, stderr } = await desk.run([...KEEPING, 'settings:text=two', 'settings:after=false']);
    expect(code).toBe(1);
    expect(stderr).toContain('opens a shell where it failed');
    expect(stderr).not.toContain('its tree is kept');
    expect(textOf(desk, 'said/text')).toBe('one');
  });

  test('keeps its note of a tree in a store until the tree is gone', async () => {
    const desk = deskWithRelease();
    const shared = ['-q', '--keep-failed', '--jobs', '1', '--store', 'store', 'tool:shared=true'];
    expect(await desk.run([...shared, 'settings:before=false'])).toMatchObject({ code: 1 });
    const trees = (): readonly string[] =>
      readdirSync(join(desk.directory, 'store/tool')).filter((name) => !name.startsWith('.'));
    expect(trees()).toHaveLength(1);
    // The words of its command may hold a password.
    expect(statSync(join(desk.directory, '.slapbuild/failed/tool.json')).mode & 0o777).toBe(0o600);
    // The same part is made again, but not come to.
    const first = ['buildout:parts=said tool', 'settings:before=false', 'said:command=false'];
    expect(await desk.run([...shared, ...first])).toMatchObject({ code: 1 });
    expect(trees()).toHaveLength(1);
    expect(await desk.run(shared)).toMatchObject({ code: 0 });
    expect(trees()).toHaveLength(1);
    expect(readdirSync(join(desk.directory, '.slapbuild/failed'))).toEqual([]);
    expect(existsSync(join(desk.directory, 'store/tool', trees()[0] ?? '', '.slapbuild.json'))).toBe(true);
  });
});
