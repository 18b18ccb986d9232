import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { measure, type Subject } from '../measure.js';
import type { Table } from '../report.js';
import { NotWorking } from '../sample.js';
import { buildSubject, buildVariants, gains, REFERENCE } from '../variants.js';
import { makeConfigure } from './configure.js';
import { makeCProfileSite } from './profile.js';
import { makeCProject, type CProject } from './project.js';
import type { CSite } from './site.js';
import { sourceMaker } from './sources.js';

const SIZE = { parts: 24, files: 20 } as const;

/** Cold builds of parts in C: several ways of slapbuild, and every peer that can say them. */
export function* measureCGraph(bench: Bench): Generator<Table, void> {
  const configure = makeConfigure(bench.workshop, bench.callerEnv);
  const project = makeCProject(SIZE, sourceMaker(configure.files));
  const outputs = new Set<string>();
  const checkOf = (site: CSite) => () => {
    outputs.add(site.programOutputs().join(''));
    if (outputs.size > 1) throw new NotWorking('its programs say something else than those of others');
  };
  const own = buildVariants(bench).map((variant) =>
    buildSubject(bench, variant, (command) => {
      const make = variant.innerJobs === undefined ? 'make' : `make -j${variant.innerJobs}`;
      const site = makeCProfileSite({ command, project, make });
      return { clean: site.clean, check: checkOf(site) };
    }),
  );
  const rows = measure([...own, ...peerSubjects(bench, project, checkOf)], bench.settings);
  const title = `C graph, ${SIZE.parts} parts of ${SIZE.files} files, cold, \`configure\` ${configure.about}`;
  yield { title, rows, findings: gains(rows), reference: REFERENCE, cores: bench.jobs };
}

function peerSubjects(bench: Bench, project: CProject, checkOf: (site: CSite) => () => void): readonly Subject[] {
  return bench.tools.flatMap((tool): readonly Subject[] => {
    const site = tool.makeCSite?.(join(bench.workshop.folder, `${tool.name}-c`), project);
    if (site === undefined) return [];
    if (site.close !== undefined) bench.closing.push(site.close);
    return [{ name: tool.name, command: site.command, before: site.clean, check: checkOf(site) }];
  });
}
