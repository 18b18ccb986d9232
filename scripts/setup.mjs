// Installs the packages that package-lock.json names, unless they are there. Needs Node and npm, nothing else.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './project.mjs';

/**
 * When a file was written; -Infinity when it is not there.
 * @param {string} name
 */
function written(name) {
  return statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

// npm writes its own copy of the lock file last, so it stands for a complete install.
if (written('node_modules/.package-lock.json') < written('package-lock.json')) {
  console.log('installing packages (npm ci)');
  process.exitCode = run('npm', ['ci', '--no-audit', '--no-fund']);
}
