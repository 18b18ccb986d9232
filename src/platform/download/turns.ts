import type { LimitFunction } from 'p-limit';

const AT_ONCE = 8;

/** Who may download now: one at a time for the same content, a few at a time in all. */
export class Turns {
  readonly #busy = new Map<string, Promise<void>>();
  #limit: Promise<LimitFunction> | undefined;

  /** Runs `work` when nobody else works on `key`; `undefined` when cancelled before. */
  async take<Value>(key: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value | undefined> {
    for (let other = this.#busy.get(key); other !== undefined; other = this.#busy.get(key)) {
      if (!(await settledBeforeAbort(other, signal))) return undefined;
    }
    const running = work();
    this.#busy.set(
      key,
      running.then(
        () => {},
        () => {},
      ),
    );
    try {
      return await running;
    } finally {
      this.#busy.delete(key);
    }
  }

  /** Runs `work` when few others run; `undefined` when cancelled before. */
  async limit<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value | undefined> {
    this.#limit ??= import('p-limit').then(({ default: pLimit }) => pLimit(AT_ONCE));
    const limit = await this.#limit;
    return new Promise((resolve, reject) => {
      const leave = (): void => resolve(undefined);
      signal.addEventListener('abort', leave, { once: true });
      void limit(async () => {
        signal.removeEventListener('abort', leave);
        if (signal.aborted) return leave();
        await work().then(resolve, reject);
      });
      if (signal.aborted) leave();
    });
  }
}

async function settledBeforeAbort(other: Promise<void>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const done = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { signal: done.signal });
  });
  await Promise.race([other, aborted]);
  done.abort();
  return !hasAborted(signal);
}

/** Keeps the compiler from believing that an earlier answer still holds. */
function hasAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
