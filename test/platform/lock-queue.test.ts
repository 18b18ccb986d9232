import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLocks, type LocksOptions } from '../../src/platform/locks.js';
import { startedBy } from '../faults/processes.js';
import { bundleSource } from './support/bundle.js';
import { newFolder } from './support/folder.js';

let program: string;
beforeAll(async () => {
  // Says for whom it waits and when it has the lock, and lets go when its input ends.
  program = await bundleSource(`
    import { createLocks } from '@platform/locks.ts';
    const [name, options, lockPath] = process.argv.slice(2);
    const onWait = (holder) => console.log('waits for ' + holder.split(' ')[0]);
    const asked = { holder: name, signal: new AbortController().signal, onWait };
    const lock = await createLocks(JSON.parse(options)).acquire(lockPath, asked);
    if (!lock.ok) throw new Error(JSON.stringify(lock.failures));
    console.log('held');
    process.stdin.on('end', () => void lock.value.release()).resume();
  `);
});

interface Asker {
  readonly process: ChildProcess;
  readonly heard: () => string;
  said(text: string): Promise<void>;
  letGo(): Promise<unknown>;
}

/** A process that asks for the lock at `path`. */
function ask(
  name: string,
  path: string,
  options: LocksOptions = { mechanism: 'addon' },
  flags: readonly string[] = [],
): Asker {
  const words = [...flags, program, name, JSON.stringify(options), path];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let heard = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
  return {
    process: child,
    heard: () => heard,
    async said(text) {
      while (!heard.includes(text)) await once(child.stdout, 'data');
    },
    letGo() {
      child.stdin.end();
      return once(child, 'exit');
    },
  };
}

/** A folder of programs with nothing in it but one. */
function pathWith(name: string): string {
  const folder = newFolder();
  const found = ['/usr/bin', '/bin', '/usr/local/bin']
    .map((place) => join(place, name))
    .find((path) => existsSync(path));
  if (found !== undefined) symlinkSync(found, join(folder, name));
  return folder;
}

/** Every way to take a lock. */
function ways(): Record<'addon' | 'python3' | 'perl', LocksOptions> {
  return {
    addon: { mechanism: 'addon' },
    python3: { mechanism: 'helper', path: pathWith('python3') },
    perl: { mechanism: 'helper', path: pathWith('perl') },
  };
}

describe('who asks first gets the lock first', () => {
  test('five processes, each waiting before the next asks', async () => {
    const path = join(newFolder(), 'lock');
    const names = ['one', 'two', 'three', 'four', 'five'];
    const first = ask('zero', path);
    await first.said('held');
    const queue: Asker[] = [];
    for (const name of names) {
      const asker = ask(name, path);
      await asker.said('waits for zero');
      queue.push(asker);
    }
    const order: string[] = [];
    const all = queue.map(async (asker, index) => {
      await asker.said('held');
      order.push(names[index] ?? '');
      await asker.letGo();
    });
    await first.letGo();
    await Promise.all(all);
    expect(order).toEqual(names);
  });

  test('also when the first of the queue, and one in its middle, are killed', async () => {
    const path = join(newFolder(), 'lock');
    const holder = ask('holder', path);
    await holder.said('held');
    const queue: Asker[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const asker = ask(name, path);
      await asker.said('waits for holder');
      queue.push(asker);
    }
    for (const dead of [queue[0], queue[2]]) {
      dead?.process.kill('SIGKILL');
      if (dead !== undefined) await once(dead.process, 'exit');
    }
    const order: string[] = [];
    const rest = [1, 3, 4].map(async (index) => {
      const asker = queue[index];
      await asker?.said('held');
      order.push('abcde'.charAt(index));
      await asker?.letGo();
    });
    await holder.letGo();
    await Promise.all(rest);
    expect(order).toEqual(['b', 'd', 'e']);
  });

  test('a newcomer does not overtake those who wait while nobody holds the lock', async () => {
    const path = join(newFolder(), 'lock');
    const holder = ask('holder', path);
    await holder.said('held');
    const waiting = ask('waiting', path);
    await waiting.said('waits for holder');
    waiting.process.kill('SIGSTOP');
    await holder.letGo();
    // The lock is free now, and the one whose turn it is cannot take it.
    const newcomer = ask('newcomer', path);
    await newcomer.said('waits for another');
    expect(newcomer.heard()).not.toContain('held');
    waiting.process.kill('SIGCONT');
    await waiting.said('held');
    await newcomer.said('waits for waiting');
    await waiting.letGo();
    await newcomer.said('held');
    expect(await newcomer.letGo()).toEqual([0, null]);
  });

  test('the wait is told again when somebody else holds the lock', async () => {
    const path = join(newFolder(), 'lock');
    const one = ask('one', path);
    await one.said('held');
    const two = ask('two', path);
    await two.said('waits for one');
    const three = ask('three', path);
    await three.said('waits for one');
    await one.letGo();
    await three.said('waits for two');
    await two.letGo();
    await three.said('held');
    expect(three.heard()).toBe('waits for one\nwaits for two\nheld\n');
    await three.letGo();
  });
});

describe('every way to take a lock excludes every other', () => {
  const names = ['addon', 'python3', 'perl'] as const;
  const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));

  test.each(pairs)('%s holds, %s waits', async (first, second) => {
    const path = join(newFolder(), 'lock');
    const way = ways();
    const holder = ask('holder', path, way[first]);
    await holder.said('held');
    const waiting = ask('waiting', path, way[second]);
    await waiting.said('waits for holder');
    await holder.letGo();
    await waiting.said('held');
    expect(await waiting.letGo()).toEqual([0, null]);
  });

  test('one queue for all of them', async () => {
    const path = join(newFolder(), 'lock');
    const way = ways();
    const holder = ask('holder', path, way.perl);
    await holder.said('held');
    const order: string[] = [];
    const all: Promise<unknown>[] = [];
    for (const [index, name] of [...names, ...names].entries()) {
      const asker = ask(`${name}-${String(index)}`, path, way[name]);
      await asker.said('waits for holder');
      all.push(
        asker.said('held').then(() => {
          order.push(name);
          return asker.letGo();
        }),
      );
    }
    await holder.letGo();
    await Promise.all(all);
    expect(order).toEqual([...names, ...names]);
  });

  test.each(['python3', 'perl'] as const)('%s: the lock is free when its owner is killed', async (name) => {
    const path = join(newFolder(), 'lock');
    const owner = ask('owner', path, ways()[name]);
    await owner.said('held');
    const waiting = ask('waiting', path);
    await waiting.said('waits for owner');
    owner.process.kill('SIGKILL');
    await waiting.said('held');
    expect(await waiting.letGo()).toEqual([0, null]);
  });

  test('a helper is taken where addons do not load', async () => {
    const path = join(newFolder(), 'lock');
    const holder = ask('holder', path, {}, ['--no-addons']);
    await holder.said('held');
    expect(startedBy(holder.process.pid ?? 0)).toHaveLength(1);
    const other = ask('other', path, {});
    await other.said('waits for holder');
    expect(startedBy(other.process.pid ?? 0)).toHaveLength(0);
    await holder.letGo();
    await other.said('held');
    await other.letGo();
  });

  test('many processes, in every way, count without losing one', async () => {
    const folder = newFolder();
    const way = ways();
    const counting = await bundleSource(`
      import { readFileSync, writeFileSync } from 'node:fs';
      import { createLocks } from '@platform/locks.ts';
      const [options, lockPath, counter] = process.argv.slice(2);
      const locks = createLocks(JSON.parse(options));
      for (let round = 0; round < 20; round++) {
        const signal = new AbortController().signal;
        const lock = await locks.acquire(lockPath, { holder: 'me', signal, onWait: () => {} });
        const count = Number(readFileSync(counter, 'utf8'));
        await new Promise((resolve) => setImmediate(resolve));
        writeFileSync(counter, String(count + 1));
        await lock.value.release();
      }
    `);
    const counter = join(folder, 'counter');
    writeFileSync(counter, '0');
    const runs = [...names, ...names].map((name) => {
      const child = spawn(process.execPath, [counting, JSON.stringify(way[name]), join(folder, 'lock'), counter], {
        stdio: 'inherit',
      });
      return once(child, 'exit');
    });
    expect(await Promise.all(runs)).toEqual(runs.map(() => [0, null]));
    expect(readFileSync(counter, 'utf8')).toBe('120');
  });
});

test('a lock that another program has taken is waited for', async () => {
  const path = join(newFolder(), 'lock');
  const fifo = join(newFolder(), 'fifo');
  execFileSync('mkfifo', [fifo]);
  const script = `import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()`;
  const other = spawn('python3', ['-c', script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  let waits: (holder: string) => void = () => {};
  const told = new Promise<string>((resolve) => (waits = resolve));
  const asked = createLocks().acquire(path, {
    holder: 'me',
    signal: new AbortController().signal,
    onWait: (holder) => waits(holder),
  });
  expect(await told).toBe('another run');
  other.stdin.end();
  const lock = await asked;
  expect(lock.ok).toBe(true);
  if (lock.ok) await lock.value.release();
});
