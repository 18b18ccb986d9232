import { describe, expect, test } from 'vitest';
import { command } from '../../src/recipes/command/index.js';
import { failureOf, makeRelease, valueOf } from './release.js';

describe('command', () => {
  test('runs in the buildout directory by /bin/sh, and records its location words', async () => {
    const { bench, directory, read } = makeRelease();
    const options = { command: 'pwd > log; echo "$0 %(x)s %% $((1+1))" >> log', location: 'log /nowhere' };
    const { paths } = valueOf(await bench.install(command, { options }));
    expect(paths).toEqual(['log', '/nowhere']);
    expect(read('log')).toBe(`${directory}\n/bin/sh %(x)s %% 2\n`);
  });

  test('only the last status counts', async () => {
    const { bench, read } = makeRelease();
    const options = { command: 'echo a > log\nfalse\necho b >> log', 'stop-on-error': 'true' };
    valueOf(await bench.install(command, { options }));
    expect(read('log')).toBe('a\nb\n');
  });

  test.each(['true', 'TRUE', 'yes', 'On'])('stop-on-error = %s fails the part', async (text) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.install(command, { options: { command: 'exit 3', 'stop-on-error': text } }));
    expect(failure).toMatchObject({ kind: 'command-failed', outcome: { kind: 'exit', status: 3 } });
  });

  test.each([undefined, 'false', 'no', 'OFF'])('stop-on-error = %s only warns', async (text) => {
    const { bench } = makeRelease();
    const options = { command: 'exit 3', ...(text !== undefined && { 'stop-on-error': text }) };
    valueOf(await bench.install(command, { options }));
    expect(bench.calls).toContainEqual({
      kind: 'warn',
      message: 'the command ended with status 3, which is ignored without `stop-on-error = true`',
    });
  });

  test.each(['1', '', 'maybe'])('stop-on-error = %j is a mistake', async (text) => {
    const { bench } = makeRelease();
    const failure = failureOf(await bench.resolve(command, { options: { command: 'true', 'stop-on-error': text } }));
    expect(failure).toMatchObject({
      kind: 'bad-option',
      option: 'stop-on-error',
      value: text,
      message: 'must be `true` or `false`',
    });
  });

  test.each([{}, { command: '' }, { command: ' \n' }])('%j has no command', async (options) => {
    const { bench } = makeRelease();
    expect(failureOf(await bench.resolve(command, { options }))).toMatchObject({
      kind: 'bad-option',
      option: 'command',
    });
  });

  test('update-command runs when nothing changed, and only then', async () => {
    const { bench, read } = makeRelease();
    const part = { options: { command: 'echo i >> log', 'update-command': 'echo u >> log' } };
    expect(valueOf(await bench.resolve(command, part)).updates).toBe(true);
    valueOf(await bench.install(command, part));
    valueOf(await bench.update(command, part));
    expect(read('log')).toBe('i\nu\n');
  });

  test('without update-command there is nothing to update', async () => {
    const { bench } = makeRelease();
    expect(valueOf(await bench.resolve(command, { options: { command: 'true' } })).updates).toBe(false);
  });

  test('its paths are claimed, so that no other part can make them too', async () => {
    const { bench, at } = makeRelease();
    const options = { command: 'true', location: 'a\n/b' };
    expect(valueOf(await bench.resolve(command, { options })).outputs).toEqual([at('a'), '/b']);
  });
});
