import { spawnSync } from 'node:child_process';
import type { Graph } from '../graph.js';
import { NotWorking } from '../sample.js';
import type { Peer } from './peer.js';
import { askVersion, findProgram } from './programs.js';
import { makeSourceSite, writeWord } from './source-site.js';

/** Mounts a file system of its own to see what actions read; without `fusermount3` the mount would stay behind. */
export const tup: Peer = {
  name: 'tup',
  wants: '`tup` and `fusermount3` in PATH, or BENCH_TUP',
  find({ workshop: { env }, callerEnv, jobs }) {
    const program = findProgram({ name: 'tup', variable: 'BENCH_TUP' }, callerEnv);
    const unmount = findProgram({ name: 'fusermount3', variable: 'BENCH_FUSERMOUNT' }, callerEnv);
    const version = program === undefined ? undefined : askVersion([program, '--version'], env);
    if (program === undefined || unmount === undefined || version === undefined) return undefined;
    return {
      version,
      tool: {
        name: 'tup',
        makeSite(cwd, graph) {
          const begin = (): void => {
            const ended = spawnSync(program, ['init'], { cwd, env, encoding: 'utf8' });
            if (ended.status !== 0) throw new NotWorking(`tup init: ${ended.stderr}`);
          };
          const command = { argv: [program, `-j${jobs}`], cwd, env } as const;
          return makeSourceSite({ command, graph, files: { Tupfile: tupfile(graph) }, clean: begin, coarse: true });
        },
      },
    };
  },
};

function tupfile({ needs }: Graph): string {
  const rules = needs.map((its, part) => {
    const behind = its.map((need) => ` out/${need}`).join('');
    return `: src/${part} |${behind} |> ${writeWord(part)} |> out/${part}\n`;
  });
  return rules.join('');
}
