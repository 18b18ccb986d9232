import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cParts, partCommand, type CProject } from '../c/project.js';
import { makeCSite } from '../c/site.js';
import type { Graph } from '../graph.js';
import { NotWorking, type Command } from '../sample.js';
import type { Peer } from './peer.js';
import { askVersion, findProgram } from './programs.js';
import { makeSourceSite } from './source-site.js';

/** With a server that is warm, and stays to the end. */
export const bazel: Peer = {
  name: 'bazel',
  wants: '`bazel` in PATH, or BENCH_BAZEL',
  find({ workshop: { env }, callerEnv, jobs }) {
    const program = findProgram({ name: 'bazel', variable: 'BENCH_BAZEL' }, callerEnv);
    const version = program === undefined ? undefined : askVersion([program, '--version'], env);
    if (program === undefined || version === undefined) return undefined;
    const quiet = ['--spawn_strategy=local', '--noshow_progress', '--show_result=0'];
    return {
      version,
      tool: {
        name: 'bazel',
        makeSite(cwd, graph) {
          const means = serve({ program, cwd, env }, ['build', '//:tops', `--jobs=${jobs}`, ...quiet]);
          const out = join(cwd, 'bazel-bin/out');
          const outputsOf = (): ReadonlyMap<string, readonly string[]> =>
            new Map((existsSync(out) ? readdirSync(out) : []).map((name) => [name.slice(1), [join(out, name)]]));
          return makeSourceSite({ ...means, graph, files: wordFiles(graph), outputsOf });
        },
        makeCSite(cwd, project) {
          const means = serve({ program, cwd, env }, ['build', '//:tops', `--jobs=${jobs}`, ...quiet]);
          const programOf = (part: number): string => join(cwd, `bazel-bin/stage/c${part}/bin/c${part}`);
          return makeCSite({ ...means, project, files: cFiles(project), programOf });
        },
      },
    };
  },
};

interface Place {
  readonly program: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Means {
  readonly command: Command;
  readonly clean: () => void;
  readonly close: () => void;
}

/** A command that works through a server of this release alone, whose processor time and memory count. */
function serve({ program, cwd, env }: Place, words: readonly string[]): Means {
  const base = `${cwd}.bazel`;
  // A server that nobody stops ends by itself.
  const argv = [program, `--output_base=${base}`, '--max_idle_secs=900'] as const;
  const pidFile = join(base, 'server/server.pid.txt');
  const call = (...args: readonly string[]): void => {
    const [first, ...rest] = argv;
    const ended = spawnSync(first, [...rest, ...args], { cwd, env, encoding: 'utf8' });
    if (ended.status !== 0) throw new NotWorking(`bazel ${args.join(' ')}: ${ended.stderr.slice(-500)}`);
  };
  const server = (): number | undefined =>
    existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').trim()) : undefined;
  return {
    command: { argv: [...argv, ...words], cwd, env, server },
    clean() {
      call('clean');
    },
    close() {
      call('shutdown');
    },
  };
}

const WORD_RULE = `
def _impl(ctx):
    out = ctx.actions.declare_file("out/" + ctx.attr.name)
    ctx.actions.run(
        outputs = [out],
        inputs = [ctx.file.src] + [need.files.to_list()[0] for need in ctx.attr.needs],
        executable = "/bin/sh",
        arguments = ["-c", 'read x < $0; echo "$x $2" > $1', ctx.file.src.path, out.path, ctx.attr.name],
    )
    return [DefaultInfo(files = depset([out]))]

part = rule(
    implementation = _impl,
    attrs = {"src": attr.label(allow_single_file = True), "needs": attr.label_list()},
)
`;

const C_RULE = `
def _impl(ctx):
    out = ctx.actions.declare_directory("stage/" + ctx.attr.name)
    ctx.actions.run_shell(
        outputs = [out],
        inputs = depset(ctx.files.srcs, transitive = [need[DefaultInfo].files for need in ctx.attr.needs]),
        command = "R=$PWD; STAGE=$R/" + out.dirname + "; WORK=$(mktemp -d); " + ctx.attr.text + "; rm -rf $WORK",
        use_default_shell_env = True,
    )
    return [DefaultInfo(files = depset([out]))]

part = rule(
    implementation = _impl,
    attrs = {"srcs": attr.label_list(allow_files = True), "needs": attr.label_list(), "text": attr.string()},
)
`;

const LOAD = 'load(":part.bzl", "part")\n';

function group(names: readonly string[]): string {
  return `filegroup(name="tops", srcs=${labels(names)})\n`;
}

function labels(names: readonly string[]): string {
  return `[${names.map((name) => `":${name}"`).join(',')}]`;
}

function wordFiles({ needs, tops }: Graph): Readonly<Record<string, string>> {
  const name = (part: number): string => `p${part}`;
  const parts = needs.map(
    (its, part) => `part(name="${name(part)}", src="src/${part}", needs=${labels(its.map(name))})\n`,
  );
  return { WORKSPACE: '', 'part.bzl': WORD_RULE, BUILD: `${LOAD}${parts.join('')}${group(tops.map(name))}` };
}

function cFiles(project: CProject): Readonly<Record<string, string>> {
  const name = (part: number): string => `c${part}`;
  const parts = cParts(project).map((part) => {
    const text = JSON.stringify(partCommand(project, part, { work: '$WORK', prefixOf: (other) => `$STAGE/c${other}` }));
    const needs = labels(project.closure(part).map(name));
    return `part(name="${name(part)}", srcs=glob(["parts/c${part}/**"]), needs=${needs}, text=${text})\n`;
  });
  const tops = group(project.graph.tops.map(name));
  return { WORKSPACE: '', 'part.bzl': C_RULE, BUILD: `${LOAD}${parts.join('')}${tops}` };
}
