import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';
import { readTrace } from './trace.js';

/** Two parts for one core; each holds it until its gate opens. */
function makeQueueingDesk(): Desk {
  const desk = makeDesk();
  desk.write(
    'software.cfg',
    `[buildout]
parts = one two
[gated]
recipe = command
stop-on-error = true
[one]
<= gated
command =
  set -e
  read go < one-gate
[two]
<= gated
command = read go < two-gate
`,
  );
  for (const name of ['one', 'two']) execFileSync('mkfifo', [join(desk.directory, `${name}-gate`)]);
  return desk;
}

const WORDS = ['-j1', '--parts', '2'];

test('a part that waits for a core tells so, and a trace shows when', async () => {
  const desk = makeQueueingDesk();
  const running = desk.start([...WORDS, '-v', '--trace', 'trace.json']);
  const [, waiting = ''] = await running.printed(/(one|two): waiting for a core/u);
  const first = waiting === 'one' ? 'two' : 'one';
  for (const part of [first, waiting]) await writeFile(join(desk.directory, `${part}-gate`), 'go\n');
  const { code, stdout } = await running.ended;
  expect({ code, told: stdout.match(/waiting/gu) }).toEqual({ code: 0, told: ['waiting'] });
  const { bars } = readTrace(readFileSync(join(desk.directory, 'trace.json'), 'utf8'));
  const [wait, ...others] = bars.filter(({ cat }) => cat === 'waiting');
  expect([wait?.name, others]).toEqual(['waiting for a core', []]);
  const commands = bars.filter(({ cat }) => cat === 'command');
  expect(commands.map(({ name, args }) => [name, args['program']])).toEqual([
    ['sh', 'sh'],
    ['sh', 'sh'],
  ]);
  const [before, after] = [first, waiting].map((part) => commands.find(({ args }) => args['part'] === part));
  expect(wait?.from).toBeLessThan(before?.to ?? 0);
  expect(wait?.to).toBeGreaterThanOrEqual(before?.to ?? Infinity);
  expect(wait?.to).toBeLessThanOrEqual(after?.from ?? 0);
  const phase = bars.find(({ cat, tid, to }) => cat === 'phase' && tid === wait?.tid && to >= wait.to);
  expect(phase?.from).toBeLessThanOrEqual(wait?.from ?? 0);
});

test('--timeout names the parts that it ended, and the last event counts them', async () => {
  const desk = makeQueueingDesk();
  const { code, stdout } = await desk.run([...WORDS, '--json', '--timeout', '10']);
  expect(code).toBe(1);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // every line is an object
  const told = events.find(({ type }) => type === 'diagnostic')?.['diagnostic'];
  expect(told).toMatchObject({ code: 'run-timeout' });
  const { notes } = told as { notes: readonly { message: string }[] }; // just looked at
  expect(notes.map(({ message }) => message.replace(/one|two/u, 'PART').replace(/one|two/u, 'PART'))).toEqual([
    expect.stringMatching(
      /^it was busy with `PART` \((?:at `command`|waiting for a core)\) and `PART` \((?:at `command`|waiting for a core)\)$/u,
    ),
  ]);
  expect(notes[0]?.message).toContain('waiting for a core');
  const counts = { built: 0, updated: 0, fromStore: 0, unchanged: 0, removed: 0, failed: 0, notBuilt: 0 };
  expect(events.at(-1)).toMatchObject({ state: 'finished', counts: { ...counts, stopped: 2, errors: 1 } });
});
