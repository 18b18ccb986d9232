import { expect, test } from 'vitest';
import type { EngineEvent } from '../../src/engine/events.js';
import { makeJsonReporter } from '../../src/reporters/json.js';
import { record } from './recording.js';
import { NEW, of, planned, planOf } from './release.js';
import { compileFailed, finished, story } from './story.js';

function printed(events: readonly EngineEvent[]): string {
  const recording = record();
  const { report, notice } = makeJsonReporter(recording);
  events.forEach(report);
  notice('not for machines');
  return recording.text();
}

function objects(events: readonly EngineEvent[]): readonly unknown[] {
  return printed(events)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

test('every line is one object, and every event is there', () => {
  const states = (events: readonly unknown[]): readonly string[] =>
    events.map((event) => JSON.stringify(event, ['type', 'state'])).filter((text) => !text.includes('"output"'));
  expect(states(objects(story))).toEqual(states(story));
});

test('a plan is told without functions', () => {
  const plan = planOf([planned('libevent', 'install', ...NEW)]);
  expect(objects([{ type: 'run', state: 'planned', directory: '/release', plan }])).toEqual([
    {
      type: 'run',
      state: 'planned',
      directory: '/release',
      plan: {
        parts: [
          {
            name: 'libevent',
            recipe: 'cmmi',
            action: 'install',
            because: [{ kind: 'never-installed' }],
            location: '/store/libevent/libevent-signature',
            shared: true,
            signature: 'libevent-signature',
            needs: [],
          },
        ],
        conditions: {},
        removals: [],
      },
    },
  ]);
});

test('places are path, line and column', () => {
  expect(objects([of('popt', { state: 'failed', diagnostics: [compileFailed], millis: 900 })])).toEqual([
    {
      type: 'part',
      part: 'popt',
      state: 'failed',
      millis: 900,
      diagnostics: [{ ...compileFailed, at: { path: '/release/software.cfg', line: 1, column: 1 } }],
    },
  ]);
});

test('an ending is told as it is', () => {
  expect(objects([finished('done', 2, 10)])).toEqual([finished('done', 2, 10)]);
});

test('a credential is hidden, also when a chunk ends in it', () => {
  const chunks = ['get https://anna:sec', 'ret@host/\n\u001B[31mred', ' end'];
  const events = [
    ...chunks.map((chunk) => of('a', { state: 'output', stream: 'stdout', chunk })),
    of('a', { state: 'installed', action: 'install', signature: 's', millis: 1 }),
  ];
  expect(objects(events).map((event) => JSON.stringify(event, ['state', 'chunk']))).toMatchInlineSnapshot(`
    [
      "{"state":"output","chunk":"get https://***@host/\\n"}",
      "{"state":"output","chunk":"red end"}",
      "{"state":"installed"}",
    ]
  `);
});
