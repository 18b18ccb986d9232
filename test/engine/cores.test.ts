import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCores, type CoreLease, type Cores } from '../../src/engine/execute/cores.js';
import type { TokenPool } from '../../src/engine/execute/ports.js';

/** A pool in memory; `tokens` is what lies in it, as a program would see it. */
class Basin implements TokenPool {
  tokens = 0;
  closed = false;
  put(tokens: number): void {
    this.tokens += tokens;
  }
  take(limit: number): number {
    const taken = Math.min(limit, this.tokens);
    this.tokens -= taken;
    return taken;
  }
  empty(): void {
    this.tokens = 0;
  }
  admit(): ReturnType<TokenPool['admit']> {
    return Promise.resolve({ makeFlags: 'shared', inherited: {}, close() {} });
  }
  close(): void {
    this.closed = true;
  }
}

interface Site {
  readonly cores: Cores;
  readonly pools: Basin[];
  shared(rank?: number): Promise<CoreLease>;
  /** Asks for cores, and notes the name when it has them. */
  ask(
    name: string,
    cores: number | 'shared',
    more?: { rank?: number; signal?: AbortSignal },
  ): Promise<CoreLease | undefined>;
  readonly granted: string[];
}

function makeSite(total: number): Site {
  const pools: Basin[] = [];
  const granted: string[] = [];
  const openPool = (): Promise<TokenPool> => {
    const pool = new Basin();
    pools.push(pool);
    return Promise.resolve(pool);
  };
  const cores = makeCores({ total, openPool });
  const ask: Site['ask'] = async (name, count, { rank = 0, signal = new AbortController().signal } = {}) => {
    const lease = await cores.acquire({ rank, signal, command: { cores: count, env: {}, cwd: '/' } });
    if (!lease.ok) return undefined;
    granted.push(name);
    return lease.value;
  };
  const shared = async (rank = 0): Promise<CoreLease> => {
    const lease = await ask('shared', 'shared', { rank });
    if (lease === undefined) throw new Error('cancelled');
    return lease;
  };
  return { cores, pools, granted, ask, shared };
}

describe('cores', () => {
  test('come back from a command whose pool is broken', async () => {
    const cores = makeCores({ total: 2, openPool: () => Promise.reject(new Error('broken')) });
    const signal = new AbortController().signal;
    const ask = (count: number | 'shared'): ReturnType<Cores['acquire']> =>
      cores.acquire({ rank: 0, signal, command: { cores: count, env: {}, cwd: '/' } });
    await expect(ask('shared')).rejects.toThrow('broken');
    await expect(ask('shared')).rejects.toThrow('broken');
    const both = await Promise.all([ask(1), ask(1)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    cores.close();
  });

  test('go to the best rank first, and a wish for several is not passed', async () => {
    const { ask, granted } = makeSite(2);
    const [one, other] = [await ask('one', 1), await ask('other', 1)];
    const waiting = [ask('late', 1, { rank: 9 }), ask('both', 2, { rank: 5 }), ask('soon', 1, { rank: 1 })];
    one?.release(true);
    const soon = await waiting[2];
    other?.release(true);
    await Promise.resolve();
    expect(granted).toEqual(['one', 'other', 'soon']);
    soon?.release(true);
    const both = await waiting[1];
    expect(granted).toEqual(['one', 'other', 'soon', 'both']);
    both?.release(true);
    await waiting[0];
  });

  test('a wish for more than there are is one for all, and make is told how many', async () => {
    const { ask } = makeSite(3);
    const all = await ask('all', Infinity);
    expect(all?.makeFlags).toBe('-j3');
    all?.release(true);
    expect((await ask('one', 1))?.makeFlags).toBeUndefined();
  });

  test('a wish that is called off leaves what it waited for to the others', async () => {
    const { ask, granted } = makeSite(2);
    const one = await ask('one', 1);
    const ended = new AbortController();
    const all = ask('all', 2, { signal: ended.signal });
    const next = ask('next', 1);
    ended.abort();
    expect(await all).toBeUndefined();
    await next;
    expect(granted).toEqual(['one', 'next']);
    one?.release(true);
    expect(await ask('no more', 1, { signal: ended.signal })).toBeUndefined();
  });

  test('what nobody waits for lies in the pool, and comes back from it', async () => {
    const { ask, shared, pools } = makeSite(4);
    const make = await shared();
    expect(pools.map(({ tokens }) => tokens)).toEqual([3]);
    const two = await ask('two', 2);
    expect(pools[0]?.tokens).toBe(1);
    two?.release(true);
    make.release(true);
    expect(pools[0]?.tokens).toBe(0);
  });

  test('a flag of make that a part sets itself stands, and counts as one core', async () => {
    const { cores, pools } = makeSite(2);
    const signal = new AbortController().signal;
    const lease = await cores.acquire({
      rank: 0,
      signal,
      command: { cores: 'shared', env: { MAKEFLAGS: '' }, cwd: '/' },
    });
    expect([lease.ok && lease.value.makeFlags, pools]).toEqual([undefined, []]);
  });

  test('after a bad end the next command gets a pool of its own, and loses nothing', async () => {
    const { shared, ask, pools } = makeSite(4);
    const [bad, beside] = [await shared(), await shared()];
    const [old] = pools;
    // Two tokens vanish with the program that had them.
    expect(old?.take(2)).toBe(2);
    bad.release(false);
    const next = await shared();
    expect(pools).toHaveLength(2);
    beside.release(true);
    expect(old?.closed).toBe(true);
    const rest = await ask('rest', 3);
    expect(rest?.makeFlags).toBe('-j3');
    next.release(true);
  });

  test('a bad end of the only user needs no other pool', async () => {
    const { shared, ask, pools } = makeSite(3);
    const bad = await shared();
    pools[0]?.take(2);
    bad.release(false);
    (await ask('all', 3))?.release(true);
    (await shared()).release(true);
    expect(pools).toHaveLength(1);
  });

  test('whatever programs take, lose and add, all are there in the end and never too many are given away', async () => {
    const step = fc.record({
      kind: fc.constantFrom('shared', 'two', 'take', 'put', 'forge', 'end', 'crash'),
      at: fc.nat(9),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.array(step, { maxLength: 40 }), async (total, steps) => {
        const { cores, pools, ask } = makeSite(total);
        const leases: { lease: CoreLease; tokens: number }[] = [];
        let taken = 0;
        const signal = new AbortController();
        for (const { kind, at } of steps) {
          const pool = pools[at % Math.max(1, pools.length)];
          if (kind === 'shared' || kind === 'two') {
            const own = new AbortController();
            const asked = ask(kind, kind === 'two' ? 2 : 'shared', { rank: at, signal: own.signal });
            // What is not there now is called off: this test has no time to wait.
            for (let turn = 0; turn < 20; turn++) await Promise.resolve();
            own.abort();
            const lease = await asked;
            if (lease !== undefined) leases.push({ lease, tokens: kind === 'two' ? 2 : 1 });
          } else if (kind === 'take') taken += pool?.take(1) ?? 0;
          else if (kind === 'put' && taken > 0) {
            taken -= 1;
            pool?.put(1);
          } else if (kind === 'forge') pool?.put(3);
          else if (kind === 'end' || kind === 'crash') {
            const [ended] = leases.splice(at % Math.max(1, leases.length), 1);
            ended?.lease.release(kind === 'end');
          }
          expect(leases.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(total);
        }
        for (const { lease } of leases) lease.release(false);
        const all = await ask('all', total, { signal: signal.signal });
        expect(all).toBeDefined();
        expect((await cores.acquire({ rank: 0, signal: AbortSignal.abort() })).ok).toBe(false);
        all?.release(true);
        cores.close();
        expect(pools.every(({ closed }) => closed)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
