// npm run fuzz -- [ROUNDS] [--seed N] [--from N]: feeds mutated profiles to the parser and the resolver.
// The rounds run in a thread of their own; this one watches that none takes too long, names the input of one that
// does, and goes on behind it. FUZZ_ROUNDS and FUZZ_SEED say the same as the arguments.
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readCorpus } from './corpus.js';
import { showSet } from './profile-set.js';
import { makeSet, runRounds, slowKey, type Finding, type RoundSettings } from './rounds.js';

const SLOW = 1000;
/** A round that takes this much of the processor is taken to be without end. */
const HANGS = 20_000;
const PATIENCE = 60_000;
const LARGE_EVERY = 1000;
const WATCH_EVERY = 250;
const TELL_EVERY = 60_000;

interface Span {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly told: readonly string[];
  /** The round in hand, and 1 while it is going on. */
  readonly pulse: Float64Array;
}

function settingsOf(seed: number): RoundSettings {
  return { seed, corpus: readCorpus(), largeEvery: LARGE_EVERY };
}

function work({ seed, from, count, told, pulse }: Span): void {
  runRounds({
    ...settingsOf(seed),
    from,
    count,
    told,
    slow: SLOW,
    patience: PATIENCE,
    onRound(round, state) {
      pulse[0] = round;
      pulse[1] = Number(state === 'begins');
    },
    onFinding: (finding) => parentPort?.postMessage(finding, []),
  });
}

/** A round that the thread did not come out of, and why. */
interface Stuck {
  readonly round: number;
  readonly detail: string;
}

/** Watches one thread; nothing is stuck when it came to the end. */
function watch(span: Span, onFinding: (finding: Finding) => void): Promise<Stuck | undefined> {
  const { pulse } = span;
  return new Promise((resolve) => {
    // The program itself, which was bundled to one file.
    const worker = new Worker(process.argv[1] ?? '', { workerData: span });
    let told = Date.now();
    let watched = -1;
    let before = process.cpuUsage();
    const watching = setInterval(() => {
      const [round = 0, isOn = 0] = pulse;
      if (Date.now() - told > TELL_EVERY) {
        told = Date.now();
        console.log(`round ${round}`);
      }
      if (isOn === 0 || round !== watched) {
        watched = isOn === 0 ? -1 : round;
        before = process.cpuUsage();
        return;
      }
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 < HANGS) return;
      clearInterval(watching);
      void worker.terminate().then(() => resolve({ round, detail: `more than ${HANGS} ms` }));
    }, WATCH_EVERY);
    worker.on('message', onFinding);
    worker.on('error', (error) => {
      clearInterval(watching);
      resolve({ round: pulse[0] ?? 0, detail: error.message });
    });
    worker.on('exit', (code) => {
      if (code !== 0) return;
      clearInterval(watching);
      resolve(undefined);
    });
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, from: { type: 'string', default: '0' } },
  });
  const count = Number(positionals[0] ?? process.env['FUZZ_ROUNDS'] ?? 1_000_000);
  const seed = Number(values.seed ?? process.env['FUZZ_SEED'] ?? 1);
  const from = Number(values.from);
  if (![count, seed, from].every(Number.isSafeInteger)) throw new TypeError('rounds, seed and start are whole numbers');
  const end = from + count;
  const findings = new Map<string, Finding>();
  const tell = (finding: Finding): void => {
    if (findings.has(finding.key)) return;
    findings.set(finding.key, finding);
    console.log(
      `\nFAILED seed ${seed} round ${finding.round}: ${finding.key}\n${finding.detail}\n${showSet(finding.set)}\n`,
    );
  };
  const began = Date.now();
  for (let next: number | undefined = from; next !== undefined && next < end;) {
    const pulse = new Float64Array(new SharedArrayBuffer(16));
    const stuck = await watch({ seed, from: next, count: end - next, told: [...findings.keys()], pulse }, tell);
    if (stuck !== undefined) {
      const set = makeSet(settingsOf(seed), stuck.round);
      tell({ key: slowKey(set), set, ...stuck });
    }
    next = stuck === undefined ? undefined : stuck.round + 1;
  }
  const seconds = (Date.now() - began) / 1000;
  console.log(
    `${count} rounds from ${from}, seed ${seed}, in ${seconds.toFixed(0)} s (${Math.round(count / seconds)} a second): ${findings.size} problems`,
  );
  return findings.size === 0 ? 0 : 1;
}

// What a thread of this program is started with.
if (isMainThread) process.exitCode = await main();
else work(workerData as Span);
