// Builds profiles/quickstart into build/quickstart and tells what to try.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, run } from './project.mjs';

const release = join(root, 'build', 'quickstart');
const slapbuild = join(root, 'dist', 'cli', 'slapbuild.js');
const profile = join('profiles', 'quickstart', 'software.cfg');

/**
 * Profiles list paths with white space between them, as buildout does: a project whose own path has some in it is reached
 * by a link without.
 * @param {(place: string) => number} use
 */
function withPlainRoot(use) {
  if (!/\s/.test(root)) return use(root);
  const folder = mkdtempSync(join(tmpdir(), 'slapbuild-quickstart-'));
  try {
    const link = join(folder, 'project');
    symlinkSync(root, link);
    return use(link);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A path as it can be typed where npm was started.
 * @param {string} path
 */
function typed(path) {
  const near = relative(process.env['INIT_CWD'] ?? root, path);
  return /^[\w./-]+$/.test(near) ? near : `'${near.replaceAll("'", String.raw`'\''`)}'`;
}

const status = withPlainRoot((place) =>
  run(process.execPath, [slapbuild, join(place, profile), `buildout:directory=${release}`]),
);
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
