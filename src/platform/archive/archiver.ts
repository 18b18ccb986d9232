import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, InternalError, type Result, succeed } from '../../engine/diag/index.js';
import type { Archiver } from '../../engine/execute/ports.js';
import type { Cancelled, FileFailure, Unpacked, UnpackFailure } from '../../engine/recipe/index.js';
import { asFileFailure, cancelled, hasCode } from '../file-failure.js';
import { removeTree } from '../file-tree.js';
import { type ArchiveLimits, DEFAULT_LIMITS, type ExtractAnswer, type ExtractRequest } from './messages.js';
import { workingFolders } from './working-folder.js';

export interface ArchiverOptions {
  /** The extracting program; without it, `extract-main.js` beside this module. */
  readonly workerPath?: string;
  /** Where decompressors are looked up. */
  readonly path?: string;
  readonly limits?: Partial<ArchiveLimits>;
}

type UnpackResult = Result<Unpacked, UnpackFailure | FileFailure | Cancelled>;

const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';
const HEAP_MEGABYTES = 512;

/**
 * Unpacks untrusted archives, each in a process of its own, which leads a process group with the decompressor it may
 * start. Member policy: names stay inside, nothing is written through a link, links stay inside (dangling ones are
 * kept), no devices, FIFOs or set-id files, limits on size and number; a member that breaks it refuses the archive.
 * Permissions and times are the archive's, owners are not.
 */
export function createArchiver(options: ArchiverOptions = {}): Archiver {
  return {
    async unpack(archive, destination, { strip, signal, env }) {
      if (signal.aborted) return cancelled();
      const limits = { ...DEFAULT_LIMITS, ...options.limits };
      const paths = { archive: resolve(archive), destination: resolve(destination) };
      const request: ExtractRequest = { ...paths, strip, limits, ...(env !== undefined && { env }) };
      const child = startWorker(options);
      try {
        return await converse(child, request, signal);
      } catch (error) {
        return asFileFailure(error, 'unpack', request.destination);
      }
    },
  };
}

function startWorker(options: ArchiverOptions): ChildProcess {
  const program = options.workerPath ?? fileURLToPath(new URL('./extract-main.js', import.meta.url));
  if (!existsSync(program)) throw new InternalError(`the extracting program ${program} is missing`);
  return spawn(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { PATH: options.path ?? DEFAULT_PATH, LANG: 'C.UTF-8' },
  });
}

async function converse(child: ChildProcess, request: ExtractRequest, signal: AbortSignal): Promise<UnpackResult> {
  const kill = (): void => killGroup(child);
  signal.addEventListener('abort', kill);
  try {
    // A worker that ends early closes its input; how it ended tells the rest.
    child.stdin?.on('error', () => {});
    child.stdin?.write(`${JSON.stringify(request)}\n`);
    const ending = await endOf(child);
    if (ending.answer?.ok === true) return succeed({ top: ending.answer.top });
    if (ending.answer !== undefined) return fail(ending.answer.failure);
    await Promise.all(workingFolders(request.destination, child.pid ?? 0).map(removeTree));
    if (signal.aborted) return cancelled();
    return fail({ kind: 'archive-unreadable', archive: request.archive, reason: ending.reason });
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

interface Ending {
  readonly answer: ExtractAnswer | undefined;
  /** For a worker that ended without an answer. */
  readonly reason: string;
}

function endOf(child: ChildProcess): Promise<Ending> {
  let output = '';
  let complaint = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, killedBy) => {
      const words = complaint.split('\n').find((line) => /error/i.test(line)) ?? '';
      const ending = killedBy ?? `status ${status ?? 'unknown'}`;
      done({ answer: parseAnswer(output), reason: `the extracting process ended with ${ending} ${words}`.trim() });
    });
  });
}

function parseAnswer(output: string): ExtractAnswer | undefined {
  // Written by the program of the same version.
  return output.endsWith('\n') ? (JSON.parse(output) as ExtractAnswer) : undefined;
}
