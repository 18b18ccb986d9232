import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunOptions } from '../../src/engine/execute/ports.js';
import { createCommandRunner } from '../../src/platform/commands.js';
import { startedBy } from '../faults/processes.js';
import { bundleSource } from './support/bundle.js';
import { newFolder } from './support/folder.js';
import { newHolders, type Holders } from './support/holders.js';

const PATH = '/usr/local/bin:/usr/bin:/bin';

/** Programs that are hard to end. Each says `ready` to the holders when it is as hard as it gets. */
const STUBBORN: Readonly<Record<string, string>> = {
  'a child that ignores SIGTERM': `trap '' TERM HUP INT; (trap '' TERM; sleep 1000; sleep 1000) & echo ready >&9; wait; wait`,
  'a child in a process group of its own': `timeout 1000 sh -c "trap '' TERM; echo ready >&9; while :; do sleep 1000; done" & wait`,
  'a grandchild in a session of its own': `setsid sh -c "trap '' TERM; setsid sh -c \\"trap '' TERM; echo ready >&9; while :; do sleep 1000; done\\" & wait; wait" & wait`,
  'a child that is stopped': `trap '' TERM; sh -c 'echo ready >&9; kill -STOP $$; sleep 1000' & wait; sleep 1000`,
  'a command that stops itself': `echo ready >&9; kill -STOP 0; sleep 1000`,
  'processes that start others': `bomb() { [ $1 -eq 0 ] || { (bomb $(($1 - 1))) & (bomb $(($1 - 1))) & }; while :; do sleep 0.01; done; }
    trap '' TERM; (bomb 6) & echo ready >&9; wait; sleep 1000`,
  'a chain of processes, each started by one that ends': `trap '' TERM; hop() { (sleep 0.01; hop) & }; hop; echo ready >&9; while :; do sleep 1000; done`,
};

async function readyIn(holders: Holders): Promise<void> {
  await holders.said('ready');
}

describe.each(Object.entries(STUBBORN))('%s', (_, script) => {
  test('ends when its command is cancelled', async () => {
    const holders = newHolders();
    const controller = new AbortController();
    const options: RunOptions = { signal: controller.signal, graceMillis: 50, onOutput: () => {} };
    const words = ['/bin/sh', '-c', `${holders.hold}; ${script}`] as const;
    const running = createCommandRunner().run({ argv: words, cwd: '/', env: { PATH } }, options);
    await readyIn(holders);
    controller.abort();
    expect(await running).toEqual({ ok: false, failures: [{ kind: 'cancelled' }] });
    await holders.gone;
  });

  test('ends when the command is silent for too long', async () => {
    const holders = newHolders();
    const signal = new AbortController().signal;
    const options: RunOptions = { signal, graceMillis: 50, onOutput: () => {}, silenceSeconds: 0.3 };
    const words = ['/bin/sh', '-c', `${holders.hold}; ${script}`] as const;
    expect(await createCommandRunner().run({ argv: words, cwd: '/', env: { PATH } }, options)).toMatchObject({
      failures: [{ kind: 'command-failed', outcome: { kind: 'timeout', limit: 'silence', seconds: 0.3 } }],
    });
    await holders.gone;
  });

  test('ends when the engine is killed', async () => {
    const holders = newHolders();
    const engine = await bundleSource(`
      import { createCommandRunner } from '@platform/commands.ts';
      const options = { signal: new AbortController().signal, graceMillis: 0, onOutput: () => {} };
      await createCommandRunner().run({ argv: ['/bin/sh', '-c', process.argv[2]], cwd: '/', env: { PATH: '${PATH}' } }, options);
    `);
    const running = spawn(process.execPath, [engine, `${holders.hold}; ${script}`], { stdio: 'inherit' });
    await readyIn(holders);
    running.kill('SIGKILL');
    expect(await holders.gone).toEqual([0, null]);
  });
});

test('a watchdog that is killed is replaced while the command runs', async () => {
  const holders = newHolders();
  const go = join(newFolder(), 'go');
  const engine = await bundleSource(`
    import { createCommandRunner } from '@platform/commands.ts';
    const onOutput = (_, chunk) => process.stdout.write(chunk);
    const options = { signal: new AbortController().signal, graceMillis: 0, onOutput };
    await createCommandRunner().run({ argv: ['/bin/sh', '-c', process.argv[2]], cwd: '/', env: { PATH: '${PATH}' } }, options);
  `);
  const script = `mkfifo ${go}; ${holders.hold}; echo ready >&9; read line <${go}; echo on; sleep 1000; sleep 1000`;
  const running = spawn(process.execPath, [engine, script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await readyIn(holders);
  const first = watchdogOf(running.pid);
  if (first !== undefined) process.kill(first, 'SIGKILL');
  await expect.poll(() => watchdogOf(running.pid), { timeout: 20_000 }).not.toBeOneOf([first, undefined]);
  // What the engine passes on now comes after all that it did to replace the watchdog.
  writeFileSync(go, 'go\n');
  await once(running.stdout, 'data');
  running.kill('SIGKILL');
  expect(await holders.gone).toEqual([0, null]);
});

/** The shell that has the watchdog's program. */
function watchdogOf(engine = 0): number | undefined {
  return startedBy(engine).find(({ pid }) => commandOf(pid).includes("trap '' HUP INT QUIT"))?.pid;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

test('a daemon, whose parent has ended, is left alone', async () => {
  const holders = newHolders();
  const folder = newFolder();
  const controller = new AbortController();
  const daemon = `(setsid sh -c 'echo up >&9; read go <go' &)`;
  const script = `${holders.hold}; mkfifo go; ${daemon}; echo alone >&9; exec 9>&-; while :; do sleep 1000; done`;
  const running = createCommandRunner().run(
    { argv: ['/bin/sh', '-c', script], cwd: folder, env: { PATH } },
    { signal: controller.signal, graceMillis: 50, onOutput: () => {} },
  );
  await holders.said('up');
  await holders.said('alone');
  controller.abort();
  expect(await running).toEqual({ ok: false, failures: [{ kind: 'cancelled' }] });
  writeFileSync(join(folder, 'go'), 'go\n');
  await holders.gone;
});
