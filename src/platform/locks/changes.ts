import { type FSWatcher, watch } from 'node:fs';
import { isSystemError } from '../file-failure.js';

/** Tells when a file is touched. Without inotify watches to spare it only waits. */
export class Changes {
  #watcher: FSWatcher | undefined;
  #wake: () => void = () => {};

  constructor(path: string) {
    try {
      this.#watcher = watch(path, () => this.#wake());
      this.#watcher.on('error', () => this.close());
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }

  /** Resolves with the next change, after this time, or when cancelled. */
  next(millis: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, millis);
      signal.addEventListener('abort', done);
      this.#wake = done;
      if (signal.aborted) done();
    });
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
