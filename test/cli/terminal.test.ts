import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FakeTerminal } from '../reporters/fake-terminal.js';
import { makeDesk, type Desk } from './program.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));
const PARTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** `script` of util-linux gives a program a terminal. */
const HAS_TERMINALS = spawnSync('script', ['--version']).status === 0;

/** Eight parts, each held by a FIFO of its name until somebody writes the status it is to end with. */
function makeRelease(desk: Desk): void {
  const parts = PARTS.map(
    (name) =>
      `[${name}]\nrecipe = command\nstop-on-error = true\ncommand = read -r status < \${buildout:directory}/${name}.go && exit $status\n`,
  );
  desk.write('software.cfg', `[buildout]\nparts = ${PARTS.join(' ')}\n${parts.join('')}`);
  for (const name of PARTS) execFileSync('mkfifo', [join(desk.directory, `${name}.go`)]);
}

interface Shown {
  /** Resolves when the terminal shows what is looked for. */
  readonly shows: (pattern: RegExp) => Promise<void>;
  readonly text: () => string;
  readonly raw: () => string;
  readonly ended: Promise<number | null>;
}

/** Builds on a terminal of this size. */
function buildOnTerminal(
  desk: Desk,
  { columns, variables = {} }: { columns: number; variables?: Record<string, string> },
): Shown {
  const inner = `stty cols ${columns} rows 24; exec "${process.execPath}" "${PROGRAM}" --jobs 8 --store none`;
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', inner, '/dev/null'], {
    cwd: desk.directory,
    env: { PATH: process.env['PATH'] ?? '', HOME: join(desk.root, 'home'), TERM: 'xterm', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let raw = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
  const text = (): string => {
    const terminal = new FakeTerminal();
    terminal.columns = columns;
    // oxlint-disable-next-line no-control-regex -- colours take no room
    terminal.out(raw.replaceAll(/\u001B\[\d+m/gu, '').replaceAll('\r\n', '\n'));
    return terminal.text;
  };
  // The arguments of the event `close`.
  const ended = (once(child, 'close') as Promise<[number | null]>).then(([code]) => code);
  const shows = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text())) {
      const more = await Promise.race([once(child.stdout, 'data'), ended]);
      if (!Array.isArray(more)) throw new Error(`${String(pattern)} was not shown:\n${text()}`);
    }
  };
  return { shows, text, raw: () => raw, ended };
}

function release(desk: Desk, part: string, status: number): void {
  writeFileSync(join(desk.directory, `${part}.go`), `${status}\n`);
}

describe.skipIf(!HAS_TERMINALS)('on a terminal', () => {
  test('eight running parts in a block, a failure above it, a summary at the end', async () => {
    const desk = makeDesk();
    makeRelease(desk);
    const shown = buildOnTerminal(desk, { columns: 60 });
    await shown.shows(/ {2}h +\d+ s.*\n0 of 8 parts, 8 at work; \d+ s\n$/u);
    expect(shown.text().replaceAll(/\d+ s/gu, 'N s')).toBe(
      `${PARTS.map((name) => `  ${name}      N s  command\n`).join('')}0 of 8 parts, 8 at work; N s\n`,
    );
    release(desk, 'c', 3);
    await shown.shows(/error\[command-failed\][^]*\n1 of 8 parts, 7 at work, 1 failed; /u);
    expect(shown.raw()).toContain('\u001B[31m');
    for (const name of PARTS.filter((part) => part !== 'c')) release(desk, name, 0);
    expect(await shown.ended).toBe(1);
    expect(shown.text()).toMatch(/\n8 parts: 7 built, 1 failed \(c\); [^\n]*\n$/u);
    expect(shown.text()).not.toContain('at work');
  });

  test('no colour with NO_COLOR, and no block on a terminal that cannot draw one', async () => {
    const desk = makeDesk();
    makeRelease(desk);
    const shown = buildOnTerminal(desk, { columns: 80, variables: { NO_COLOR: '1' } });
    await shown.shows(/8 at work/u);
    release(desk, 'a', 1);
    await shown.shows(/1 failed/u);
    // oxlint-disable-next-line no-control-regex -- the sequences of a terminal
    expect(shown.raw().match(/\u001B\[\d+m/gu)).toBeNull();
    for (const name of PARTS.slice(1)) release(desk, name, 0);
    expect(await shown.ended).toBe(1);

    const dumb = buildOnTerminal(desk, { columns: 80, variables: { TERM: 'dumb' } });
    await dumb.shows(/a: installing/u);
    release(desk, 'a', 0);
    expect(await dumb.ended).toBe(0);
    expect(dumb.raw()).not.toContain('\u001B');
  });
});
