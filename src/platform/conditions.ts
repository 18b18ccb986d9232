import { endianness, hostname, machine, release, type, version } from 'node:os';
import type { MachineConditions } from '../engine/index.js';

/** This machine as header conditions ask about it, in Python's words; the Python version is a setting, not found here. */
export function readConditions(): MachineConditions {
  return {
    python: [3, 11, 0],
    implementation: 'cpython',
    sysPlatform: process.platform,
    osName: process.platform === 'win32' ? 'nt' : 'posix',
    system: type(),
    machine: machine(),
    release: release(),
    version: version(),
    node: hostname(),
    bits: ['arm', 'ia32', 'mips', 'mipsel'].includes(process.arch) ? 32 : 64,
    littleEndian: endianness() === 'LE',
    variables: new Map(),
    assumed: new Map(),
  };
}
