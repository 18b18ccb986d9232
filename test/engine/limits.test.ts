import { describe, expect, test } from 'vitest';
import { makeDoors, makeWorld, makeWriter, told } from './world.js';

const TWO = `[buildout]
parts = one two
[one]
recipe = writer
text = 1
[two]
recipe = writer
text = 2 \${one:location}
`;

describe('the signal of a call', () => {
  test('between two parts: the first stands, the second is not begun', async () => {
    const { recipe, installs } = makeWriter();
    const world = makeWorld(TWO, [recipe]);
    const stop = new AbortController();
    const first = await world.run(
      {},
      {
        signal: stop.signal,
        onEvent(event) {
          if (event.type === 'part' && event.state === 'installed') stop.abort();
        },
      },
    );
    expect([first.outcome, installs, first.steps]).toEqual([
      'interrupted',
      ['one'],
      ['started one', 'installed one', 'skipped two'],
    ]);
    const second = await world.run();
    expect([second.outcome, installs]).toEqual(['done', ['one', 'two']]);
  });

  test('while a part is made: nothing of it stays', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const world = makeWorld(TWO, [recipe]);
    const stop = new AbortController();
    const run = world.run({}, { signal: stop.signal });
    await doors.arrival('one');
    stop.abort();
    const { outcome, steps } = await run;
    expect([outcome, steps, world.tree()]).toEqual([
      'interrupted',
      ['started one', 'skipped one', 'skipped two'],
      ['bin/', 'parts/'],
    ]);
  });
});

describe('limits', () => {
  test('a part that takes too long has failed, and what needs it is skipped', async () => {
    const { recipe } = makeWriter(makeDoors().hold);
    const world = makeWorld(TWO, [recipe]);
    const ran = await world.run({ limits: { partSeconds: 0.2 } });
    expect([ran.outcome, ran.steps, told(ran), world.tree()]).toEqual([
      'failed',
      ['started one', 'failed one', 'skipped two'],
      ['part-timeout software.cfg:3:1'],
      ['bin/', 'parts/'],
    ]);
    expect(ran.diagnostics[0]?.message).toBe('part `one` took longer than 0.2 s');
  });

  test('a part that fails in time has its own failure', async () => {
    const { recipe } = makeWriter();
    const ran = await makeWorld(`${TWO}fail = true\n`, [recipe]).run({ limits: { partSeconds: 1_000 } });
    expect([ran.outcome, told(ran)]).toEqual(['failed', ['recipe-error software.cfg:9:8']]);
  });

  test('a run that takes too long has failed, in good order', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(doors.hold);
    const world = makeWorld(TWO, [recipe]);
    doors.open('one');
    const ran = await world.run({ limits: { runSeconds: 3 } });
    expect([ran.outcome, ran.steps, told(ran), world.tree('release/parts')]).toEqual([
      'failed',
      ['started one', 'installed one', 'started two', 'skipped two'],
      ['run-timeout'],
      ['one/', 'one/text'],
    ]);
    expect(ran.events.at(-1)).toMatchObject({ type: 'run', state: 'finished', outcome: 'failed' });
  });

  test('who cancels first is told', async () => {
    const doors = makeDoors();
    const { recipe } = makeWriter(async (part, signal) => {
      await doors.hold(part, signal);
      await doors.hold('last breath', new AbortController().signal);
    });
    const world = makeWorld(TWO, [recipe]);
    const stop = new AbortController();
    const run = world.run({ limits: { runSeconds: 0.5, partSeconds: 0.5 } }, { signal: stop.signal });
    await doors.arrival('one');
    stop.abort();
    // Timers of one length end in the order in which they were set: the limits are met first.
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    doors.open('last breath');
    const { outcome, diagnostics } = await run;
    expect([outcome, diagnostics]).toEqual(['interrupted', []]);
  });

  test('none of them is met by a run that is quick', async () => {
    const { recipe } = makeWriter();
    const limits = { runSeconds: 1e9, partSeconds: 1e9, commandSeconds: 1e9, silenceSeconds: 1e9 };
    expect((await makeWorld(TWO, [recipe]).run({ limits })).outcome).toBe('done');
  });
});
