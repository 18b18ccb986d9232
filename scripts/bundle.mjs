import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './project.mjs';

/** The programs of `dist/cli`. The second is started by a module of the first, which finds it beside itself. */
export const programs = [
  { name: 'slapbuild', entry: 'src/cli/main.ts' },
  { name: 'late/extract-main', entry: 'src/platform/archive/extract-main.ts' },
];

/** What a run that finds nothing to do imports late all the same; the rest stays out of the file that every start reads. */
const EARLY = /\/(?:commands\/build|engine-here|reporters\/json|reporters\/live)\.js$/;

/**
 * Every start needs the package that reads arguments: from within the bundle it costs half of what it does from
 * node_modules. Its licence goes with it.
 * @type {esbuild.Plugin}
 */
const commanderInside = {
  name: 'commander inside',
  setup(build) {
    const path = fileURLToPath(import.meta.resolve('commander'));
    const licence = readFileSync(join(dirname(path), 'LICENSE'), 'utf8');
    build.onResolve({ filter: /^commander$/ }, () => ({ path }));
    build.onLoad({ filter: /commander[\\/]esm\.mjs$/ }, (file) => ({
      contents: `/*! commander\n${licence}*/\n${readFileSync(file.path, 'utf8')}`,
    }));
  },
};

const ZOD = 'zod';

/**
 * The package of schemas is a hundred modules, and reading them takes longer than all else that a run does with schemas.
 * As one file beside the programs, without the translations of its messages, it costs a third.
 * @type {esbuild.Plugin}
 */
const zodBeside = {
  name: 'zod beside',
  setup(build) {
    build.onResolve({ filter: /^zod$/ }, ({ kind }) =>
      kind === 'entry-point'
        ? { path: fileURLToPath(import.meta.resolve(ZOD)) }
        : { path: `./${ZOD}.js`, external: true },
    );
    build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, importer }) =>
      importer.includes('/zod/') ? { path, namespace: 'no locales' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'no locales' }, () => ({ contents: 'export {};' }));
    build.onLoad({ filter: /zod[\\/]index\.js$/ }, ({ path }) => ({
      contents: `/*! zod\n${readFileSync(join(dirname(path), 'LICENSE'), 'utf8')}*/\n${readFileSync(path, 'utf8')}`,
    }));
  },
};

/**
 * A bundle would import the built-ins of all its modules at its top, whether a run needs them or not. Taken by `require`,
 * each is loaded with the first module that needs it.
 * @type {esbuild.Plugin}
 */
const builtinsOnDemand = {
  name: 'built-ins on demand',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === 'on demand' ? { path, external: true } : { path, namespace: 'on demand' },
    );
    build.onLoad({ filter: /^node:/, namespace: 'on demand' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

/**
 * Leaves what is imported late to files of its own, and notes it.
 * @param {Map<string, string>} late modules by the name of their file in `late`
 * @returns {esbuild.Plugin}
 */
function lateOutside(late) {
  return {
    name: 'late outside',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import' || EARLY.test(path)) return undefined;
        const module = join(resolveDir, path.replace(/\.js$/, '.ts'));
        const name = relative(join(root, 'src'), module).replaceAll('/', '-').replace(/\.ts$/, '');
        late.set(name, module);
        return { path: `./late/${name}.js`, external: true };
      });
    },
  };
}

/** @satisfies {esbuild.BuildOptions} */
const common = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});

/** @satisfies {esbuild.BuildOptions} */
const settings = /** @type {const} */ ({
  ...common,
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  // `require` for the built-ins, see above.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  metafile: true,
});

/**
 * Bundles the programs: what every start reads is one file, what is imported late is in the folder `late`, with the package
 * of schemas. All other packages stay outside and are found in node_modules when they are first needed. White space is
 * taken out, which makes a start a little cheaper; names stay, for the traces of bugs. Answers what the first file holds.
 * @param {string} folder
 */
export async function bundle(folder) {
  /** @type {Map<string, string>} */
  const late = new Map();
  const [main, ...others] = programs.map(({ name, entry }) => ({ out: name, in: join(root, entry) }));
  const early = await esbuild.build({
    ...settings,
    entryPoints: main === undefined ? [] : [main],
    outdir: folder,
    plugins: [commanderInside, lateOutside(late), builtinsOnDemand],
  });
  const lateEntries = [...late].map(([name, module]) => ({ out: `late/${name}`, in: module }));
  await esbuild.build({
    ...settings,
    entryPoints: [...others, ...lateEntries, { out: `late/${ZOD}`, in: ZOD }],
    outdir: folder,
    splitting: true,
    chunkNames: 'late/[name]-[hash]',
    plugins: [commanderInside, zodBeside, builtinsOnDemand],
  });
  return early;
}

/** The modules of `dist/lib` that others import, by the names that package.json has for them. */
const LIBRARY = ['index', 'engine/recipe/index', 'testing/index', 'jinja/index'];

/**
 * Bundles the library: hundreds of small modules take longer to find and read than they take to run. What the entries
 * share is in modules of its own, so that a class is the same for all, and what is imported late stays apart.
 * @param {string} folder
 */
export async function bundleLibrary(folder) {
  const entries = LIBRARY.map((name) => ({ out: name, in: join(root, 'src', `${name}.ts`) }));
  const worker = { out: 'extract-main', in: join(root, 'src/platform/archive/extract-main.ts') };
  await esbuild.build({
    ...common,
    splitting: true,
    entryPoints: [...entries, worker],
    outdir: folder,
    // The worker is found beside the module that starts it.
    chunkNames: '[name]-[hash]',
  });
}
