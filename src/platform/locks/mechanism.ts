/** One way to hold a kernel lock on a file. Every way excludes two holders in one process too. */
export interface LockMechanism {
  /** Waits for the lock. `onBusy` is called once, when somebody else holds it. */
  hold(path: string, options: HoldOptions): Promise<HeldLock | 'cancelled'>;
}

export interface HoldOptions {
  readonly signal: AbortSignal;
  readonly onBusy: () => void;
}

export interface HeldLock {
  release(): Promise<void>;
}
