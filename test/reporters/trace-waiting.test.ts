import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { listenForTrace } from '../../src/reporters/trace.js';
import { readTrace } from '../cli/trace.js';
import { NEW, of, type PartStep } from './release.js';

/** Bars of the part `a`, whose steps come at these milliseconds: `lane category name from to`. */
function barsOf(...steps: readonly (readonly [at: number, step: PartStep])[]): readonly string[] {
  let now = 0;
  const { hear, text } = listenForTrace(() => now);
  const heard: readonly (readonly [number, EngineEvent])[] = [
    [0, { type: 'run', state: 'started', profile: '/release/software.cfg' }],
    [0, of('a', { state: 'started', action: 'install', because: NEW })],
    ...steps.map(([at, step]) => [at, of('a', step)] as const),
  ];
  for (const [at, event] of heard) {
    now = at;
    hear(event);
  }
  return readTrace(text())
    .bars.filter(({ cat }) => cat !== 'run')
    .map(({ tid, cat, name, from, to }) => [tid, cat, name, from / 1_000, to / 1_000].join(' '));
}

const phase = (name: string): PartStep => ({ state: 'phase', phase: name });
const wait = (millis: number, cores = 1): PartStep => ({ state: 'waiting', for: `${cores} cores`, cores, millis });
const waited = (millis: number, cores = 1): PartStep => ({ state: 'waited', for: `${cores} cores`, cores, millis });
const begin = (command: number, title: string): PartStep => ({
  state: 'command',
  command,
  step: 'started',
  program: 'sh',
  title,
  cwd: '/',
});
const end = (command: number): PartStep => ({
  state: 'command',
  command,
  step: 'ended',
  ending: 'exit',
  status: 0,
  cpuMillis: 0,
  peakBytes: 0,
});
const done: PartStep = { state: 'installed', action: 'install', signature: '', millis: 1 };

describe('waiting for cores in a trace', () => {
  test('is a bar inside its phase, from when it began, and commands are named by what they do', () => {
    expect(
      barsOf(
        [10, phase('make')],
        [410, wait(300)],
        [900, waited(790)],
        [900, begin(1, 'make install')],
        [950, end(1)],
        [960, done],
      ),
    ).toEqual([
      '1 part a 0 960',
      '1 phase make 10 960',
      '1 waiting waiting for 1 cores 110 900',
      '1 command make install 900 950',
    ]);
  });

  test('of several commands is one bar, and what another command does meanwhile does not end it', () => {
    expect(
      barsOf(
        [0, phase('make')],
        [0, begin(1, 'cc')],
        [400, wait(300)],
        [500, wait(300, 2)],
        [600, waited(500)],
        [600, begin(2, 'ld')],
        [650, end(1)],
        [700, waited(500, 2)],
        [700, begin(3, 'ar')],
        [800, end(2)],
        [850, end(3)],
        [900, done],
      ),
    ).toEqual([
      '1 part a 0 900',
      '1 phase make 0 900',
      '1 waiting waiting for 1 cores 100 700',
      '1 command ar 700 850',
      '2 command cc 0 650',
      '3 command ld 600 800',
    ]);
  });

  test('never begins before its phase, and ends with what is cut off', () => {
    expect(barsOf([200, phase('make')], [310, wait(300)], [500, phase('install')], [600, waited(590)])).toEqual([
      '1 part a 0 600',
      '1 phase make 200 500',
      '1 phase install 500 600',
      '1 waiting waiting for 1 cores 200 500',
    ]);
    expect(barsOf([0, phase('make')], [400, wait(300)])).toContain('1 waiting waiting for 1 cores 100 400');
  });
});
