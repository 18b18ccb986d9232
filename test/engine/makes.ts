import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { COMMAND_PATH } from '../../src/engine/execute/index.js';
import { versionOf } from './job-yard.js';

/** A `make` to test with, and the search path that finds it first; empty when the machine has none. */
export interface Make {
  readonly name: string;
  readonly path: string;
  /** No other make is on the path, or ninja. */
  readonly alone?: boolean;
}

/** Folder of a second make, on the other side of version 4.4 than the system's. */
const OTHER = process.env['SLAPBUILD_OTHER_MAKE'];

/** The system's make, the other one before it, and the other one without it. */
export const MAKES: readonly Make[] = [{ name: versionOf('make') ?? 'no make', path: COMMAND_PATH }, ...otherMakes()];

function otherMakes(): readonly Make[] {
  if (OTHER === undefined) return [{ name: 'another make (SLAPBUILD_OTHER_MAKE is not set)', path: '' }];
  const name = versionOf(join(OTHER, 'make')) ?? 'no make';
  return [
    { name: `${name} before the system's`, path: `${OTHER}:${COMMAND_PATH}` },
    { name: `${name} alone`, path: `${OTHER}:${programsWithout(['make', 'gmake', 'ninja'])}`, alone: true },
  ];
}

/** A folder with the system's programs but these. */
export function programsWithout(names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync('/usr/bin'))
    if (!names.includes(name)) symlinkSync(join('/usr/bin', name), join(folder, name));
  return folder;
}
