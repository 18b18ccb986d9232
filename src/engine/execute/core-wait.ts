import type { Result } from '../diag/index.js';
import type { Cancelled } from '../recipe/index.js';
import type { CoreLease, CoreRequest } from './cores.js';
import type { Run } from './run.js';

/** A shorter wait is nothing to tell: most are over in a moment, and there may be thousands of them. */
const TOLD_MILLIS = 300;

/** What waiting needs of a run. */
export type WaitingRun = Pick<Run, 'cores' | 'watches' | 'rankOf' | 'signal' | 'emit'> & {
  readonly ports: Pick<Run['ports'], 'clock'>;
};

/** Waits for the cores of a command of a part, or of an unpacking. A wait that lasts is told when it does, and when it is over. */
export async function waitForCores(
  run: WaitingRun,
  part: string,
  command?: CoreRequest['command'],
): Promise<Result<CoreLease, Cancelled>> {
  const wait = makeWait(run, part);
  const asked = run.cores.acquire({
    rank: run.rankOf(part),
    signal: run.signal,
    onWait: wait.begin,
    ...(command !== undefined && { command }),
  });
  try {
    return await run.watches.of(part).during(asked);
  } finally {
    wait.end();
  }
}

interface CoreWait {
  readonly begin: (cores: number) => void;
  readonly end: () => void;
}

function makeWait({ emit, ports }: WaitingRun, part: string): CoreWait {
  let timer: NodeJS.Timeout | undefined;
  let tellEnd: (() => void) | undefined;
  return {
    begin(cores) {
      const begun = ports.clock();
      const tell = (state: 'waiting' | 'waited'): void => {
        const millis = Math.round(ports.clock() - begun);
        emit({ type: 'part', state, part, for: coreWords(cores), cores, millis });
      };
      timer = setTimeout(() => {
        tell('waiting');
        tellEnd = () => tell('waited');
      }, TOLD_MILLIS);
    },
    end() {
      clearTimeout(timer);
      tellEnd?.();
    },
  };
}

function coreWords(cores: number): string {
  return cores === 1 ? 'a core' : `${String(cores)} cores`;
}
