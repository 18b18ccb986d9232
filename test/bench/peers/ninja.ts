import { cParts, partCommand, type CProject } from '../c/project.js';
import { makeCSite } from '../c/site.js';
import type { Graph } from '../graph.js';
import type { Peer } from './peer.js';
import { askVersion, findProgram } from './programs.js';
import { makeSourceSite, writeWord } from './source-site.js';

export const ninja: Peer = {
  name: 'ninja',
  wants: '`ninja` in PATH, or BENCH_NINJA',
  find({ workshop: { env }, callerEnv, jobs }) {
    const program = findProgram({ name: 'ninja', variable: 'BENCH_NINJA' }, callerEnv);
    const version = program === undefined ? undefined : askVersion([program, '--version'], env);
    if (program === undefined || version === undefined) return undefined;
    const argv = [program, `-j${jobs}`] as const;
    return {
      version,
      tool: {
        name: 'ninja',
        makeSite(cwd, graph) {
          return makeSourceSite({ command: { argv, cwd, env }, graph, files: { 'build.ninja': manifest(graph) } });
        },
        makeCSite(cwd, project) {
          return makeCSite({ command: { argv, cwd, env }, project, files: { 'build.ninja': cManifest(project) } });
        },
      },
    };
  },
};

const RULE = 'rule part\n command = $text\n';
const escape = (text: string): string => text.replaceAll('$', '$$$$');

function manifest({ needs, tops }: Graph): string {
  const parts = needs.map((its, part) => {
    const behind = its.map((need) => ` out/${need}`).join('');
    return `build out/${part}: part src/${part} |${behind}\n text = ${escape(writeWord(part))}\n`;
  });
  return `${RULE}${parts.join('')}build all: phony ${tops.map((part) => `out/${part}`).join(' ')}\ndefault all\n`;
}

function cManifest(project: CProject): string {
  const program = (part: number): string => `stage/c${part}/bin/c${part}`;
  const parts = cParts(project).map((part) => {
    const behind = project.needs(part).map((need) => ` ${program(need)}`);
    const text = escape(partCommand(project, part));
    return `build ${program(part)}: part parts/c${part}/main.c |${behind.join('')}\n text = ${text}\n`;
  });
  return `${RULE}${parts.join('')}`;
}
