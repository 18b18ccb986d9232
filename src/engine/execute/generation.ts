import type { Admission, TokenPool, TokenUser } from './ports.js';

/**
 * A pool, and how many tokens went into it. A program that is killed takes its tokens along, and nobody can tell how
 * many while others use the same pool: so everything lent counts as returned when the last user has left.
 */
export class Generation {
  readonly #pool: TokenPool;
  #lent = 0;
  #users = 0;

  constructor(pool: TokenPool) {
    this.#pool = pool;
  }

  get users(): number {
    return this.#users;
  }

  /** Counts a user, who has to `leave`. */
  enter(): void {
    this.#users += 1;
  }

  admit(user: TokenUser): Promise<Admission | undefined> {
    return this.#pool.admit(user);
  }

  put(tokens: number): void {
    this.#lent += tokens;
    this.#pool.put(tokens);
  }

  /** Takes tokens that lie in the pool. Never more than were put there: a program may write what it likes. */
  take(limit: number): number {
    const tokens = this.#pool.take(Math.min(limit, this.#lent));
    this.#lent -= tokens;
    return tokens;
  }

  /** Answers the tokens that are back: with the last user all that were lent, whoever lost or added some. */
  leave(): number {
    this.#users -= 1;
    if (this.#users > 0) return 0;
    const tokens = this.#lent;
    this.#lent = 0;
    this.#pool.empty();
    return tokens;
  }

  close(): void {
    this.#pool.close();
  }
}
