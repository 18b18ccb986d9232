import { capture, tool } from './project.mjs';

/** What imports what in `src` and `test`, and what of it is forbidden. */
export function cruise() {
  const { stdout, stderr } = capture(tool('depcruise'), ['src', 'test', '--output-type', 'json']);
  // The exit status counts violations, so the output alone tells whether it ran.
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${stderr}${stdout}`);
  return /** @type {import('dependency-cruiser').ICruiseResult} */ (JSON.parse(stdout));
}

/** @param {import('dependency-cruiser').IViolation} violation */
export function isCycle({ rule }) {
  return rule.name === 'no cycles';
}
