import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { setAside } from './folders.js';
import type { Row, Subject } from './measure.js';
import type { Finding } from './report.js';
import type { Command } from './sample.js';
import { OWN, PROGRAM } from './tools.js';

/** A way in which slapbuild builds a release. */
export interface Variant {
  readonly name: string;
  readonly options: readonly string[];
  /** `-j` of the `make` inside each part, when the profile itself says one. */
  readonly innerJobs?: number;
  /** What earlier builds learned about the system stays between the rounds. */
  readonly knows?: true;
}

const WAYS = ['jobserver', 'no jobserver', 'as today'] as const;

/** The row that others are divided by. */
export const REFERENCE = `${OWN}, jobserver`;

/**
 * With jobserver, without, and one part after the other with `make -jN` inside; each with and without probe cache: that
 * is empty at first, unless earlier builds filled it.
 */
export function buildVariants({ jobs }: Bench): readonly Variant[] {
  const options = { jobserver: [], 'no jobserver': ['--no-jobserver'], 'as today': ['--jobs', '1', '--no-jobserver'] };
  const ways = WAYS.flatMap((way): readonly Variant[] => {
    const name = `${OWN}, ${way}`;
    const inner = way === 'as today' && { innerJobs: jobs };
    return [
      { name, options: options[way], ...inner },
      { name: `${name}, no probe cache`, options: [...options[way], '--no-probe-cache'], ...inner },
    ];
  });
  return [...ways, { name: `${OWN}, jobserver, probe cache filled`, options: [], knows: true }];
}

interface Prepared {
  readonly clean: () => void;
  readonly check: () => void;
}

/** A cold build in one of those ways; `prepare` makes the release in the folder of the command. */
export function buildSubject(
  { workshop: { folder, env }, settings }: Bench,
  { name, options, knows }: Variant,
  prepare: (command: Command) => Prepared,
): Subject {
  const cwd = join(folder, name.replaceAll(/[^a-z\d]+/gu, '-'));
  const cache = `${cwd}.cache`;
  mkdirSync(cache, { recursive: true });
  mkdirSync(cwd, { recursive: true });
  const argv = [process.execPath, PROGRAM, '-c', 'buildout.cfg', '--store', 'none', ...options] as const;
  const command: Command = { argv: [...argv], cwd, env: { ...env, XDG_CACHE_HOME: cache } };
  const { clean, check } = prepare(command);
  let isFilled = false;
  const before = (): void => {
    clean();
    if (knows !== true) setAside(cache, new Set());
    if (knows !== true || isFilled) return;
    settings.sampler.run(command);
    isFilled = true;
    clean();
  };
  return { name, command, before, check };
}

/** What the jobserver, and what the probe cache, make of the wall time. */
export function gains(rows: readonly Row[]): readonly Finding[] {
  const wallOf = (name: string): number => rows.find((row) => row.name === `${OWN}, ${name}`)?.wall.min ?? Number.NaN;
  const findings: readonly Finding[] = [
    ...WAYS.map((way): Finding => {
      const value = wallOf(`${way}, no probe cache`) / wallOf(way);
      return { what: `gain of the probe cache within one build, ${way}`, value, unit: 'times' };
    }),
    {
      what: 'gain of a probe cache that earlier builds filled, jobserver',
      value: wallOf('jobserver, no probe cache') / wallOf('jobserver, probe cache filled'),
      unit: 'times',
    },
    {
      what: 'jobserver against none, no probe cache',
      value: wallOf('no jobserver, no probe cache') / wallOf('jobserver, no probe cache'),
      unit: 'times',
    },
    {
      what: 'slapbuild against as today, no probe cache',
      value: wallOf('as today, no probe cache') / wallOf('jobserver, no probe cache'),
      unit: 'times',
      least: SERIAL_GAIN,
    },
  ];
  return findings.filter(({ value }) => !Number.isNaN(value));
}

/** What a parallel build must gain over the serial one on two cores with the same `make`. */
const SERIAL_GAIN = 1.2;
