import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Lock, LockOptions } from '../../src/engine/execute/ports.js';
import { createLocks } from '../../src/platform/locks.js';
import { bundleSource } from './support/bundle.js';
import { newFolder } from './support/folder.js';

let program: string;
beforeAll(async () => {
  // Says `held` when it has the lock, and lets go when its input ends.
  program = await bundleSource(`
    import { createLocks } from '@platform/locks.ts';
    const [mechanism, path] = process.argv.slice(2);
    const options = { holder: 'another', signal: new AbortController().signal };
    const onWait = (holder) => console.log('waits for ' + holder);
    const lock = await createLocks({ mechanism }).acquire(path, { ...options, onWait });
    console.log('held');
    process.stdin.on('end', () => void lock.value.release()).resume();
  `);
});

interface Other {
  readonly process: ChildProcess;
  readonly pid: number;
  said(text: string): Promise<void>;
  letGo(): Promise<unknown>;
}

function otherProcess(mechanism: string, path: string): Other {
  const child = spawn(process.execPath, [program, mechanism, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  let heard = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
  return {
    process: child,
    pid: child.pid ?? 0,
    async said(text) {
      while (!heard.includes(text)) await once(child.stdout, 'data');
    },
    letGo() {
      child.stdin.end();
      return once(child, 'exit');
    },
  };
}

function lockOptions(given: Partial<LockOptions> = {}): LockOptions {
  return { holder: 'this test', signal: new AbortController().signal, onWait: () => {}, ...given };
}

/** What the lock file says of a holder in this process. */
function named(holder: string): string {
  return `${holder} (process ${process.pid})`;
}

function valueOf(result: Awaited<ReturnType<ReturnType<typeof createLocks>['acquire']>>): Lock {
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.value;
}

describe.each(['addon', 'helper'] as const)('by %s', (mechanism) => {
  const locks = createLocks({ mechanism });

  test('two in one process wait for each other, and are told for whom', async () => {
    const path = join(newFolder(), 'made/below/lock');
    const first = valueOf(await locks.acquire(path, lockOptions({ holder: 'the first' })));
    let order = '';
    const told: string[] = [];
    let release = (): void => {};
    const mayRelease = new Promise<void>((resolve) => (release = resolve));
    const onWait = (holder: string): void => {
      told.push(holder);
      release();
    };
    const second = createLocks({ mechanism }).acquire(path, lockOptions({ onWait }));
    await mayRelease;
    order += 'released ';
    await first.release();
    const lock = valueOf(await second);
    order += 'taken';
    await lock.release();
    expect([order, told]).toEqual(['released taken', [named('the first')]]);
  });

  test('never two at once', async () => {
    const path = join(newFolder(), 'lock');
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const lock = valueOf(await locks.acquire(path, lockOptions()));
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        inside -= 1;
        await lock.release();
      }),
    );
    expect([inside, most]).toEqual([0, 1]);
  });

  test('held by another process: waited for until it lets go', async () => {
    const path = join(newFolder(), 'lock');
    const other = otherProcess(mechanism, path);
    await other.said('held');
    let told = '';
    const onWait = (holder: string): void => {
      told = holder;
      void other.letGo();
    };
    await valueOf(await locks.acquire(path, lockOptions({ onWait }))).release();
    expect(told).toBe(`another (process ${other.pid})`);
  });

  test('held by another process: free when that is killed', async () => {
    const path = join(newFolder(), 'lock');
    const other = otherProcess(mechanism, path);
    await other.said('held');
    const onWait = (): void => void other.process.kill('SIGKILL');
    await valueOf(await locks.acquire(path, lockOptions({ onWait }))).release();
    expect(other.process.killed).toBe(true);
  });

  test('another process waits for this one', async () => {
    const path = join(newFolder(), 'lock');
    const lock = valueOf(await locks.acquire(path, lockOptions()));
    const other = otherProcess(mechanism, path);
    await other.said('waits for this test');
    await lock.release();
    await other.said('held');
    expect(await other.letGo()).toEqual([0, null]);
  });

  test('the wait can be cancelled, and takes nothing', async () => {
    const path = join(newFolder(), 'lock');
    const lock = valueOf(await locks.acquire(path, lockOptions()));
    const controller = new AbortController();
    const onWait = (): void => controller.abort();
    const cancelled = { ok: false, failures: [{ kind: 'cancelled' }] };
    expect(await locks.acquire(path, lockOptions({ signal: controller.signal, onWait }))).toEqual(cancelled);
    expect(await locks.acquire(path, lockOptions({ signal: AbortSignal.abort() }))).toEqual(cancelled);
    await lock.release();
    await valueOf(await locks.acquire(path, lockOptions())).release();
  });

  test('the file stays, says who holds it, and is no secret', async () => {
    const path = join(newFolder(), 'lock');
    writeFileSync(path, 'a much longer text of somebody who was killed, long ago');
    const lock = valueOf(await locks.acquire(path, lockOptions({ holder: 'me' })));
    expect(readFileSync(path, 'utf8')).toBe(`${named('me')}\n`);
    await lock.release();
    expect(readFileSync(path, 'utf8')).toBe('');
    const made = `${path}-2`;
    await valueOf(await locks.acquire(made, lockOptions())).release();
    expect(statSync(made).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('a place where no file can be', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await locks.acquire(join(folder, 'file/lock'), lockOptions())).toMatchObject({
      ok: false,
      failures: [{ kind: 'file-failed', path: join(folder, 'file') }],
    });
    mkdirSync(join(folder, 'lock'));
    expect(await locks.acquire(join(folder, 'lock'), lockOptions())).toEqual({
      ok: false,
      failures: [{ kind: 'file-failed', operation: 'lock', path: join(folder, 'lock'), code: 'EISDIR' }],
    });
  });
});

test('a file that was replaced while it was waited for is not mistaken for the new one', async () => {
  const locks = createLocks({ mechanism: 'addon' });
  const path = join(newFolder(), 'lock');
  const first = valueOf(await locks.acquire(path, lockOptions({ holder: 'the first' })));
  let told: LockOptions['onWait'] = () => {};
  const waits = new Promise<string>((resolve) => (told = resolve));
  let taken = false;
  const second = locks.acquire(path, lockOptions({ onWait: told })).then((result) => {
    taken = true;
    return valueOf(result);
  });
  expect(await waits).toBe(named('the first'));
  rmSync(path);
  const third = valueOf(await locks.acquire(path, lockOptions({ holder: 'the third' })));
  // From now on the second can lock the file that it opened, which is no longer the one at the path.
  let toldAgain: LockOptions['onWait'] = () => {};
  const fourth = new Promise<string>((resolve) => (toldAgain = resolve));
  await first.release();
  const controller = new AbortController();
  const last = locks.acquire(path, lockOptions({ onWait: toldAgain, signal: controller.signal }));
  expect([await fourth, taken]).toEqual([named('the third'), false]);
  controller.abort();
  expect(await last).toMatchObject({ ok: false });
  await third.release();
  await (await second).release();
  expect(taken).toBe(true);
});

test('without the addon and without programs that can do it, the failure says so', async () => {
  const folder = newFolder();
  const locks = createLocks({ mechanism: 'helper', path: folder });
  expect(await locks.acquire(join(folder, 'lock'), lockOptions())).toEqual({
    ok: false,
    failures: [{ kind: 'file-failed', operation: 'lock', path: join(folder, 'lock'), code: 'ENOLCK' }],
  });
});
