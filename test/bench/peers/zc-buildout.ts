import { join } from 'node:path';
import { makeCProfileSite } from '../c/profile.js';
import type { Command } from '../sample.js';
import { makeProfileSite } from '../site.js';
import { ZC_MAIN } from '../tools.js';
import { writeZcRecipe, ZC_CMMI, ZC_RECIPE } from '../zc-recipe.js';
import type { Peer, PeerMeans } from './peer.js';
import { askVersion, findProgram } from './programs.js';

/** The reference: parts one after the other. C releases need slapos.recipe.cmmi beside it. */
export const zcBuildout: Peer = {
  name: 'zc.buildout',
  wants: 'BENCH_PYTHON, a Python that has it (and slapos.recipe.cmmi, for C)',
  find({ workshop: { folder, env: base }, callerEnv, jobs }) {
    const python = findPythonOfZc(callerEnv);
    const version = python === undefined ? undefined : askPython(python, 'zc.buildout', base);
    if (python === undefined || version === undefined) return undefined;
    const recipes = join(folder, 'zc-recipe');
    writeZcRecipe(recipes);
    const env = { ...base, PYTHONPATH: recipes };
    const argv = [python, '-W', 'ignore', '-c', ZC_MAIN, '-c', 'buildout.cfg'] as const;
    const cmmi = askPython(python, 'slapos.recipe.cmmi', base);
    return {
      version: cmmi === undefined ? version : `${version}, slapos.recipe.cmmi ${cmmi}`,
      tool: {
        name: 'zc.buildout',
        worksInProcess: true,
        makeSite(cwd, graph, work) {
          const command: Command = { argv, cwd, env };
          return makeProfileSite({ command, graph, details: { recipe: `${ZC_RECIPE}:${work}`, work } });
        },
        ...(cmmi !== undefined && {
          cmmiCommand: (cwd) => ({ argv, cwd, env }),
          makeCSite: (cwd, project) =>
            makeCProfileSite({ command: { argv, cwd, env }, project, recipe: ZC_CMMI, make: `make -j${jobs}` }),
        }),
      },
    };
  },
};

export function findPythonOfZc(callerEnv: PeerMeans['callerEnv']): string | undefined {
  const given = callerEnv['BENCH_PYTHON'];
  return given === undefined || given === ''
    ? undefined
    : findProgram({ name: given, variable: 'BENCH_PYTHON' }, callerEnv);
}

function askPython(python: string, distribution: string, env: NodeJS.ProcessEnv): string | undefined {
  const question = `from importlib.metadata import version; print(version("${distribution}"))`;
  return askVersion([python, '-W', 'ignore', '-c', question], env);
}
