import { performance } from 'node:perf_hooks';
import { describeReason } from '../engine/plan/reasons.js';
import type { Timers } from '../reporters/live.js';
import { makePlainReporter, type PlainOptions } from '../reporters/plain.js';
import type { Reporter } from '../reporters/reporter.js';
import type { Environment } from './environment.js';
import type { Color } from './settings.js';
import type { Streams } from './streams.js';

export interface Showing {
  readonly json: boolean;
  readonly color: Color;
  readonly verbosity: number;
  /** A live view is of use: something runs for a while. */
  readonly live: boolean;
}

export interface Surroundings {
  readonly streams: Streams;
  readonly environment: Environment;
  readonly workingDirectory: string;
}

/** The reporter for what was asked and what the streams are. */
export async function openReporter(showing: Showing, { streams, ...place }: Surroundings): Promise<Reporter> {
  if (showing.json) return (await import('../reporters/json.js')).makeJsonReporter(streams);
  const options = plainOptions(showing, { streams, ...place });
  const live = showing.live && streams.outIsTerminal && !place.environment.dumbTerminal && showing.verbosity >= 0;
  if (live) return (await import('../reporters/live.js')).makeLiveReporter(streams, timers, options);
  return makePlainReporter(streams, options);
}

function plainOptions(showing: Showing, { streams, environment, workingDirectory }: Surroundings): PlainOptions {
  const { noColor, dumbTerminal } = environment;
  const wants = (isTerminal: boolean): boolean =>
    showing.color === 'auto' ? isTerminal && !noColor && !dumbTerminal : showing.color === 'always';
  return {
    verbosity: showing.verbosity,
    color: wants(streams.outIsTerminal),
    wrapAt: streams.outColumns,
    style: {
      color: wants(streams.errIsTerminal),
      directory: workingDirectory,
      columns: streams.size().columns,
      wrapAt: streams.errColumns,
    },
    describe: describeReason,
  };
}

const timers: Timers = {
  now: () => performance.now(),
  after(millis, callback) {
    const timer = setTimeout(callback, millis).unref();
    return () => clearTimeout(timer);
  },
};
