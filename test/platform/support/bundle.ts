import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type PluginBuild } from 'esbuild';
import { afterAll } from 'vitest';

/**
 * A program of one file, made from TypeScript sources, for tests that need a process of its own. `source` may import
 * from `@platform/…`. The addon stays outside and is found by its absolute path.
 */
export async function bundleSource(source: string): Promise<string> {
  const outfile = programPath();
  await build({
    ...settings,
    stdin: { contents: source, resolveDir: platform, loader: 'ts' },
    alias: { '@platform': platform.replace(/\/$/, '') },
    outfile,
  });
  return outfile;
}

/** The extracting program, as it is shipped but for its place. */
export async function bundleExtractor(): Promise<string> {
  const outfile = programPath();
  await build({ ...settings, entryPoints: [join(platform, 'archive/extract-main.ts')], outfile });
  return outfile;
}

const platform = fileURLToPath(new URL('../../../src/platform/', import.meta.url));

const settings = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  plugins: [
    {
      name: 'addon outside',
      setup: (addon: PluginBuild) => {
        const path = fileURLToPath(import.meta.resolve('fs-native-extensions'));
        addon.onResolve({ filter: /^fs-native-extensions$/ }, () => ({ path, external: true }));
      },
    },
  ],
} as const satisfies BuildOptions;

let folder: string | undefined;
let count = 0;

function programPath(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'programs-'));
  return join(folder, `${count++}.mjs`);
}

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});
