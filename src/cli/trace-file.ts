import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { EngineEvent } from '../engine/events.js';
import { asFileFailure } from '../platform/file-failure.js';
import { removeFile } from '../platform/file-tree.js';
import type { Reporter } from '../reporters/reporter.js';
import { listenForTrace } from '../reporters/trace.js';
import { explainFile } from './told-files.js';

/** A trace of one run, written when the run has ended. */
export interface TraceFile {
  readonly hear: (event: EngineEvent) => void;
  /** A trace that cannot be written changes nothing about the run: it is a warning. */
  readonly write: (reporter: Reporter) => void;
}

/** `path` is absolute. */
export function openTrace(path: string): TraceFile {
  const listener = listenForTrace(() => performance.now());
  return {
    hear: listener.hear,
    write(reporter) {
      const fresh = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
      try {
        const text = listener.text();
        // A device, a pipe or a link is written to, not replaced.
        if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) writeFileSync(path, text);
        else {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(fresh, text, { flag: 'wx' });
          renameSync(fresh, path);
        }
      } catch (error) {
        removeFile(fresh);
        const [failure] = asFileFailure(error, 'write', path).failures;
        reporter.report({ type: 'diagnostic', diagnostic: { ...explainFile(failure), severity: 'warning' } });
      }
    },
  };
}
