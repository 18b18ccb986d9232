// Builds profiles/quickstart into build/quickstart and tells what to try.
import { join, relative } from 'node:path';
import { root, run } from './project.mjs';

const release = join(root, 'build', 'quickstart');
const slapbuild = join(root, 'dist', 'cli', 'slapbuild.js');
const profile = join('profiles', 'quickstart', 'software.cfg');
const status = run(process.execPath, [slapbuild, profile, `buildout:directory=${release}`]);

/**
 * A path as it can be typed where npm was started.
 * @param {string} path
 */
function typed(path) {
  const near = relative(process.env['INIT_CWD'] ?? root, path);
  return /^[\w./-]+$/.test(near) ? near : `'${near.replaceAll("'", String.raw`'\''`)}'`;
}

if (status === 0) {
  const programs = join(release, 'bin');
  console.log(`
The release is in ${typed(release)}. Start its server and talk to it:

  ${typed(join(programs, 'minicached-start'))} &
  ${typed(join(programs, 'minicached-try'))} 'set hoge 0 0 3' Foo 'get hoge'
  kill %1

The profile that made it is ${typed(join(root, profile))}: read it, change it, and run this again.`);
}
process.exitCode = status;
