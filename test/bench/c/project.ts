import { makeGraph, type Graph } from '../graph.js';

/** Parts as releases have them: sources in C with a `configure` and a `Makefile`; a part uses three others. */
export interface CProject {
  readonly graph: Graph;
  /** Sources of each part, by path. */
  readonly sources: readonly (readonly SourceFile[])[];
  needs(part: number): readonly number[];
  /** All that a part is linked with, those that need others first. */
  closure(part: number): readonly number[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
}

const SEED = 7;

export interface CProjectSize {
  readonly parts: number;
  readonly files: number;
}

export type SourceMaker = (
  part: { readonly part: number; readonly needs: readonly number[]; readonly closure: readonly number[] },
  files: number,
) => readonly SourceFile[];

export function makeCProject({ parts, files }: CProjectSize, makeSources: SourceMaker): CProject {
  const graph = makeGraph(parts, SEED);
  const needs = (part: number): readonly number[] => graph.needs[part] ?? [];
  const closures: (readonly number[])[] = [];
  for (const [part, its] of graph.needs.entries()) {
    const all = new Set(its.flatMap((need) => [need, ...(closures[need] ?? [])]));
    closures[part] = [...all].toSorted((left, right) => right - left);
  }
  const closure = (part: number): readonly number[] => closures[part] ?? [];
  const sources = closures.map((its, part) => makeSources({ part, needs: needs(part), closure: its }, files));
  return { graph, needs, closure, sources };
}

export function cParts({ graph }: CProject): readonly number[] {
  return [...graph.needs.keys()];
}

/** Where a shell command finds and puts things. */
export interface CommandPlaces {
  /** Folder of the part's sources. */
  readonly sources: string;
  readonly work: string;
  readonly prefix: string;
  readonly prefixOf: (part: number) => string;
}

/** Builds and installs one part from its unpacked sources; `make` takes its share of cores from the environment. */
export function partCommand(project: CProject, part: number, given: Partial<CommandPlaces> = {}): string {
  const { prefixOf = (other: number) => `$R/stage/c${other}` } = given;
  const { sources = `$R/parts/c${part}`, work = `$R/work/c${part}`, prefix = prefixOf(part) } = given;
  const configure = `${sources}/configure --quiet --prefix=${prefix} ${flags(project, part, prefixOf).join(' ')}`;
  return `R=$PWD && mkdir -p ${work} && cd ${work} && ${configure} && make -s install`;
}

function flags(project: CProject, part: number, prefixOf: (part: number) => string): readonly string[] {
  const headers = project.needs(part).map((need) => `-I${prefixOf(need)}/include`);
  const libraries = project.closure(part).map((need) => `-L${prefixOf(need)}/lib`);
  return [`CPPFLAGS="${headers.join(' ')}"`, `LDFLAGS="${libraries.join(' ')}"`];
}
