import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeJobYard, outputOf, versionOf, type JobYard } from './job-yard.js';
import { MAKES, programsWithout } from './makes.js';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];
const CORES = 3;

/** Folder of a ninja from 1.13 on, where the system's may be older. */
const NINJA = process.env['SLAPBUILD_NINJA'];
const CARGO = pathOf('cargo');

/** Where the test's own `PATH` finds a program. */
function pathOf(program: string): string | undefined {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function knowsFifos(cargo = ''): boolean {
  const [major = 0, minor = 0] = (/\d+\.\d+/u.exec(cargo)?.[0] ?? '').split('.').map(Number);
  return major > 1 || minor >= 72;
}

function makeYard(text: string, write: (yard: Pick<JobYard, 'job' | 'world'>) => void): JobYard {
  return makeJobYard((yard) => {
    write(yard);
    const command = text.replaceAll('@yard@', join(yard.world.root, 'yard'));
    return `[buildout]\nparts = build\n[build]\nrecipe = command\nstop-on-error = true\ncommand = ${command}\n`;
  });
}

/** Holds every job until as many run as there are cores, to the last; there were never more, and all have run. */
async function expectFull(yard: JobYard, passEnvironment: Readonly<Record<string, string>>): Promise<void> {
  const run = yard.world.run({ jobs: CORES, passEnvironment });
  for (let ended = 0; ended <= NAMES.length - CORES; ended++) {
    await yard.reach(CORES);
    await yard.release(yard.running()[0] ?? '');
  }
  const ran = await yard.finish(run);
  expect(ran.outcome).toBe('done');
  expect(outputOf(ran)).not.toMatch(/warning/iu);
  expect([yard.most(), yard.started()]).toEqual([CORES, NAMES.length]);
}

function writeNinja({ world, job }: Pick<JobYard, 'job' | 'world'>): void {
  const edges = NAMES.map((name) => `build ${name}: job\n  name = ${name}\n`).join('');
  world.write('yard/build.ninja', `rule job\n  command = ${job('$name')}\n${edges}`);
}

function writeCMake({ world, job }: Pick<JobYard, 'job' | 'world'>): void {
  const targets = NAMES.map((name) => `add_custom_target(${name} ALL COMMAND ${job(name)})\n`).join('');
  world.write('yard/CMakeLists.txt', `cmake_minimum_required(VERSION 3.13)\nproject(jobs NONE)\n${targets}`);
}

/** Crates whose build scripts are the jobs; only rustc and those take tokens. */
function writeCargo({ world, job }: Pick<JobYard, 'job' | 'world'>): void {
  const manifest = (name: string, more: string): string =>
    `[package]\nname = "${name}"\nversion = "1.0.0"\nedition = "2021"\n${more}`;
  for (const name of NAMES) {
    world.write(`yard/${name}/Cargo.toml`, manifest(name, 'build = "build.rs"\n'));
    world.write(`yard/${name}/src/lib.rs`, '');
    const words = job(name)
      .split(' ')
      .map((word) => JSON.stringify(word));
    const spawn = `std::process::Command::new(${words[0] ?? ''}).args([${words.slice(1).join(', ')}])`;
    world.write(`yard/${name}/build.rs`, `fn main() { assert!(${spawn}.status().unwrap().success()); }\n`);
  }
  const needs = NAMES.map((name) => `${name} = { path = "${name}" }\n`).join('');
  world.write('yard/Cargo.toml', manifest('all', `[dependencies]\n${needs}[workspace]\n`));
  world.write('yard/src/lib.rs', '');
}

describe.each(MAKES)('beside $name', ({ path, alone }) => {
  const here = path !== '';
  // Where the pool is told by the name of a FIFO alone, cargo must know such.
  const cargoKnows = CARGO !== undefined && (alone !== true || knowsFifos(versionOf(CARGO)));

  test.skipIf(!here || NINJA === undefined)('ninja shares the cores', async () => {
    await expectFull(makeYard('ninja -C @yard@', writeNinja), { PATH: `${NINJA ?? ''}:${path}` });
  });

  test.skipIf(!here || NINJA === undefined)('ninja inside make shares the cores', async () => {
    const yard = makeYard('make -C @yard@', (each) => {
      writeNinja(each);
      each.world.write('yard/Makefile', 'all: ; @+ninja\n');
    });
    await expectFull(yard, { PATH: `${NINJA ?? ''}:${path}` });
  });

  test.skipIf(!here || versionOf('cmake') === undefined)('makefiles of cmake share the cores', async () => {
    const yard = makeYard('cd @yard@ && cmake -G "Unix Makefiles" . && cmake --build .', writeCMake);
    await expectFull(yard, { PATH: path });
  });

  test.skipIf(!here || !cargoKnows)('cargo shares the cores', async () => {
    const yard = makeYard('cd @yard@ && cargo build --offline', writeCargo);
    const home = process.env['HOME'] ?? '';
    const { RUSTUP_HOME = join(home, '.rustup'), CARGO_HOME = join(home, '.cargo') } = process.env;
    const PATH = `${path}:${dirname(CARGO ?? '')}`;
    await expectFull(yard, { PATH, RUSTUP_HOME, CARGO_HOME });
  });
});

test.skipIf(NINJA === undefined)('ninja shares the cores where there is no make', async () => {
  const yard = makeYard('ninja -C @yard@', writeNinja);
  await expectFull(yard, { PATH: `${NINJA ?? ''}:${programsWithout(['make', 'gmake', 'ninja'])}` });
});
