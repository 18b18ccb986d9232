import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDesk, type Desk } from './program.js';
import { readTrace, type Bar, type Trace } from './trace.js';

/** A chain of two parts, the second burning processor time, and one part beside it. */
const PROFILE = `[buildout]
parts = app side
[base]
recipe = command
location = \${buildout:directory}/base
command = echo base >\${:location}
[app]
recipe = command
location = \${buildout:directory}/app
command = '${process.execPath}' burn.js; echo \${base:location} >\${:location}; : https://anna:secret@host/
[side]
recipe = command
location = \${buildout:directory}/side
command = echo side >\${:location}
[tool]
recipe = cmmi
shared = true
url = \${:_profile_base_location_}/tool
configure-command = true
make-binary = true
`;

const BURN = 'while (process.cpuUsage().user + process.cpuUsage().system < 400_000) JSON.parse("[1, 2, 3]");';

function makeRelease(profile = PROFILE): Desk {
  const desk = makeDesk();
  desk.write('software.cfg', profile);
  desk.write('burn.js', BURN);
  desk.write('tool/README', 'a folder of sources\n');
  return desk;
}

function traceOf(desk: Desk, path = 'trace.json'): Trace {
  return readTrace(readFileSync(join(desk.directory, path), 'utf8'));
}

function partsOf({ bars }: Trace): readonly Bar[] {
  return bars.filter(({ cat }) => cat.startsWith('part'));
}

/** Events of a `--json` run. */
function eventsOf(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // every line is an object
}

describe('--trace', () => {
  test('writes what a viewer can show: parts, phases and commands in lanes, needs, and counters', async () => {
    const desk = makeRelease(PROFILE.replace('app side', 'app side tool'));
    expect(await desk.run(['--trace', 'trace.json'])).toMatchObject({ code: 0, stderr: '' });
    const trace = traceOf(desk);
    const parts = partsOf(trace);
    expect(parts.map(({ name }) => name).sort()).toEqual(['app', 'base', 'side', 'tool']);
    const [app, base] = ['app', 'base'].map((name) => parts.find((part) => part.name === name));
    expect(app?.args).toMatchObject({ state: 'installed', needs: ['base'], critical: true });
    expect(base?.to).toBeLessThanOrEqual(app?.from ?? 0);
    expect(Number(app?.args['cpuMillis'])).toBeGreaterThanOrEqual(360);
    const inside = (bar: Bar | undefined, cat: string): readonly string[] =>
      trace.bars
        .filter(({ cat: its, tid, from, to }) => its === cat && tid === bar?.tid && from >= bar.from && to <= bar.to)
        .map(({ name }) => name);
    expect(inside(app, 'phase')).toEqual(['command']);
    expect(inside(app, 'command')).toEqual(['node']);
    const tool = parts.find(({ name }) => name === 'tool');
    expect(inside(tool, 'phase')).toEqual(['fetch', 'unpack', 'configure', 'make', 'install', 'publish']);
    expect(trace.bars.filter(({ cat }) => cat === 'run').map(({ name }) => name)).toEqual([
      'resolve and plan',
      'build',
    ]);
    expect([...trace.counters.keys()]).toEqual(['busy cores', 'parts running', 'memory MiB']);
    expect(trace.counters.get('parts running')?.at(-1)?.value).toBe(0);
    const used = (trace.counters.get('busy cores') ?? []).map(({ at, value }, index, all) => {
      return (value * ((all[index + 1]?.at ?? at) - at)) / 1_000;
    });
    expect(used.reduce((sum, millis) => sum + millis, 0)).toBeGreaterThanOrEqual(360);
    expect(trace.other).toMatchObject({ program: 'slapbuild', outcome: 'done', directory: desk.directory });
    const text = readFileSync(join(desk.directory, 'trace.json'), 'utf8');
    expect(text).not.toContain('secret');
    expect(readdirSync(desk.directory).filter((name) => name.includes('trace'))).toEqual(['trace.json']);
  });

  test('is written when a part failed, with it', async () => {
    const desk = makeRelease(
      PROFILE.replace('echo base >', 'exit 3 >').replace('[base]', '[base]\nstop-on-error = true'),
    );
    expect(await desk.run(['-j1', '--trace=trace.json'])).toMatchObject({ code: 1 });
    const trace = traceOf(desk);
    expect(partsOf(trace).map(({ name, args }) => [name, args['state']])).toEqual([['base', 'failed']]);
    expect(trace.bars.find(({ cat }) => cat === 'command')?.args).toMatchObject({ part: 'base', ending: 'exit 3' });
    expect(trace.other).toMatchObject({ outcome: 'failed' });
  });

  test('is written when the run was interrupted', async () => {
    const desk = makeRelease(PROFILE.replace('echo base >', 'echo is running; read go <door >'));
    execFileSync('mkfifo', [join(desk.directory, 'door')]);
    const running = desk.start(['-v', '--trace', 'trace.json']);
    await running.printed(/base \| is running/u);
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 4 });
    const bars = partsOf(traceOf(desk)).map(({ name, args }) => [name, args['state']]);
    expect(bars).toContainEqual(['base', 'skipped']);
  });

  test('is written when nothing was to be done, and of a profile with mistakes', async () => {
    const desk = makeRelease();
    await desk.run([]);
    expect(await desk.run(['--trace', 'trace.json'])).toMatchObject({ code: 0 });
    expect(traceOf(desk).bars.map(({ name }) => name)).toEqual(['resolve and plan']);
    desk.write('software.cfg', '[buildout\n');
    expect(await desk.run(['--trace', 'trace.json'])).toMatchObject({ code: 2 });
    expect(traceOf(desk).other).toMatchObject({ outcome: 'invalid' });
  });

  test('that cannot be written when the run has ended is a warning, and changes nothing about the run', async () => {
    const desk = makeRelease(PROFILE.replace('echo side >', 'rmdir no; echo a file >no; echo side >'));
    mkdirSync(join(desk.directory, 'no'));
    const { code, stderr } = await desk.run(['--trace', 'no/where.json']);
    expect({ code, stderr }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "warning[file-failed]: cannot write \`/somewhere/desk/no/where.json\`: a part of the path is not a directory
      ",
      }
    `);
  });

  test('replaces a file, and writes into what is none', async () => {
    const desk = makeRelease();
    desk.write('kept/real.json', 'old');
    execFileSync('ln', ['-s', 'kept/real.json', join(desk.directory, 'link.json')]);
    expect(await desk.run(['--trace', 'link.json'])).toMatchObject({ code: 0, stderr: '' });
    expect(partsOf(traceOf(desk, 'kept/real.json'))).toHaveLength(3);
    expect(await desk.run(['--trace', '/dev/null'])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync('/dev/null')).toBe(true);
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  test('belongs to commands that build', async () => {
    expect((await makeRelease().run(['plan', '--trace', 'x'])).stderr).toContain('has no option `--trace`');
    expect((await makeRelease().run(['--trace='])).stderr).toContain('`--trace` needs a value');
  });
});

describe('what parts took', () => {
  /** `expectedMillis` by part, as a run tells it. */
  async function expectations(desk: Desk, words: readonly string[] = []): Promise<Readonly<Record<string, number>>> {
    const events = eventsOf((await desk.run(['--json', ...words])).stdout);
    const queued = events.filter(({ state, expectedMillis }) => state === 'queued' && expectedMillis !== undefined);
    return Object.fromEntries(queued.map(({ part, expectedMillis }) => [String(part), Number(expectedMillis)]));
  }

  test('is told, kept, and expected by the next run that makes them', async () => {
    const desk = makeRelease();
    const events = eventsOf((await desk.run(['--json'])).stdout);
    const app = events.find(({ part, state }) => part === 'app' && state === 'installed');
    // The cost of the part that burned; whatever it costs here, it is more than it burned.
    const cost = app?.['cost'] as Record<'millis' | 'cpuMillis', number> | undefined;
    expect(cost?.cpuMillis).toBeGreaterThanOrEqual(360);
    expect(app?.['cost']).toMatchObject({ phases: [{ phase: 'command', cpuMillis: cost?.cpuMillis }] });
    const steps = events.filter(({ part, state }) => part === 'app' && state === 'command').map(({ step }) => step);
    expect([steps.at(0), steps.at(-1)]).toEqual(['started', 'ended']);
    expect(events.at(-1)).toMatchObject({ review: { criticalPath: [{ part: 'base' }, { part: 'app' }] } });
    desk.write('software.cfg', PROFILE.replace('burn.js;', 'burn.js; :;'));
    expect(await expectations(desk)).toEqual({ app: cost?.millis });
  });

  test('is known in another checkout and directory of the same user', async () => {
    const desk = makeRelease();
    await desk.run([]);
    mkdirSync(join(desk.directory, 'other'));
    const known = await expectations(desk, ['-d', 'other']);
    expect(Object.keys(known).sort()).toEqual(['app', 'base', 'side']);
    expect(known['app']).toBeGreaterThan(0);
  });

  test('is forgotten with the part by the release', async () => {
    const desk = makeRelease();
    await desk.run([]);
    desk.write('software.cfg', PROFILE.replace('app side', 'app').replace('burn.js;', 'burn.js; :;'));
    await desk.run([]);
    const kept = readFileSync(join(desk.directory, '.slapbuild/timings.json'), 'utf8');
    expect([...kept.matchAll(/^\["(\w+)"/gmu)].map(([, part]) => part)).toEqual(['base', 'app']);
  });

  test('that is damaged, or no file, is as none', async () => {
    const desk = makeRelease();
    mkdirSync(join(desk.directory, '.slapbuild'));
    execFileSync('mkfifo', [join(desk.directory, '.slapbuild/timings.json')]);
    mkdirSync(join(desk.root, 'home/.cache/slapbuild'), { recursive: true });
    writeFileSync(join(desk.root, 'home/.cache/slapbuild/timings.json'), '{"schema":1,"timings":[["app"]]}');
    expect(await expectations(desk)).toEqual({});
    expect(readFileSync(join(desk.directory, '.slapbuild/timings.json'), 'utf8')).toContain('["app","command",');
  });

  test('is not written by a run that makes nothing', async () => {
    const desk = makeRelease();
    await desk.run([]);
    const path = join(desk.directory, '.slapbuild/timings.json');
    writeFileSync(path, 'untouched');
    await desk.run([]);
    await desk.run(['buildout:parts=base']);
    expect(readFileSync(path, 'utf8')).toBe('untouched');
  });

  test('of a store entry is what its builder says, when nobody here made it', async () => {
    const desk = makeRelease(
      PROFILE.replace('app side', 'tool').replace('make-binary = true', 'make-binary = sleep 1;:'),
    );
    const store = join(desk.root, 'store');
    await desk.run(['--store', store]);
    mkdirSync(join(desk.directory, 'other'));
    // Another user: an own home, the same store; one part besides, so that the run makes something.
    const stdout = (
      await desk.run(['--json', '--store', store, '-d', 'other', 'buildout:parts=tool base'], {
        HOME: join(desk.root, 'other-home'),
      })
    ).stdout;
    const finished = eventsOf(stdout).at(-1);
    expect(finished).toMatchObject({ review: { criticalPath: [{ part: 'base' }] } });
    const review = finished?.['review'] as { savedMillis: number } | undefined; // just looked at
    expect(review?.savedMillis).toBeGreaterThanOrEqual(1_000);
  });
});
