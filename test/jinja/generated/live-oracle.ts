import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Outcome, RenderedCase } from '../rendered-case.js';

/** A Python that stays, and renders one case after the other. */
export interface LiveOracle {
  /** `undefined` for what takes too long or too much, in time or in memory. */
  ask(one: RenderedCase): Promise<Outcome | undefined>;
  close(): Promise<void>;
}

/** `hashSeed` is Python's own: what depends on it, as the order of sets does, is no case. */
export function startOracle(python: string, hashSeed: number): LiveOracle {
  const program = fileURLToPath(new URL('../oracle/render.py', import.meta.url));
  const environment = { ...process.env, PYTHONHASHSEED: String(hashSeed) };
  const child = spawn(python, [program, '--serve'], { stdio: ['pipe', 'pipe', 'inherit'], env: environment });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(one) {
      child.stdin.write(`${JSON.stringify(one)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error(`the oracle ended at ${JSON.stringify(one)}`);
      // The answer of our own program.
      return (JSON.parse(answer.value) as Outcome | null) ?? undefined;
    },
    close: () => closeOf(child),
  };
}

function closeOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}
