import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/cli/environment.js';
import { openReporter } from '../../src/cli/show.js';
import { openStreams, type StandardStream } from '../../src/cli/streams.js';

/** A standard stream of which only what is looked at is there. */
function makeStream(columns: number | undefined): { readonly stream: StandardStream; readonly text: () => string } {
  let text = '';
  const stream = {
    isTTY: columns !== undefined,
    columns,
    rows: 20,
    on: () => stream,
    write: (added: string) => (text += added),
  };
  return { stream: stream as unknown as StandardStream, text: () => text }; // see above
}

/** An error on standard error of so many columns; without them it is no terminal. */
async function errorOn(columns: number | undefined): Promise<string> {
  const [out, err] = [makeStream(undefined), makeStream(columns)];
  const streams = openStreams({ stdout: out.stream, stderr: err.stream, columns: 20, onClosed: () => undefined });
  const workingDirectory = '/here';
  const environment = readEnvironment({
    variables: { NO_COLOR: '1' },
    accountHome: () => '/home/anna',
    workingDirectory,
  });
  const showing = { json: false, color: 'auto', verbosity: 0, live: false } as const;
  const { report } = await openReporter(showing, { streams, environment, workingDirectory });
  const message = 'nobody knows what is meant by `a b`';
  report({ type: 'diagnostic', diagnostic: { code: 'x', severity: 'error', message, notes: [] } });
  return err.text();
}

test('errors are broken at the width of standard error when that is a terminal, and never elsewhere', async () => {
  expect(await errorOn(30)).toBe('error[x]: nobody knows what is\n  meant by `a b`\n');
  expect(await errorOn(undefined)).toBe('error[x]: nobody knows what is meant by `a b`\n');
});
