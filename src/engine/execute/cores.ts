import { fail, type Result, succeed } from '../diag/index.js';
import type { Cancelled, Command } from '../recipe/index.js';
import { Generation } from './generation.js';
import type { Admission, TokenPool } from './ports.js';
import { TokenLedger } from './tokens.js';

/** What a command asks for before it starts; an unpacking has no words and takes one core. */
export interface CoreRequest {
  /** Smaller comes first. */
  readonly rank: number;
  readonly command?: Pick<Command, 'cores' | 'env' | 'cwd'>;
  readonly signal: AbortSignal;
  /** Called once when it has to wait, with the number of cores that it is to have. */
  readonly onWait?: (cores: number) => void;
}

/** Cores of one command, from before its start until nothing of it runs. */
export interface CoreLease {
  /** What its `make` is told; nothing for one core. */
  readonly makeFlags: string | undefined;
  /** Descriptors that it inherits, by its own numbers. */
  readonly inherited: Readonly<Record<number, number>> | undefined;
  /** `clean`: it ended by itself and well, so what it took from the pool is back there. */
  release(clean: boolean): void;
}

/** The cores of a run: one token for each, of which whatever runs has one. */
export interface Cores {
  acquire(request: CoreRequest): Promise<Result<CoreLease, Cancelled>>;
  /** No command runs any more. */
  close(): void;
}

export interface CoreSettings {
  readonly total: number;
  /** Makes a pool; `undefined` where there can be none. Without it no cores are shared. */
  readonly openPool?: () => Promise<TokenPool | undefined>;
}

export function makeCores(settings: CoreSettings): Cores {
  return new Jobserver(settings);
}

/** How often pools are looked into while somebody waits. A blocking read could not be called off. */
const LOOK_MILLIS = 10;

/**
 * How long a token that a command gave back stays here. The next command of the same part, or the next part, asks for
 * it within this time; in the pool a hungry `make` of some other part would have it at once, and keep it to its end.
 */
const LINGER_MILLIS = 50;

class Jobserver implements Cores {
  readonly #ledger: TokenLedger;
  readonly #openPool: CoreSettings['openPool'];
  /** Pools that are open: the current one, and those before it that still have users. */
  readonly #generations = new Set<Generation>();
  #current: Generation | undefined;
  /** Stays when there can be no pool. */
  #opening: Promise<boolean> | undefined;
  #looking: NodeJS.Timeout | undefined;
  #lingering: NodeJS.Timeout | undefined;
  /** The pool that gets the next odd token. */
  #turn = 0;

  constructor({ total, openPool }: CoreSettings) {
    this.#ledger = new TokenLedger(total);
    this.#openPool = total > 1 ? openPool : undefined;
  }

  async acquire(request: CoreRequest): Promise<Result<CoreLease, Cancelled>> {
    const { cores = 1, env = {} } = request.command ?? {};
    const tokens = cores === 'shared' || this.#openPool === undefined ? 1 : Math.min(cores, this.#ledger.total);
    if (!(await this.#wait(tokens, request))) return fail({ kind: 'cancelled' });
    const told = 'MAKEFLAGS' in env;
    const shared = cores === 'shared' && !told ? await this.#shareOr(() => this.#giveBack(tokens), request) : undefined;
    const { makeFlags, inherited } = shared?.admission ?? {};
    const alone = tokens > 1 && !told ? `-j${String(tokens)}` : undefined;
    return succeed({
      makeFlags: makeFlags ?? alone,
      inherited,
      release: once((clean) => {
        shared?.admission.close();
        if (shared !== undefined) this.#leave(shared.generation, clean);
        this.#giveBack(tokens);
      }),
    });
  }

  close(): void {
    clearTimeout(this.#looking);
    clearTimeout(this.#lingering);
    for (const generation of this.#generations) generation.close();
    this.#generations.clear();
    this.#current = undefined;
  }

  /** Whether the tokens were granted before it was called off. */
  #wait(tokens: number, { rank, signal, onWait }: CoreRequest): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const cancel = (): void => {
        this.#ledger.withdraw(wish);
        resolve(false);
      };
      const grant = (): void => {
        signal.removeEventListener('abort', cancel);
        resolve(true);
      };
      const wish = { tokens, rank, grant };
      signal.addEventListener('abort', cancel, { once: true });
      if (!this.#ledger.ask(wish)) onWait?.(tokens);
      if (this.#ledger.missing > 0) this.#look();
    });
  }

  /** A pool that fails by a bug must not take the tokens of the command with it. */
  async #shareOr(undo: () => void, request: CoreRequest): Promise<Shared | undefined> {
    try {
      return await this.#share(request);
    } catch (error) {
      undo();
      throw error;
    }
  }

  /** Opens the current pool for a command, if there is one and its programs understand it. */
  async #share({ command }: CoreRequest): Promise<Shared | undefined> {
    const generation = await this.#enter();
    if (generation === undefined || command === undefined) return undefined;
    const { env, cwd } = command;
    let admission: Admission | undefined;
    try {
      admission = await generation.admit({ env, cwd, jobs: this.#ledger.total });
    } finally {
      if (admission === undefined) this.#leave(generation, true);
    }
    if (admission !== undefined) this.#lendIdle();
    return admission && { generation, admission };
  }

  async #enter(): Promise<Generation | undefined> {
    while (this.#current === undefined) if (!(await (this.#opening ??= this.#open()))) return undefined;
    this.#current.enter();
    return this.#current;
  }

  async #open(): Promise<boolean> {
    const pool = await this.#openPool?.();
    if (pool === undefined) return false;
    this.#current = new Generation(pool);
    this.#generations.add(this.#current);
    this.#opening = undefined;
    return true;
  }

  /** After a command that ended badly, the next ones get a pool of their own if others still use this one. */
  #leave(generation: Generation, clean: boolean): void {
    if (!clean && generation.users > 1 && generation === this.#current) this.#current = undefined;
    this.#ledger.recover(generation.leave());
    if (generation.users > 0 || generation === this.#current) return;
    this.#generations.delete(generation);
    generation.close();
  }

  #giveBack(tokens: number): void {
    this.#ledger.giveBack(tokens);
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => {
      this.#lingering = undefined;
      this.#lendIdle();
    }, LINGER_MILLIS);
  }

  /** Puts tokens that nobody here wants where programs find them. */
  #lendIdle(): void {
    const used = this.#used();
    const users = used.reduce((sum, generation) => sum + generation.users, 0);
    if (users > 1 && this.#lingering !== undefined) return;
    this.#deal(used, this.#ledger.idle);
    if (used.length > 1) this.#look();
  }

  #used(): readonly Generation[] {
    return [...this.#generations].filter(({ users }) => users > 0);
  }

  #deal(pools: readonly Generation[], tokens: number): void {
    if (pools.length === 0) return;
    this.#ledger.lend(tokens);
    for (let index = 0; index < tokens; index++) pools[this.#turn++ % pools.length]?.put(1);
  }

  #look(): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#collect();
    }, LOOK_MILLIS);
  }

  /**
   * Takes what waiting commands need. While there are several pools, their tokens go round: programs see only one of
   * them, and those of an old pool are to have their share of the cores too.
   */
  #collect(): void {
    const used = this.#used();
    const several = used.length > 1;
    for (const generation of used) {
      const tokens = generation.take(several ? this.#ledger.lent : this.#ledger.missing);
      this.#ledger.recover(tokens);
    }
    if (several) this.#deal(used, this.#ledger.idle);
    if (several || this.#ledger.missing > 0) this.#look();
  }
}

interface Shared {
  readonly generation: Generation;
  readonly admission: Admission;
}

/** A lease is given back once, however its command ends. */
function once(release: (clean: boolean) => void): (clean: boolean) => void {
  let done = false;
  return (clean) => {
    if (!done) release(clean);
    done = true;
  };
}
