import { withoutCredentials, type Diagnostic } from '../diag/index.js';
import { encodeFailedPart, type FailedPart } from '../installed/index.js';
import type { Part } from '../plan/index.js';
import type { PartFailure } from './failures.js';
import type { Run } from './run.js';

type Failures = readonly PartFailure[];

/** Whether what a failed part made stays for people to look at. It is rubble: the next run that touches the part removes it. */
export function keepsTree({ settings }: Pick<Run, 'settings'>, failures: Failures): boolean {
  return settings.keepFailed && failures.some(({ kind }) => kind !== 'cancelled');
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

/** Says where the tree of a failed part is, and how to get into it. */
export function tellTree(part: Part, failures: Failures, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const { location, command } = failedPart(part, failures);
  const tree = location ?? command?.cwd;
  const [first, ...more] = diagnostics;
  if (tree === undefined || first === undefined) return diagnostics;
  const message = `its tree is kept in \`${tree}\`: \`slapbuild shell ${part.name}\` enters it`;
  return [{ ...first, notes: [...first.notes, { message }] }, ...more];
}
