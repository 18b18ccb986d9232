/** A wish for tokens; it is granted when all of them are there at once. */
export interface Wish {
  readonly tokens: number;
  /** Smaller comes first; of equals the one that asked first. */
  readonly rank: number;
  readonly grant: () => void;
}

/**
 * Where the tokens of a run are: each is held here, used by a command of the engine, or lent to a pool that the
 * programs inside commands take from. Their sum never changes, whatever those programs do.
 */
export class TokenLedger {
  readonly total: number;
  readonly #waiting: Wish[] = [];
  #held: number;
  #used = 0;

  constructor(total: number) {
    this.total = total;
    this.#held = total;
  }

  /**
   * Grants at once or later. Only the first in the row is ever granted, so that two wishes for many tokens never hold
   * a part each of what both need; and nobody is granted past it, so that it gets them one day. Answers whether it was
   * granted at once.
   */
  ask(wish: Wish): boolean {
    const place = this.#waiting.findIndex(({ rank }) => rank > wish.rank);
    this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, wish);
    this.#serve();
    return !this.#waiting.includes(wish);
  }

  /** Takes back a wish that was not granted yet. */
  withdraw(wish: Wish): void {
    const place = this.#waiting.indexOf(wish);
    if (place !== -1) this.#waiting.splice(place, 1);
    this.#serve();
  }

  /** Tokens that a command had. */
  giveBack(tokens: number): void {
    this.#used -= tokens;
    this.#held += tokens;
    this.#serve();
  }

  /** How many more the first in the row needs. */
  get missing(): number {
    const first = this.#waiting[0];
    return first === undefined ? 0 : first.tokens - this.#held;
  }

  /** Tokens that nobody here waits for. */
  get idle(): number {
    return this.#waiting.length === 0 ? this.#held : 0;
  }

  /** Tokens that are in pools, or with the programs that took them there. */
  get lent(): number {
    return this.total - this.#held - this.#used;
  }

  lend(tokens: number): void {
    this.#held -= tokens;
  }

  /** Tokens that came back from a pool. */
  recover(tokens: number): void {
    this.#held += tokens;
    this.#serve();
  }

  #serve(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      if (first.tokens > this.#held) return;
      this.#waiting.shift();
      this.#held -= first.tokens;
      this.#used += first.tokens;
      first.grant();
    }
  }
}
