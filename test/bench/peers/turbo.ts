import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../graph.js';
import type { Peer } from './peer.js';
import { findNpmProgram } from './programs.js';
import { makeSourceSite, writeWord } from './source-site.js';

/** Every part is a package of a workspace; its script is started by npm. */
export const turbo: Peer = {
  name: 'turbo',
  wants: 'BENCH_NPM_BIN with `turbo`',
  find({ workshop: { env: base }, callerEnv, jobs }) {
    const program = findNpmProgram('turbo', callerEnv);
    if (program === undefined) return undefined;
    const env = { ...base, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
    const argv = [program.path, 'run', 'build', `--concurrency=${jobs}`, '--output-logs=errors-only'] as const;
    return {
      version: program.version,
      tool: {
        name: 'turbo',
        makeSite(cwd, graph) {
          const outputOf = (part: number): string => join(cwd, `pkg/p${part}/out/a`);
          return makeSourceSite({
            command: { argv, cwd, env },
            graph,
            files: workspace(graph),
            sourceOf: (part) => `pkg/p${part}/src/a`,
            outputsOf: () =>
              new Map(
                [...graph.needs.keys()]
                  .filter((part) => existsSync(outputOf(part)))
                  .map((part) => [String(part), [outputOf(part)]]),
              ),
            clean: () => {
              for (const part of graph.needs.keys()) dropBuilt(join(cwd, `pkg/p${part}`));
            },
          });
        },
      },
    };
  },
};

function dropBuilt(folder: string): void {
  for (const name of ['out', '.turbo']) rmSync(join(folder, name), { recursive: true, force: true });
}

function workspace({ needs }: Graph): Readonly<Record<string, string>> {
  const packages = needs.map((its, part): readonly [string, Package] => {
    const dependencies = Object.fromEntries(its.map((need) => [`p${need}`, '*']));
    const build = `mkdir -p out; ${writeWord(part, 'src/a', 'out/a')}`;
    return [`pkg/p${part}`, { name: `p${part}`, version: '1.0.0', scripts: { build }, dependencies }];
  });
  const links = packages.map(([path, { name }]): readonly [string, Link] => [
    `node_modules/${name}`,
    { resolved: path, link: true },
  ]);
  const lock: Readonly<Record<string, object>> = {
    '': { workspaces: ['pkg/*'] },
    ...Object.fromEntries(packages),
    ...Object.fromEntries(links),
  };
  const root = { name: 'release', private: true, packageManager: 'npm@10.0.0', workspaces: ['pkg/*'] };
  const build = { dependsOn: ['^build'], inputs: ['src/**'], outputs: ['out/**'] };
  return {
    'package.json': JSON.stringify(root),
    'package-lock.json': JSON.stringify({ name: 'release', lockfileVersion: 3, requires: true, packages: lock }),
    'turbo.json': JSON.stringify({ tasks: { build } }),
    ...Object.fromEntries(packages.map(([path, manifest]) => [`${path}/package.json`, JSON.stringify(manifest)])),
  };
}

interface Link {
  readonly resolved: string;
  readonly link: true;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
