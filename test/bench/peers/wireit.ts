import { dirname } from 'node:path';
import { cParts, partCommand } from '../c/project.js';
import { makeCSite } from '../c/site.js';
import type { Peer } from './peer.js';
import { askVersion, findNpmProgram, findProgram } from './programs.js';
import { makeSourceSite, writeWord } from './source-site.js';

interface Script {
  readonly command?: string;
  readonly dependencies: readonly string[];
  readonly files?: readonly string[];
  readonly output?: readonly string[];
}

export const wireit: Peer = {
  name: 'wireit',
  wants: '`npm` in PATH, and BENCH_NPM_BIN with `wireit`',
  find({ workshop: { env: base }, callerEnv, jobs }) {
    const npm = findProgram({ name: 'npm', variable: 'BENCH_NPM' }, callerEnv);
    const program = findNpmProgram('wireit', callerEnv);
    if (npm === undefined || program === undefined) return undefined;
    const env = { ...base, PATH: `${dirname(program.path)}:${base['PATH'] ?? ''}`, WIREIT_PARALLEL: String(jobs) };
    const npmVersion = askVersion([npm, '--version'], env);
    if (npmVersion === undefined) return undefined;
    const argv = [npm, 'run', '--silent', 'all'] as const;
    return {
      version: `${program.version}, npm ${npmVersion}`,
      tool: {
        name: 'wireit',
        makeSite(cwd, graph) {
          const scripts = graph.needs.map((needs, part): readonly [string, Script] => [
            `p${part}`,
            {
              command: writeWord(part),
              dependencies: needs.map((need) => `p${need}`),
              files: [`src/${part}`],
              output: [`out/${part}`],
            },
          ]);
          const files = {
            'package.json': manifest(
              scripts,
              graph.tops.map((part) => `p${part}`),
            ),
          };
          return makeSourceSite({ command: { argv, cwd, env }, graph, files });
        },
        makeCSite(cwd, project) {
          const scripts = cParts(project).map((part): readonly [string, Script] => [
            `c${part}`,
            {
              command: partCommand(project, part),
              dependencies: project.needs(part).map((need) => `c${need}`),
              files: [`parts/c${part}/**`],
              output: [`stage/c${part}/**`],
            },
          ]);
          const files = {
            'package.json': manifest(
              scripts,
              project.graph.tops.map((part) => `c${part}`),
            ),
          };
          return makeCSite({ command: { argv, cwd, env }, project, files });
        },
      },
    };
  },
};

function manifest(parts: readonly (readonly [string, Script])[], tops: readonly string[]): string {
  const all: readonly (readonly [string, Script])[] = [['all', { dependencies: tops }], ...parts];
  const scripts = Object.fromEntries(all.map(([name]) => [name, 'wireit']));
  return JSON.stringify({ name: 'release', private: true, scripts, wireit: Object.fromEntries(all) });
}
