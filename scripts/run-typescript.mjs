// node scripts/run-typescript.mjs FILE.ts [ARGUMENT…]: runs a TypeScript program of the project.
// The program and what it imports are bundled to one temporary file; packages are found in node_modules as ever.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root, run } from './project.mjs';

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) throw new TypeError('usage: run-typescript.mjs FILE.ts [ARGUMENT…]');

/**
 * Where a module of the bundle takes itself to be: tests in their own place, so that they find the files beside them;
 * the sources in the built library, so that they find the programs beside them.
 * @param {string} path
 */
function placeOf(path) {
  const within = relative(join(root, 'src'), path);
  const isSource = !within.startsWith(`..${sep}`);
  return isSource ? join(root, 'dist', 'lib', within.replace(/\.ts$/, '.js')) : path;
}

/** @type {import('esbuild').Plugin} */
const ownPlaces = {
  name: 'own places',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const url = JSON.stringify(pathToFileURL(placeOf(path)).href);
      return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', url) };
    });
  },
};

const cache = join(root, 'node_modules', '.cache', 'slapbuild');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'run-'));
const program = join(folder, 'program.mjs');
try {
  await esbuild.build({
    entryPoints: [resolve(root, entry)],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [ownPlaces],
  });
  process.exitCode = run(process.execPath, ['--enable-source-maps', program, ...args]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
