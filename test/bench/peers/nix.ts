import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cParts, partCommand, type CProject } from '../c/project.js';
import { makeCSite } from '../c/site.js';
import { setAside } from '../folders.js';
import type { Graph } from '../graph.js';
import type { Command } from '../sample.js';
import type { Peer } from './peer.js';
import { askVersion, findProgram } from './programs.js';
import { makeSourceSite } from './source-site.js';

/** Of a single user, with a store of the release's own and without sandbox. */
export const nix: Peer = {
  name: 'nix',
  wants: '`nix-build` in PATH, or BENCH_NIX',
  find({ workshop: { env }, callerEnv, jobs }) {
    const program = findProgram({ name: 'nix-build', variable: 'BENCH_NIX' }, callerEnv);
    const version = program === undefined ? undefined : askVersion([program, '--version'], env);
    if (program === undefined || version === undefined) return undefined;
    const argv = [program, '--no-out-link', 'default.nix'] as const;
    return {
      version,
      tool: {
        name: 'nix',
        makeSite(cwd, graph) {
          const store = new OwnStore(cwd, jobs);
          const means = store.around({ argv, cwd, env });
          const outputsOf = (): ReadonlyMap<string, readonly string[]> => store.made(/-p(?<part>\d+)$/u);
          return makeSourceSite({ ...means, graph, files: { 'default.nix': words(graph) }, outputsOf });
        },
        makeCSite(cwd, project) {
          const store = new OwnStore(cwd, jobs);
          const means = store.around({ argv, cwd, env });
          const programOf = (part: number): string => {
            const [folder = ''] = store.made(/-built-c(?<part>\d+)$/u).get(String(part)) ?? [];
            return join(folder, `bin/c${part}`);
          };
          return makeCSite({ ...means, project, files: { 'default.nix': cParcels(project) }, programOf });
        },
      },
    };
  },
};

class OwnStore {
  private readonly folder: string;
  private readonly jobs: number;

  constructor(site: string, jobs: number) {
    this.folder = `${site}.nix`;
    this.jobs = jobs;
    this.furnish();
  }

  around(command: Command): {
    readonly command: Command;
    readonly clean: () => void;
    readonly close: () => void;
  } {
    const places = {
      NIX_STORE_DIR: join(this.folder, 'store'),
      NIX_STATE_DIR: join(this.folder, 'var'),
      NIX_LOG_DIR: join(this.folder, 'log'),
      NIX_CONF_DIR: join(this.folder, 'etc'),
    };
    return {
      command: { ...command, env: { ...command.env, ...places } },
      clean: () => {
        this.open();
        setAside(this.folder, new Set());
        this.furnish();
      },
      close: () => {
        this.open();
      },
    };
  }

  /** Store paths by the number that their names end with. */
  made(pattern: RegExp): ReadonlyMap<string, readonly string[]> {
    const store = join(this.folder, 'store');
    const parts = new Map<string, string[]>();
    for (const name of readdirSync(store)) {
      const part = pattern.exec(name)?.groups?.['part'];
      if (part !== undefined) parts.set(part, [...(parts.get(part) ?? []), join(store, name)]);
    }
    return parts;
  }

  /** Nobody but root may move or remove what cannot be written. */
  private open(): void {
    spawnSync('chmod', ['-R', 'u+w', this.folder]);
  }

  private furnish(): void {
    for (const name of ['store', 'etc']) mkdirSync(join(this.folder, name), { recursive: true });
    const settings = ['sandbox = false', 'build-users-group =', 'substitute = false', `max-jobs = ${this.jobs}`];
    writeFileSync(join(this.folder, 'etc/nix.conf'), `${settings.join('\n')}\n`);
  }
}

const SYSTEM = 'system = builtins.currentSystem; builder = "/bin/sh"; inherit src needs;';

function words({ needs, tops }: Graph): string {
  const script = '[ "-c" "read x < $src; echo \\"$x ${toString i}\\" > $out" ]';
  const head = `let part = i: src: needs: derivation { name = "p\${toString i}"; ${SYSTEM} args = ${script}; };\n`;
  const parts = needs.map(
    (its, part) => `p${part} = part ${part} ./src/${part} [${its.map((n) => `p${n}`).join(' ')}];\n`,
  );
  return `${head}${parts.join('')}in [ ${tops.map((part) => `p${part}`).join(' ')} ]\n`;
}

function cParcels(project: CProject): string {
  const args = 'PATH = builtins.getEnv "PATH"; args = [ "-c" script ];';
  const head = `let part = name: src: needs: script: derivation { inherit name; ${SYSTEM} ${args} };\n`;
  const parts = cParts(project).map((part) => {
    const text = partCommand(project, part, {
      sources: '$src',
      work: 'build',
      prefix: '$out',
      prefixOf: (other) => `\${c${other}}`,
    });
    const needs = project.needs(part).map((need) => `c${need}`);
    return `c${part} = part "built-c${part}" ./parts/c${part} [${needs.join(' ')}] ''\nset -e\n${text}\n'';\n`;
  });
  return `${head}${parts.join('')}in [ ${project.graph.tops.map((part) => `c${part}`).join(' ')} ]\n`;
}
