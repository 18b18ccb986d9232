import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/cli/environment.js';
import { openReporter, type Showing } from '../../src/cli/show.js';
import type { Streams } from '../../src/cli/streams.js';
import type { EngineEvent } from '../../src/engine/events.js';

interface Case extends Partial<Showing> {
  readonly terminal?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
}

const DONE: EngineEvent = {
  type: 'part',
  part: 'zlib',
  state: 'installed',
  action: 'install',
  signature: 's',
  millis: 1_500,
};
const WRONG: EngineEvent = {
  type: 'diagnostic',
  diagnostic: { code: 'some-code', severity: 'error', message: 'wrong', notes: [] },
};

/** What is written when a part is done and something is wrong, up to the closing of the reporter. */
async function written({ terminal = true, variables = {}, ...showing }: Case): Promise<string> {
  let text = '';
  const write = (added: string): void => void (text += added);
  const streams: Streams = {
    out: write,
    err: write,
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    outColumns: () => (terminal ? 80 : undefined),
    errColumns: () => (terminal ? 80 : undefined),
    size: () => ({ columns: 80, rows: 24 }),
  };
  const workingDirectory = '/here';
  const environment = readEnvironment({ variables, accountHome: () => '/home/anna', workingDirectory });
  const all: Showing = { json: false, color: 'auto', verbosity: 0, live: true, ...showing };
  const { report, close } = await openReporter(all, { streams, environment, workingDirectory });
  report({ type: 'part', part: 'zlib', state: 'started', action: 'install', because: [{ kind: 'never-installed' }] });
  report(WRONG);
  report(DONE);
  close();
  return text.replaceAll('\u001B', '^');
}

const ERROR = 'error[some-code]: wrong\n';
const RED_ERROR = '^[31m^[1merror[some-code]^[22m^[39m^[1m: wrong^[22m\n';
const PLAIN = `zlib: installing, because it is not installed\n${ERROR}zlib: installed in 1.5 s\n`;
const LIVE = `${RED_ERROR}  zlib      0 s  start\n^[1A\r^[J^[1mzlib^[22m: ^[32minstalled^[39m in 1.5 s\n`;

describe('what is shown', () => {
  test.each<readonly [string, Case, string]>([
    ['live lines and colours on a terminal', {}, LIVE],
    ['plain lines elsewhere', { terminal: false }, PLAIN],
    ['plain lines on a terminal that knows nothing', { variables: { TERM: 'dumb' } }, PLAIN],
    ['plain lines when only little is to be told', { verbosity: -1 }, RED_ERROR],
    [
      'no colours with NO_COLOR',
      { variables: { NO_COLOR: '1' } },
      `${ERROR}  zlib      0 s  start\n^[1A\r^[Jzlib: installed in 1.5 s\n`,
    ],
    ['no colours when they are not wanted', { color: 'never', live: false }, PLAIN],
    [
      'colours when they are wanted',
      { color: 'always', terminal: false, variables: { NO_COLOR: '1' } },
      `^[1mzlib^[22m: installing, because it is not installed\n${RED_ERROR}^[1mzlib^[22m: ^[32minstalled^[39m in 1.5 s\n`,
    ],
  ])('%s', async (_, given, expected) => {
    expect(await written(given)).toBe(expected);
  });

  test('events, also on a terminal', async () => {
    const lines = (await written({ json: true })).trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))[2]).toEqual(DONE);
  });
});
