import { describe, expect, test } from 'vitest';
import { wrapper } from '../../src/recipes/wrapper/index.js';
import { addProbe, argumentsOf, ignores, runWrapper, type Run, type StartOptions } from './probe.js';
import { makeRelease, valueOf } from './release.js';

async function wrapAndRun(
  words: string,
  options: Readonly<Record<string, string>> = {},
  start: StartOptions = {},
): Promise<Run> {
  const release = makeRelease();
  const probe = addProbe(release);
  const all = { 'command-line': `${probe} ${words}`, 'wrapper-path': 'w', ...options };
  valueOf(await release.bench.install(wrapper, { options: all }));
  return runWrapper(release, 'w', start);
}

describe('a plain wrapper', () => {
  test('becomes the program, with its own arguments and those of the caller', async () => {
    const args = ['x y', "it's", '$HOME', '', '*'];
    const run = await wrapAndRun('a b', {}, { args });
    expect(argumentsOf(run)).toEqual(['a', 'b', ...args]);
    expect(run).toMatchObject({ status: 0, samePid: true });
  });

  test('passes output and status on', async () => {
    const env = { PROBE_EXIT: '7', PROBE_STDOUT: 'out', PROBE_STDERR: 'err' };
    expect(await wrapAndRun('', {}, { env })).toMatchObject({ status: 7, stdout: 'out', stderr: 'err' });
  });

  test('words are split as a shell splits them, and then literal', async () => {
    const words = `'a  b' "c $HOME 'd'" e\\ f '' g'h'"i" $HOME ~ * # \\\\ \`ls\` $(ls) ; | & > < "q\\"r\\$s\\n" é`;
    expect(argumentsOf(await wrapAndRun(words))).toEqual(
      ['a  b', "c $HOME 'd'", 'e f', '', 'ghi', '$HOME', '~', '*', '#', '\\', '`ls`', '$(ls)'].concat([
        ';',
        '|',
        '&',
        '>',
        '<',
        'q"r\\$s\\n',
        'é',
      ]),
    );
  });

  test('sets its variables, which are literal and do not see one another', async () => {
    const environment = `A=1\nB = two  words \n\nC=it's "q" $A \`x\` \\n %(x)s\nD=\nHOME=/h\nA=last`;
    const { report } = await wrapAndRun('', { environment }, { env: { A: 'caller', LATE: 'kept' } });
    expect(report.filter((line) => line.startsWith('env '))).toEqual([
      'env A=last',
      'env B=two  words',
      `env C=it's "q" $A \`x\` \\n %(x)s`,
      'env D=',
      'env HOME=/h',
      'env LATE=kept',
    ]);
  });

  test('a program without a slash is looked up in PATH', async () => {
    const release = makeRelease();
    const options = { 'command-line': 'printf %s-%s a b', 'wrapper-path': 'w' };
    valueOf(await release.bench.install(wrapper, { options }));
    expect(await runWrapper(release, 'w')).toMatchObject({ status: 0, stdout: 'a-b' });
  });

  test.each<[string, number]>([
    ['HUP', 1],
    ['USR1', 10],
    ['IOT', 6],
    ['USR1+2', 12],
    ['RTMIN+1', 35],
  ])('ignores %s when asked to', async (name, number) => {
    const run = await wrapAndRun('', { 'sig-ign': name });
    expect([ignores(run, number), ignores(run, 2)]).toEqual([true, false]);
  });

  test('is for its owner only, and recorded as it is written', async () => {
    const { bench, mode, at } = makeRelease();
    const options = { 'command-line': '/bin/true', 'wrapper-path': 'etc/run/w', pidfile: '', 'reserve-cpu': 'on' };
    expect(valueOf(await bench.resolve(wrapper, { options }))).toMatchObject({
      location: 'none',
      outputs: [at('etc/run/w')],
      updates: false,
    });
    expect(valueOf(await bench.install(wrapper, { options })).paths).toEqual(['etc/run/w']);
    expect(mode('etc/run/w')).toBe('0700');
  });
});
