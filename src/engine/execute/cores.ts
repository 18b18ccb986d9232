/** Cores lent to one command. */
export interface CoreLease {
  readonly cores: number;
  release(): void;
}

/**
 * The cores of a run. Every running part holds one; a command that can use more is lent all that are free, so that a
 * part that runs alone has the whole machine.
 */
export interface CoreBudget {
  /** Held by a part from start to end. */
  hold(): CoreLease;
  /** For the length of one command of a part that already holds a core. */
  lend(): CoreLease;
}

export function makeCoreBudget(total: number): CoreBudget {
  let free = total;
  const lease = (taken: number, cores: number): CoreLease => {
    let held = taken;
    free -= taken;
    return {
      cores,
      release() {
        free += held;
        held = 0;
      },
    };
  };
  return {
    hold: () => lease(1, 1),
    lend: () => {
      const extra = Math.max(0, free);
      return lease(extra, 1 + extra);
    },
  };
}
