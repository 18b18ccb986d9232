import { shellWords, withoutCredentials, type Diagnostic } from '../diag/index.js';
import { encodeEntry, encodeFailedPart, type FailedPart } from '../installed/index.js';
import type { Part } from '../plan/index.js';
import type { PartFailure } from './failures.js';
import type { Run } from './run.js';

type Failures = readonly PartFailure[];

/** Whether what a failed part made stays for people to look at. It is rubble: the next run that touches the part removes it. */
export function keepsTree({ settings }: Pick<Run, 'settings'>, failures: Failures): boolean {
  return settings.keepFailed && failures.some(({ kind }) => kind !== 'cancelled');
}

/** Leaves what a failed part made where it is: rubble at `paths`, which the next run that touches the part removes. */
export function keepTree(run: Run, { name, resolution }: Part, paths: readonly string[]): void {
  if (resolution.location === 'own') run.keptTrees.add(name);
  if (paths.length > 0) run.ports.release.append(encodeEntry({ type: 'started', name, paths }), { sync: true });
}

/** Notes what `slapbuild shell` needs to know. */
export function noteFailed({ ports }: Pick<Run, 'ports'>, part: Part, failures: Failures): void {
  // A note is a help: where it cannot be written, the tree is there all the same.
  ports.release.failed.write(part.name, encodeFailedPart(failedPart(part, failures)));
}

function failedPart(part: Part, failures: Failures): FailedPart {
  const failure = failures.find((each) => each.kind === 'command-failed');
  const command = failure && { cwd: failure.cwd, argv: failure.argv.map(withoutCredentials) };
  const location = part.resolution.location === 'own' ? part.location : null;
  return { schema: 1, part: part.name, location, shared: part.shared, command: command ?? null };
}

/** Says where the tree of a failed part is, and how to get to where it failed. */
export function tellTree(
  { keptTrees }: Pick<Run, 'keptTrees'>,
  { name, location }: Part,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const [first, ...more] = diagnostics;
  if (first === undefined) return diagnostics;
  const command = shellWords(['slapbuild', 'shell', name]);
  const message = keptTrees.has(name)
    ? `its tree is kept in \`${location}\`: \`${command}\`, with the profile and the options of this run, enters it`
    : `\`${command}\`, with the profile and the options of this run, opens a shell where it failed`;
  return [{ ...first, notes: [...first.notes, { message }] }, ...more];
}
