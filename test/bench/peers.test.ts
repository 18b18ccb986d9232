import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeConfigure } from './c/configure.js';
import { cParts, makeCProject } from './c/project.js';
import { sourceMaker } from './c/sources.js';
import { makeGraph } from './graph.js';
import { make } from './peers/make.js';
import { ninja } from './peers/ninja.js';
import type { Peer } from './peers/peer.js';
import { makeSampler, type Sampler } from './sample.js';
import { makeWorkshop, type Tool, type Workshop } from './tools.js';

const PARTS = 12;
const graph = makeGraph(PARTS);

interface Place {
  readonly workshop: Workshop;
  readonly sampler: Sampler;
}

function open(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const workshop = makeWorkshop(folder, process.env);
  return { workshop, sampler: makeSampler(folder, workshop.peakMemoryModule) };
}

function toolOf(peer: Peer, { workshop }: Place): Tool | undefined {
  return peer.find({ workshop, callerEnv: process.env, jobs: 2 })?.tool;
}

describe.each([make, ninja])('$name', (peer) => {
  test('builds every part once, nothing again, and a changed leaf alone', ({ skip }) => {
    const place = open();
    const tool = toolOf(peer, place);
    if (tool === undefined) return skip('not present');
    const site = tool.makeSite(join(place.workshop.folder, 'release'), graph, 'spawn');
    site.clean();
    place.sampler.run(site.command);
    const built = site.outputs();
    expect([...built.keys()].map(Number).toSorted((left, right) => left - right)).toEqual([...graph.needs.keys()]);

    place.sampler.run(site.command);
    expect(site.outputs()).toEqual(built);

    site.changeLeaf();
    place.sampler.run(site.command);
    const written = [...site.outputs()].filter(([part, stamp]) => built.get(part) !== stamp);
    expect(written.map(([part]) => part)).toEqual([String(graph.leaf)]);
  });
});

test.for([
  { configure: 'the one of autoconf, if present', env: process.env },
  { configure: 'the miniature', env: { ...process.env, BENCH_AUTOCONF: 'none-such' } },
])('C parts are configured by $configure, compiled and linked', ({ env }, { skip }) => {
  const place = open();
  const tool = toolOf(make, place);
  if (tool?.makeCSite === undefined) return skip('not present');
  const configure = makeConfigure(place.workshop, env);
  const project = makeCProject({ parts: 2, files: 1 }, sourceMaker(configure.files));
  const site = tool.makeCSite(join(place.workshop.folder, 'release'), project);
  place.sampler.run(site.command);
  const outputs = site.programOutputs();
  expect(outputs).toHaveLength(cParts(project).length);
  for (const output of outputs) expect(output).toMatch(/^-?\d+\n$/u);
});
