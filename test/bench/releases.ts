import { join } from 'node:path';
import type { Bench } from './bench.js';
import { makeGraph, type Graph } from './graph.js';
import type { Work } from './profile.js';
import { NotWorking } from './sample.js';
import type { Site } from './site.js';
import type { Tool } from './tools.js';

/** A size to measure, and how its parts are made. */
export interface Shape {
  readonly size: number;
  readonly work: Work;
}

/** A release of one tool on disk. */
export interface Release {
  readonly tool: Tool;
  readonly site: Site;
  readonly shape: Shape;
}

export interface Opened {
  readonly releases: readonly Release[];
  /** Who is left out, and why. */
  readonly notes: readonly string[];
}

/** A cold build that is likely to take longer is not begun. Milliseconds. */
const PATIENCE = 200_000;

/** The releases of all tools: made when they are first asked for, built once, and used by every scenario. */
export class Releases {
  readonly bench: Bench;
  readonly #graphs = new Map<number, Graph>();
  readonly #releases = new Map<string, Release>();
  readonly #built = new Set<Release>();
  /** Wall times of cold builds, by tool and work; milliseconds, ascending sizes. */
  readonly #times = new Map<string, { readonly size: number; readonly wall: number }[]>();

  constructor(bench: Bench) {
    this.bench = bench;
  }

  /** `all`: tools that always spawn are there too when parts are made in process. */
  open({ size, work }: Shape, { all }: { readonly all: boolean }): Opened {
    const tools = this.bench.tools.filter(({ worksInProcess }) => all || work === 'spawn' || worksInProcess === true);
    const notes: string[] = [];
    const releases = tools.flatMap((tool) => {
      const shape: Shape = { size, work: tool.worksInProcess === true ? work : 'spawn' };
      const expected = this.#expectedTime(tool, shape);
      if (expected <= PATIENCE) return [this.#open(tool, shape)];
      notes.push(`${tool.name}: a cold build would take about ${Math.round(expected / 1000)} s`);
      return [];
    });
    return { releases, notes };
  }

  /** As `open`, but built; what cannot be built is told and left out. */
  openBuilt(shape: Shape): Opened {
    const { releases, notes } = this.open(shape, { all: true });
    return { releases: releases.filter((release) => this.#built.has(release) || this.#build(release)), notes };
  }

  /** Throws when not every part was written. */
  checkBuilt({ site, shape: { size } }: Release): void {
    const made = site.outputs().size;
    if (made !== size) throw new NotWorking(`a cold build made ${made} of ${size} parts`);
  }

  /** Remembers that a release was built from nothing. */
  tell(release: Release, wall: number): void {
    this.#built.add(release);
    const { tool, shape } = release;
    const times = this.#times.get(keyOf(tool, shape.work)) ?? [];
    if (times.at(-1)?.size !== shape.size) times.push({ size: shape.size, wall });
    this.#times.set(keyOf(tool, shape.work), times);
  }

  #open(tool: Tool, { size, work }: Shape): Release {
    const key = `${tool.name}-${size}-${work}`;
    const known = this.#releases.get(key);
    if (known !== undefined) return known;
    const graph = this.#graphs.get(size) ?? makeGraph(size);
    this.#graphs.set(size, graph);
    const site = tool.makeSite(join(this.bench.workshop.folder, key), graph, work);
    if (site.close !== undefined) this.bench.closing.push(site.close);
    const release: Release = { tool, site, shape: { size, work } };
    this.#releases.set(key, release);
    return release;
  }

  #build(release: Release): boolean {
    const { settings } = this.bench;
    const { tool, site, shape } = release;
    try {
      site.clean();
      const { wall } = settings.sampler.run(site.command);
      this.checkBuilt(release);
      this.tell(release, wall);
      return true;
    } catch (error) {
      if (!(error instanceof NotWorking)) throw error;
      settings.onProblem(`${tool.name}, ${shape.size} parts, ${shape.work}: ${error.message}`);
      return false;
    }
  }

  /** As the two largest builds so far let expect; linear with one of them, 0 without. Milliseconds. */
  #expectedTime(tool: Tool, { size, work }: Shape): number {
    const times = this.#times.get(keyOf(tool, work)) ?? [];
    const [last, before] = times.filter((time) => time.size < size).toReversed();
    if (last === undefined) return 0;
    const growth = before === undefined ? 1 : Math.log(last.wall / before.wall) / Math.log(last.size / before.size);
    return last.wall * (size / last.size) ** Math.max(1, growth);
  }
}

function keyOf({ name }: Tool, work: Work): string {
  return `${name} ${work}`;
}
