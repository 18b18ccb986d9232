// Runs every gate, each a script of package.json, and shows the output of those that fail.
// `--list` prints their names; names as arguments run only those.
import { capture } from './project.mjs';

const gates = ['typecheck', 'lint', 'format:check', 'modules', 'deadcode', 'sizes', 'startup', 'package:check'];

/** @param {string} gate */
function passes(gate) {
  const began = performance.now();
  const { status, stdout, stderr } = capture('npm', ['run', '--silent', gate]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  console.log(`${gate.padEnd(14)} ${status === 0 ? 'ok' : 'failed'} (${seconds} s)`);
  return status === 0;
}

const named = process.argv.slice(2);
if (named.includes('--list')) {
  console.log(gates.join('\n'));
} else {
  const unknown = named.filter((name) => !gates.includes(name));
  for (const name of unknown) console.error(`no gate ${name}`);
  const failed = (named.length > 0 ? named : gates).filter((gate) => !gates.includes(gate) || !passes(gate));
  if (failed.length > 0) {
    console.log(`failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}
