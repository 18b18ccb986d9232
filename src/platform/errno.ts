import { fail, type Failed } from '../engine/diag/index.js';
import type { FileFailure } from '../engine/recipe/index.js';

/** An error of a file operation with its errno name; anything else is a bug and is thrown on. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

/** What a failed file operation becomes: the operation as a verb, the path, the errno name. */
export function fileFailed(operation: string, path: string, error: unknown): Failed<FileFailure> {
  return fail({ kind: 'file-failed', operation, path, code: errnoOf(error) });
}
