import { fail, type Failed, type Result, succeed } from '../engine/diag/index.js';
import type { Cancelled, FileFailure } from '../engine/recipe/index.js';

/** What a system call throws. Only these become failures; everything else is a bug and stays an exception. */
export interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** The errno name of a system error; throws anything else again. */
export function errnoOf(error: unknown): string {
  if (!isSystemError(error)) throw error;
  return error.code;
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(error) && codes.includes(error.code);
}

export function fileFailure(operation: string, path: string, code: string): Failed<FileFailure> {
  return fail({ kind: 'file-failed', operation, path, code });
}

/** The failure for a system error; throws anything else again. */
export function asFileFailure(error: unknown, operation: string, path: string): Failed<FileFailure> {
  if (!isSystemError(error)) throw error;
  return fileFailure(operation, path, error.code);
}

/** Runs file operations whose system errors are the caller's failure. */
export async function attempt<Value>(
  operation: string,
  path: string,
  action: () => Value | Promise<Value>,
): Promise<Result<Value, FileFailure>> {
  try {
    return succeed(await action());
  } catch (error) {
    return asFileFailure(error, operation, path);
  }
}

export function cancelled(): Failed<Cancelled> {
  return fail({ kind: 'cancelled' });
}
