import { parseJson } from './parse-json.js';

/**
 * What the last successful run looked at. When nothing of it has changed, the next run has nothing to do and can say so
 * without reading a profile: the quick way of a run that changes nothing. It is a shortcut only; without it, or with
 * any doubt, the run goes the whole way and comes to the same end.
 */
export interface LastRun {
  readonly schema: 1;
  /** Digest of the request and of everything else that decides a run and is no file. */
  readonly key: string;
  /** Stamp of each path that was read or looked for; `null` where nothing was. */
  readonly stamps: Readonly<Record<string, string | null>>;
  /** Paths that must be there, whatever they hold. */
  readonly outputs: readonly string[];
  readonly directory: string;
  /** Number of parts of the release. */
  readonly parts: number;
}

/** Size, times and inode of what is at a path, as one text; `null` when nothing is there. Links are followed. */
export type StampOf = (path: string) => string | null;

/** The record, if the text is one of this schema; anything else means there is no shortcut. */
export function decodeLastRun(text: string): LastRun | undefined {
  const value = parseJson(text);
  return isLastRun(value) ? value : undefined;
}

function isLastRun(value: unknown): value is LastRun {
  if (typeof value !== 'object' || value === null) return false;
  const record: Readonly<Record<string, unknown>> = { ...value };
  const { schema, key, stamps, outputs, directory, parts } = record;
  const texts = typeof key === 'string' && typeof directory === 'string' && typeof parts === 'number';
  return schema === 1 && texts && typeof stamps === 'object' && stamps !== null && Array.isArray(outputs);
}

/** Whether everything is as the last run left it. */
export function isUnchanged(
  lastRun: LastRun,
  key: string,
  look: { readonly stampOf: StampOf; readonly exists: (path: string) => boolean },
): boolean {
  if (lastRun.key !== key) return false;
  for (const [path, stamp] of Object.entries(lastRun.stamps)) if (look.stampOf(path) !== stamp) return false;
  return lastRun.outputs.every((path) => look.exists(path));
}
