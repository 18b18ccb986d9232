import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunOptions } from '../../src/engine/execute/ports.js';
import type { Command } from '../../src/engine/recipe/index.js';
import { createCommandRunner } from '../../src/platform/commands.js';
import { gatedWords } from '../../src/platform/process/gate.js';
import { bundleSource } from './support/bundle.js';
import { newFolder } from './support/folder.js';
import { newHolders } from './support/holders.js';

const runner = createCommandRunner();
const PATH = '/usr/local/bin:/usr/bin:/bin';

function run(
  words: Command['argv'] | string,
  { command = {}, options = {} }: { command?: Partial<Command>; options?: Partial<RunOptions> } = {},
): ReturnType<typeof runner.run> {
  const argv: Command['argv'] = typeof words === 'string' ? ['/bin/sh', '-c', words] : words;
  return runner.run(
    { argv, cwd: '/', env: { PATH }, ...command },
    { signal: new AbortController().signal, graceMillis: 10_000, onOutput: () => {}, ...options },
  );
}

async function failureOf(result: ReturnType<typeof run>): Promise<object | undefined> {
  const awaited = await result;
  return awaited.ok ? undefined : awaited.failures[0];
}

describe('a command', () => {
  test('gives its standard output, and both streams as they come', async () => {
    const heard: Record<string, string> = { stdout: '', stderr: '' };
    const onOutput: RunOptions['onOutput'] = (stream, chunk) => (heard[stream] += chunk.toString());
    const result = await run('echo out; echo err >&2; printf rest', { options: { onOutput } });
    expect(result).toEqual({ ok: true, value: { stdout: 'out\nrest' } });
    expect(heard).toEqual({ stdout: 'out\nrest', stderr: 'err\n' });
  });

  test('gives at most 1 MiB of it, and all of it as it comes', async () => {
    let size = 0;
    const onOutput: RunOptions['onOutput'] = (_, chunk) => (size += chunk.length);
    const result = await run('head -c 3000000 /dev/zero', { options: { onOutput } });
    expect(result.ok && result.value.stdout.length).toBe(1024 * 1024);
    expect(size).toBe(3_000_000);
  });

  test('can open its outputs by name', async () => {
    expect(await run('echo a >/dev/stdout; echo b >/dev/stderr; echo c >/proc/self/fd/1')).toEqual({
      ok: true,
      value: { stdout: 'a\nc\n' },
    });
  });

  test('runs in its directory, with its environment and nothing else', async () => {
    const folder = newFolder();
    const env = { PATH, 'A.B': 'dot', EMPTY: '', TEXT: 'two\nlines' };
    expect(await run(['/bin/pwd'], { command: { cwd: folder } })).toEqual({
      ok: true,
      value: { stdout: `${folder}\n` },
    });
    const result = await run(['env', '-0'], { command: { cwd: folder, env } });
    const given = result.ok ? result.value.stdout.split('\0').filter((line) => line !== '') : [];
    expect(given.sort()).toEqual(['A.B=dot', 'EMPTY=', `PATH=${PATH}`, 'TEXT=two\nlines']);
  });

  test('reads a file, or nothing', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'input'), 'from file');
    expect(await run(['cat'], { command: { stdin: join(folder, 'input') } })).toEqual({
      ok: true,
      value: { stdout: 'from file' },
    });
    expect(await run(['cat'])).toEqual({ ok: true, value: { stdout: '' } });
  });

  test('has words that no shell reads', async () => {
    const words = ['printf', '%s|', 'a b', '$HOME', '"', "'", '', '-n', '*'] as const;
    expect(await run(words)).toEqual({ ok: true, value: { stdout: 'a b|$HOME|"|\'||-n|*|' } });
  });

  test('has the umask 022, whatever the one of the engine is', async () => {
    const engine = await bundleSource(`
      import { createCommandRunner } from '@platform/commands.ts';
      const options = { signal: new AbortController().signal, graceMillis: 0, onOutput: () => {} };
      const command = { argv: ['/bin/sh', '-c', 'umask'], cwd: '/', env: {} };
      console.log((await createCommandRunner().run(command, options)).value.stdout, process.umask());
    `);
    const child = spawn('/bin/sh', ['-c', 'umask 077; exec "$@"', 'sh', process.execPath, engine]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    expect(output).toBe('0022\n 63\n');
  });

  test('many at once', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => run(['echo', String(index)])));
    expect(results).toEqual(results.map((_, index) => ({ ok: true, value: { stdout: `${index}\n` } })));
  });

  test('leaves nothing in the temporary directory', async () => {
    const temporaryDirectory = newFolder();
    const options = { signal: new AbortController().signal, graceMillis: 0, onOutput: () => {} };
    const command: Command = { argv: ['true'], cwd: '/', env: { PATH } };
    expect(await createCommandRunner({ temporaryDirectory }).run(command, options)).toMatchObject({ ok: true });
    expect(readdirSync(temporaryDirectory)).toEqual([]);
  });
});

describe('a failure', () => {
  test('says how the command ended, with the end of its output', async () => {
    const argv = ['/bin/sh', '-c', 'echo one; echo two; exit 3'] as const;
    expect(await failureOf(run(argv))).toEqual({
      kind: 'command-failed',
      argv,
      cwd: '/',
      outcome: { kind: 'exit', status: 3 },
      tail: ['one', 'two'],
      logPath: undefined,
    });
    expect(await failureOf(run('kill -SEGV $$'))).toMatchObject({ outcome: { kind: 'signal', signal: 'SIGSEGV' } });
    expect(await failureOf(run('exit 143'))).toMatchObject({ outcome: { kind: 'exit', status: 143 } });
  });

  test('keeps the last 40 lines, bounded, readable, and the unfinished one', async () => {
    const failure = await failureOf(run('seq 1 100; head -c 100000 /dev/zero | tr "\\0" x; exit 1'));
    const lines = Array.from({ length: 39 }, (_, index) => String(index + 62));
    expect(failure).toMatchObject({ tail: [...lines, `${'x'.repeat(2000)}…`] });
    expect(
      await failureOf(run('printf "10%%\\r50%%\\r100%%\\r\\n\\303\\050\\n\\303"; printf "\\251\\n"; exit 1')),
    ).toMatchObject({
      tail: ['100%', '\ufffd(', 'é'],
    });
  });

  test.each([
    ['no-such-program', 'program `no-such-program` is not in PATH (ENOENT)'],
    ['./no-such-program', 'program `./no-such-program` does not exist (ENOENT)'],
    ['./plain', 'program `./plain` is not executable (EACCES)'],
    ['./folder', 'program `./folder` does not exist (ENOENT)'],
  ])('%s cannot start', async (program, reason) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'plain'), '#!/bin/sh\n', { mode: 0o644 });
    mkdirSync(join(folder, 'folder'));
    expect(await failureOf(run([program], { command: { cwd: folder } }))).toEqual({
      kind: 'command-failed',
      argv: [program],
      cwd: folder,
      outcome: { kind: 'not-started', reason },
      tail: [],
      logPath: undefined,
    });
  });

  test('a missing directory and a missing input', async () => {
    const folder = newFolder();
    const missing = join(folder, 'missing');
    expect(await failureOf(run(['true'], { command: { cwd: missing } }))).toMatchObject({
      outcome: { kind: 'not-started', reason: `directory \`${missing}\` does not exist` },
    });
    expect(await failureOf(run(['true'], { command: { stdin: missing } }))).toMatchObject({
      outcome: { kind: 'not-started', reason: `standard input \`${missing}\` cannot be read (ENOENT)` },
    });
  });

  test('more words than the system takes', async () => {
    const words = Array.from({ length: 3000 }, () => 'x'.repeat(10_000));
    expect(await failureOf(run(['true', ...words]))).toMatchObject({
      outcome: { kind: 'not-started', reason: 'process cannot be started (E2BIG)' },
    });
  });

  test('a program found later in PATH', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'a/tool'), '', { mode: 0o644 });
    writeFileSync(join(folder, 'b/tool'), '#!/bin/sh\necho b\n', { mode: 0o755 });
    const env = { PATH: `a:b:${PATH}` };
    expect(await run(['tool'], { command: { cwd: folder, env } })).toEqual({ ok: true, value: { stdout: 'b\n' } });
  });
});

describe('the end of a command', () => {
  test('cancelled: everything it started ends, other groups and the stubborn too', async () => {
    const holders = newHolders();
    const controller = new AbortController();
    const script = `${holders.hold}; timeout 1000 sleep 1000 & (trap '' TERM HUP; echo ready >&9; sleep 1000; sleep 1000) & wait`;
    const running = run(script, { options: { signal: controller.signal, graceMillis: 50 } });
    await holders.said('ready');
    controller.abort();
    expect(await failureOf(running)).toEqual({ kind: 'cancelled' });
    await holders.gone;
  });

  test('cancelled: SIGTERM comes first, and there is time to react', async () => {
    const folder = newFolder();
    const controller = new AbortController();
    const script = 'trap "echo bye >left; exit 0" TERM; echo ready; while :; do sleep 1000 & wait; done';
    const onOutput = (): void => controller.abort();
    const running = run(script, { command: { cwd: folder }, options: { signal: controller.signal, onOutput } });
    expect(await failureOf(running)).toEqual({ kind: 'cancelled' });
    expect(readFileSync(join(folder, 'left'), 'utf8')).toBe('bye\n');
  });

  test('cancelled before it starts', async () => {
    const folder = newFolder();
    const options = { signal: AbortSignal.abort() };
    expect(await failureOf(run('touch made', { command: { cwd: folder }, options }))).toEqual({ kind: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('out of time, and silent for too long', async () => {
    const timeout = (limit: string, seconds: number): object => ({ kind: 'timeout', limit, seconds });
    expect(await failureOf(run('echo begin; sleep 1000', { options: { commandSeconds: 0.2 } }))).toMatchObject({
      outcome: timeout('command', 0.2),
      tail: ['begin'],
    });
    expect(
      await failureOf(run('sleep 1000', { options: { silenceSeconds: 0.1, commandSeconds: 1000 } })),
    ).toMatchObject({
      outcome: timeout('silence', 0.1),
    });
    const limits = { silenceSeconds: 1000, commandSeconds: 1000 };
    expect(await run('echo talking', { options: limits })).toMatchObject({ ok: true });
  });

  test('what it left running in the background ends too', async () => {
    const holders = newHolders();
    const script = `${holders.hold}; sleep 1000 & timeout 1000 sleep 1000 >/dev/null 2>&1 & echo done; exit 5`;
    expect(await failureOf(run(script))).toMatchObject({ outcome: { kind: 'exit', status: 5 }, tail: ['done'] });
    await holders.gone;
  });

  test('a daemon that holds the output does not hold the run', async () => {
    const holders = newHolders();
    const folder = newFolder();
    const daemon = 'echo up >&9; echo up >up; read go <go';
    const script = `mkfifo go up; echo out; ${holders.hold}; setsid /bin/sh -c '${daemon}' & exec 9>&-; read line <up`;
    const result = await run(script, { command: { cwd: folder } });
    expect(result).toMatchObject({ ok: true, value: { stdout: 'out\n' } });
    await holders.said('up');
    writeFileSync(join(folder, 'go'), 'go\n');
    await holders.gone;
  });

  test('output written just before the end is not lost', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => run('head -c 60000 /dev/zero; exit 0')));
    expect(results.map((result) => result.ok && result.value.stdout.length)).toEqual(results.map(() => 60_000));
  });
});

describe('the end of the engine', () => {
  const source = `
    import { createCommandRunner } from '@platform/commands.ts';
    const runner = createCommandRunner();
    const options = { signal: new AbortController().signal, graceMillis: 0, onOutput: () => {} };
    await runner.run({ argv: ['true'], cwd: '/', env: { PATH: '${PATH}' } }, options);
    await Promise.all(process.argv.slice(2).map((script) =>
      runner.run({ argv: ['/bin/sh', '-c', script], cwd: '/', env: { PATH: '${PATH}' } }, options)));
    if (process.argv[2] === undefined) console.log('ended');
  `;

  test('killed: nothing that it started survives', async () => {
    const [one, two] = [newHolders(), newHolders()];
    const stubborn = `trap '' TERM HUP INT; echo ready >&9; timeout 1000 sleep 1000 & sleep 1000 & wait; wait`;
    const words = [await bundleSource(source), `${one.hold}; ${stubborn}`, `${two.hold}; (${stubborn})`];
    const engine = spawn(process.execPath, words, { stdio: 'inherit' });
    await Promise.all([one.said('ready'), two.said('ready')]);
    engine.kill('SIGKILL');
    expect(await Promise.all([one.gone, two.gone])).toHaveLength(2);
  });

  test('nothing keeps it from ending by itself, and its own watchdog goes with it', async () => {
    const engine = spawn(process.execPath, [await bundleSource(source)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    engine.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    expect(await once(engine, 'close')).toEqual([0, null]);
    expect(output).toBe('ended\n');
  });

  test('killed before the gate of a command opens: the command never starts', async () => {
    const folder = newFolder();
    const [program, ...words] = gatedWords({ argv: ['/bin/touch', 'made'], cwd: folder, env: {} });
    const child = spawn(program, words, { cwd: folder, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.stdio[3]?.destroy();
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
