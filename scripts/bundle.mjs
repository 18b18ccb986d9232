import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './project.mjs';

/** The programs of `dist/cli`. The second is started by the first, which finds it beside itself. */
export const programs = [
  { name: 'slapbuild', entry: 'src/cli/main.ts' },
  { name: 'extract-main', entry: 'src/platform/archive/extract-main.ts' },
];

/**
 * Bundles each program into one file. Packages stay outside and are found in node_modules when they are first needed.
 * @param {string} folder
 * @param {{ write?: boolean }} [options]
 */
export async function bundle(folder, { write = true } = {}) {
  return build({
    absWorkingDir: root,
    entryPoints: programs.map(({ name, entry }) => ({ out: name, in: join(root, entry) })),
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    metafile: true,
    write,
    logLevel: 'warning',
  });
}
