import { NotWorking, type Command, type Sampler } from './sample.js';

/** One line of a table: a program in a situation. */
export interface Subject {
  readonly name: string;
  readonly command: Command;
  /** Brings about the situation before each run; without it the runs need nothing in between. */
  readonly before?: () => void;
  /** Looks at what the last run did; throws `NotWorking` when it is not what it was started for. */
  readonly check?: () => void;
}

export interface Row {
  readonly name: string;
  /** Runs whose wall time was taken. */
  readonly runs: number;
  /** Milliseconds. */
  readonly wall: Spread;
  /** Milliseconds; children count. */
  readonly cpu: Spread;
  /** MiB; not taken of what is very slow. */
  readonly peak: number | undefined;
  /** Cores that the quickest run kept busy, as processor time tells it. */
  readonly busy: number;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
}

export interface MeasureSettings {
  readonly sampler: Sampler;
  readonly runs: number;
  readonly onProblem: (problem: string) => void;
}

/**
 * Measures all subjects in turn, round after round, so that what else the machine does hits all alike. A subject that
 * does not work is told and left out.
 */
export function measure(subjects: readonly Subject[], settings: MeasureSettings): readonly Row[] {
  const series = subjects.map((subject) => new Series(subject, settings));
  for (let round = 0; round < settings.runs; round++) for (const each of series) each.sample();
  return series.flatMap((each) => each.finish() ?? []);
}

/** Once it has taken this long, a subject gets no more runs. Milliseconds. */
const PATIENCE = 20_000;
/** What takes this long is not run once more for its memory. Milliseconds. */
const SLOW = 10_000;
/** Runs that share one reading of the processor time take at least this long, as the counter is coarse. */
const BATCH_MILLIS = 500;
const LARGEST_BATCH = 10;

class Series {
  private readonly wall: number[] = [];
  private readonly cpu: number[] = [];
  private spent = 0;
  private works = true;
  private readonly subject: Subject;
  private readonly settings: MeasureSettings;

  constructor(subject: Subject, settings: MeasureSettings) {
    this.subject = subject;
    this.settings = settings;
  }

  sample(): void {
    if (!this.works || this.spent > PATIENCE) return;
    const began = performance.now();
    this.attempt(() => {
      if (this.subject.before === undefined) this.sampleRepeatable();
      else this.sampleOnce();
      this.subject.check?.();
    });
    this.spent += performance.now() - began;
  }

  finish(): Row | undefined {
    const { name, command, before } = this.subject;
    const peak = this.attempt(() => {
      if (Math.min(...this.wall) > SLOW) return undefined;
      before?.();
      return this.settings.sampler.peakOf(command);
    });
    if (!this.works) return undefined;
    const wall = spreadOf(this.wall);
    const busy = (this.cpu[this.wall.indexOf(wall.min)] ?? Number.NaN) / wall.min;
    return { name, runs: this.wall.length, wall, cpu: spreadOf(this.cpu), peak, busy };
  }

  private sampleRepeatable(): void {
    const { command } = this.subject;
    const { sampler } = this.settings;
    const wall = sampler.wallOf(command);
    this.cpu.push(sampler.cpuOf(command, Math.min(LARGEST_BATCH, Math.ceil(BATCH_MILLIS / wall))));
    this.wall.push(wall);
  }

  private sampleOnce(): void {
    this.subject.before?.();
    const { wall, cpu } = this.settings.sampler.run(this.subject.command);
    this.cpu.push(cpu);
    this.wall.push(wall);
  }

  private attempt<T>(action: () => T): T | undefined {
    if (!this.works) return undefined;
    try {
      return action();
    } catch (error) {
      if (!(error instanceof NotWorking)) throw error;
      this.works = false;
      this.settings.onProblem(`${this.subject.name}: ${error.message}`);
      return undefined;
    }
  }
}

function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { min: sorted[0] ?? Number.NaN, median };
}
