import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.js';
import { ask } from './c/site.js';
import { setAside } from './folders.js';
import { measure, type Subject } from './measure.js';
import type { Table } from './report.js';
import { NotWorking, type Command } from './sample.js';
import { ZC_CMMI } from './zc-recipe.js';
import { buildSubject, buildVariants, gains, REFERENCE } from './variants.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TITLE = 'memcached release, cold';

/** Programs of the release, below the directory of parts. */
const PROGRAMS = ['memcached/bin/memcached', 'logrotate/sbin/logrotate', 'hello/bin/hello'] as const;

/** The shipped release from upstream sources, and its compiled parts with the reference. */
export function* measureMemcached(bench: Bench): Generator<Table, void> {
  const sources = provideSources(bench);
  if (typeof sources === 'string') {
    yield { title: TITLE, rows: [], findings: [], notes: [`no sources: ${sources}`] };
    return;
  }
  const own = buildVariants(bench).map((variant) =>
    buildSubject(bench, variant, (command) => {
      const make = variant.innerJobs === undefined ? [] : ['[component]', `make-binary = make -j${variant.innerJobs}`];
      return openSite(command, [...ownProfile(sources), ...make]);
    }),
  );
  const reference = bench.tools.flatMap(({ name, cmmiCommand }): readonly Subject[] => {
    const command = cmmiCommand?.(join(bench.workshop.folder, `${name}-memcached`));
    return command === undefined ? [] : [referenceSubject(name, command, { sources, jobs: bench.jobs })];
  });
  const notes = reference.length > 0 ? [] : ['zc.buildout: not present, or without slapos.recipe.cmmi'];
  const rows = measure([...own, ...reference], bench.settings);
  yield { title: TITLE, rows, findings: gains(rows), reference: REFERENCE, cores: bench.jobs, notes };
}

interface Source {
  readonly section: string;
  readonly file: string;
  readonly sum: string;
}

interface Sources {
  /** Laid out as a download cache. */
  readonly folder: string;
  readonly list: readonly Source[];
}

/** The archives, or why there are none. */
function provideSources({ workshop, callerEnv }: Bench): Sources | string {
  const given = callerEnv['BENCH_DOWNLOADS'];
  const folder = given ?? join(workshop.folder, 'downloads');
  if (given === undefined) {
    const script = join(ROOT, 'test/sources/fetch-debian-sources.sh');
    const ended = spawnSync(script, [folder], { env: callerEnv, encoding: 'utf8', timeout: 300_000 });
    if (ended.status !== 0) return ended.stderr.trim().split('\n').at(-1) ?? 'they cannot be fetched';
  }
  const lines = readFileSync(join(ROOT, 'test/sources/sources.tsv'), 'utf8').split('\n');
  const list = lines.flatMap((line): readonly Source[] => {
    const [, section = '', file = '', sum = ''] = line.startsWith('#') ? [] : line.split('\t');
    return sum === '' ? [] : [{ section, file, sum }];
  });
  const missing = list.find(({ sum }) => !existsSync(join(folder, 'sha256', sum)));
  return missing === undefined ? { folder, list } : `${missing.file} is not in ${folder}`;
}

function ownProfile({ folder }: Sources): readonly string[] {
  return [
    '[buildout]',
    `extends = ${join(ROOT, 'profiles/software/memcached/software.cfg')}`,
    `download-cache = ${folder}`,
    'offline = true',
  ];
}

interface ReferenceMeans {
  readonly sources: Sources;
  readonly jobs: number;
}

/** The reference knows neither the short names of recipes nor downloads by sha256: it gets files, and no scripts. */
function referenceSubject(name: string, command: Command, { sources, jobs }: ReferenceMeans): Subject {
  const archives = join(command.cwd, 'archives');
  mkdirSync(archives, { recursive: true });
  const urls = sources.list.flatMap(({ section, file, sum }) => {
    copyFileSync(join(sources.folder, 'sha256', sum), join(archives, file));
    return [`[${section}]`, `url = ${join(archives, file)}`];
  });
  const components = ['memcached', 'logrotate', 'hello'];
  const lines = [
    '[buildout]',
    'extends =',
    ...components.map((part) => `  ${join(ROOT, 'profiles/component', part, 'buildout.cfg')}`),
    'parts =',
    ...components.map((part) => `  ${part}`),
    'offline = true',
    'newest = false',
    '[component]',
    `recipe = ${ZC_CMMI}`,
    'shared = false',
    `make-binary = make -j${jobs}`,
    ...urls,
  ];
  const { clean, check } = openSite(command, lines);
  return { name, command, before: clean, check };
}

function openSite(
  { cwd }: Command,
  profile: readonly string[],
): {
  readonly clean: () => void;
  readonly check: () => void;
} {
  writeFileSync(join(cwd, 'buildout.cfg'), `${profile.join('\n')}\n`);
  const kept = new Set(readdirSync(cwd));
  return {
    clean() {
      setAside(cwd, kept);
    },
    check() {
      for (const program of PROGRAMS) {
        const said = ask(join(cwd, 'parts', program), ['--version']);
        if (said === '') throw new NotWorking(`${program} does not say its version`);
      }
    },
  };
}
