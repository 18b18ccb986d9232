import { join } from 'node:path';
import { COMMAND_PATH } from '../../src/engine/execute/index.js';
import { versionOf } from './job-yard.js';

/** A `make` to test with, and the search path that finds it first. */
export interface Make {
  readonly name: string;
  readonly path: string;
}

/** Folder of a second make, on the other side of version 4.4 than the system's. */
const OTHER = process.env['SLAPBUILD_OTHER_MAKE'];

/** The system's make and the other one; the name says what it is, or that it is missing. */
export const MAKES: readonly Make[] = [
  { name: versionOf('make') ?? 'no make', path: COMMAND_PATH },
  OTHER === undefined
    ? { name: 'another make (SLAPBUILD_OTHER_MAKE is not set)', path: '' }
    : { name: versionOf(join(OTHER, 'make')) ?? 'no make', path: `${OTHER}:${COMMAND_PATH}` },
];
