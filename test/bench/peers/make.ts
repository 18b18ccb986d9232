import { cParts, partCommand, type CProject } from '../c/project.js';
import { makeCSite } from '../c/site.js';
import type { Graph } from '../graph.js';
import type { Peer } from './peer.js';
import { askVersion, findProgram } from './programs.js';
import { makeSourceSite, writeWord } from './source-site.js';

/** The one peer that shares its job tokens with the `make` inside parts. */
export const make: Peer = {
  name: 'make',
  wants: '`make` (GNU) in PATH, or BENCH_MAKE',
  find({ workshop: { env }, callerEnv, jobs }) {
    const program = findProgram({ name: 'make', variable: 'BENCH_MAKE' }, callerEnv);
    const version = program === undefined ? undefined : askVersion([program, '--version'], env);
    if (program === undefined || version?.startsWith('GNU') !== true) return undefined;
    const argv = [program, '-s', `-j${jobs}`] as const;
    return {
      version,
      tool: {
        name: 'make',
        makeSite(cwd, graph) {
          return makeSourceSite({ command: { argv, cwd, env }, graph, files: { Makefile: makefile(graph) } });
        },
        makeCSite(cwd, project) {
          return makeCSite({ command: { argv, cwd, env }, project, files: { Makefile: cMakefile(project) } });
        },
      },
    };
  },
};

const escape = (text: string): string => text.replaceAll('$', '$$$$');

function makefile({ needs, tops }: Graph): string {
  const rules = needs.map((its, part) => {
    const behind = its.map((need) => ` out/${need}`).join('');
    return `out/${part}: src/${part}${behind}\n\t@${escape(writeWord(part))}\n`;
  });
  const all = tops.map((part) => `out/${part}`).join(' ');
  return `.SUFFIXES:\nMAKEFLAGS += -rR\nall: ${all}\n${rules.join('')}`;
}

function cMakefile(project: CProject): string {
  const program = (part: number): string => `stage/c${part}/bin/c${part}`;
  const rules = cParts(project).map((part) => {
    const behind = project.needs(part).map((need) => ` ${program(need)}`);
    const text = escape(partCommand(project, part));
    return `${program(part)}: parts/c${part}/main.c${behind.join('')}\n\t@+${text}\n`;
  });
  return `all: ${project.graph.tops.map(program).join(' ')}\n${rules.join('')}`;
}
