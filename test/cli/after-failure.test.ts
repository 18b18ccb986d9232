import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gone, makeDesk, type Desk } from './program.js';

/** `bad` fails when its gate opens; `held` runs without end or until its own does. */
function makeGatedDesk(): Desk {
  const desk = makeDesk();
  desk.write(
    'software.cfg',
    `[buildout]
parts = bad over-bad held over-held
[gated]
recipe = command
stop-on-error = true
[bad]
<= gated
command = echo bad-is-ready; read line < bad-gate; exit 3
[over-bad]
<= gated
command = : \${bad:recipe}
[held]
<= gated
command = echo held-is-ready $$.; exec cat held-gate
[over-held]
<= gated
command = touch over-held \${held:recipe}
`,
  );
  execFileSync('mkfifo', [join(desk.directory, 'bad-gate'), join(desk.directory, 'held-gate')]);
  return desk;
}

const open = (desk: Desk, part: string): Promise<void> => writeFile(join(desk.directory, `${part}-gate`), 'go\n');

test('--keep-going builds what does not need the failed part, and the exit code tells of the failure', async () => {
  const desk = makeGatedDesk();
  const running = desk.start(['-vk', '--parts', '4']);
  await running.printed(/bad-is-ready/u);
  await running.printed(/held-is-ready/u);
  await open(desk, 'bad');
  await running.printed(/error\[command-failed\]/u);
  await open(desk, 'held');
  const { code, stdout } = await running.ended;
  expect(code).toBe(1);
  expect(stdout.split('\n').at(-2)).toMatch(/^4 parts: 2 built, 1 failed \(bad\), 1 not built; /u);
  expect(stdout).toContain('over-bad: not built, because a part it needs failed\n');
  expect(existsSync(join(desk.directory, 'over-held'))).toBe(true);
});

test('--fail-fast ends what runs, and the exit code is that of a failure', async () => {
  const desk = makeGatedDesk();
  const running = desk.start(['-v', '--fail-fast', '--parts', '4']);
  await running.printed(/bad-is-ready/u);
  const [, pid] = await running.printed(/held-is-ready (\d+)\./u);
  await open(desk, 'bad');
  const { code, stdout } = await running.ended;
  expect(code).toBe(1);
  expect(stdout.split('\n').at(-2)).toMatch(/^4 parts: 1 failed \(bad\), 1 stopped \(held\), 2 not built; /u);
  expect(stdout).toContain('held: not built, because it was stopped\n');
  expect(stdout).toContain('over-held: not built, because another part failed\n');
  await gone(Number(pid));
});
