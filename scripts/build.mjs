// Builds `dist`: the library as a few modules with the types of all (`dist/lib`), the command line as one file
// (`dist/cli`).
// Each half replaces its old self only when it is complete. `--if-needed`: does nothing when `dist` is newer than all
// that it is made of.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bundle, bundleLibrary, programs } from './bundle.mjs';
import { root, run, tool } from './project.mjs';

const dist = join(root, 'dist');
const fresh = join(dist, `.next-${process.pid}`);
/** Written at the end of a complete build; its time is that of the build's start. */
const stamp = join(dist, '.built');

/** @param {string} path */
function writtenAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

/** Folders count too: a file that was removed leaves its trace there. */
function lastChange() {
  const below = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join('src', name));
  const others = [
    'src',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.mjs',
    'scripts/bundle.mjs',
  ];
  return Math.max(
    ...[...below, ...others, 'node_modules/.package-lock.json'].map((name) => writtenAt(join(root, name))),
  );
}

async function buildPrograms() {
  const missing = programs.filter(({ entry }) => !existsSync(join(root, entry)));
  for (const { entry } of missing) console.error(`build: no ${entry}`);
  if (missing.length > 0 || !(await worked(bundle(join(fresh, 'cli'))))) return false;
  for (const { name } of programs) chmodSync(join(fresh, 'cli', `${name}.js`), 0o755);
  return true;
}

async function buildLibrary() {
  const folder = join(fresh, 'lib');
  return run(tool('tsc'), ['-p', 'tsconfig.build.json', '--outDir', folder]) === 0 && worked(bundleLibrary(folder));
}

/**
 * Whether the sources could be bundled; what is wrong with them has been printed by then.
 * @param {Promise<unknown>} bundling
 */
async function worked(bundling) {
  try {
    await bundling;
    return true;
  } catch (error) {
    if (error instanceof Error && 'errors' in error) return false;
    throw error;
  }
}

/** @param {'cli' | 'lib'} half */
function publish(half) {
  const place = join(dist, half);
  if (existsSync(place)) renameSync(place, join(fresh, `old-${half}`));
  renameSync(join(fresh, half), place);
}

async function build() {
  const began = new Date();
  mkdirSync(fresh, { recursive: true });
  try {
    const programsBuilt = await buildPrograms();
    if (programsBuilt) publish('cli');
    const libraryBuilt = await buildLibrary();
    if (libraryBuilt) publish('lib');
    if (!programsBuilt || !libraryBuilt) return false;
    writeFileSync(stamp, '');
    utimesSync(stamp, began, began);
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const isFresh = process.argv.includes('--if-needed') && writtenAt(stamp) > lastChange();
if (!isFresh && !(await build())) process.exitCode = 1;
