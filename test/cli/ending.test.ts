import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { gone, makeDesk, type Desk, type Running } from './program.js';

/** One part whose command tells its process id and goes on without end. */
function deskWith(command: string): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', `[buildout]\nparts = endless\n[endless]\nrecipe = command\ncommand =\n  ${command}\n`);
  return desk;
}

async function commandOf(running: Running): Promise<number> {
  const [, pid] = await running.printed(/ready (\d+)/u);
  return Number(pid);
}

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the run and its commands', async (signal) => {
    const running = deskWith('echo ready $$; exec sleep 1000').start(['-v']);
    const pid = await commandOf(running);
    running.process.kill(signal);
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 4, stderr: 'stopping; once more to stop at once\n' });
    expect(stdout.split('\n').at(-2)).toMatch(/^interrupted; 1 part: 1 stopped \(endless\); /u);
    await gone(pid);
  });

  test('the second one does not wait for a command that will not end', async () => {
    const running = deskWith("trap '' TERM; echo ready $$; while :; do sleep 1; done").start(['-v']);
    const pid = await commandOf(running);
    running.process.kill('SIGINT');
    await running.printed(/stopping/u);
    running.process.kill('SIGINT');
    expect((await running.ended).code).toBe(4);
    await gone(pid);
  });

  test('leaves a release that the next run completes', async () => {
    const desk = deskWith('echo ready $$; exec sleep ${buildout:pause}');
    const running = desk.start(['-v', 'buildout:pause=1000']);
    await commandOf(running);
    running.process.kill('SIGINT');
    expect((await running.ended).code).toBe(4);
    expect((await desk.run(['buildout:pause=0'])).code).toBe(0);
  });
});

describe('a reader that goes away', () => {
  test('ends the run quietly', async () => {
    const running = deskWith('echo ready $$; while :; do echo more; sleep 0.05; done').start(['-v']);
    const pid = await commandOf(running);
    running.process.stdout.destroy();
    await once(running.process, 'exit');
    const { code, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
    await gone(pid);
  });

  test('before anything is printed is no failure', async () => {
    const running = makeDesk().start(['--help']);
    running.process.stdout.destroy();
    const { code, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
