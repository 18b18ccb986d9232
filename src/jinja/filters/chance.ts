import type { Host } from '../values/host.js';

/**
 * Numbers that look random and are the same in every rendering: what a template makes must depend on nothing but what it is
 * given.
 */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to `limit`, which it does not reach. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  /** The generator "mulberry32", which is in the public domain. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** That of a rendering: what is drawn in it first is always the same. */
export function chanceOf(host: Host): Chance {
  const known = chances.get(host);
  if (known !== undefined) return known;
  const chance = new Chance(SEED);
  chances.set(host, chance);
  return chance;
}

const SEED = 3160;
const chances = new WeakMap<Host, Chance>();
