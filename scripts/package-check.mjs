// Packs the package as it would be published and lets publint and arethetypeswrong judge the tarball.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root, run, tool } from './project.mjs';

/** @typedef {{ filename: string, size: number, files: readonly { path: string }[] }} Tarball */

/** @param {string} folder */
function pack(folder) {
  const packed = capture('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  const [tarball] = /** @type {[Tarball]} */ (JSON.parse(packed.stdout));
  return tarball;
}

/**
 * Files that must be in the package, and are not.
 * @param {readonly { path: string }[]} files
 */
function missingFrom(files) {
  const required = ['README.md', 'dist/cli/slapbuild.js', 'dist/cli/late/extract-main.js', 'dist/lib/index.d.ts'];
  return required.filter((path) => !files.some((file) => file.path === path));
}

/** The lock file is for everybody's registry: sums, and no addresses. */
function isLockPortable() {
  return !readFileSync(join(root, 'package-lock.json'), 'utf8').includes('"resolved"');
}

const folder = mkdtempSync(join(tmpdir(), 'slapbuild-package-'));
try {
  const built = run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  if (built === 0) {
    const { filename, size, files } = pack(folder);
    const tarball = join(folder, filename);
    console.log(`${filename}: ${files.length} files, ${size} bytes`);
    const errors = missingFrom(files).map((path) => `not in the package: ${path}`);
    if (!isLockPortable())
      errors.push('package-lock.json names addresses: see omit-lockfile-registry-resolved in .npmrc');
    for (const error of errors) console.error(error);
    const publint = run(tool('publint'), ['run', tarball, '--strict']);
    const attw = run(tool('attw'), [tarball, '--profile', 'esm-only']);
    if (errors.length > 0 || publint !== 0 || attw !== 0) process.exitCode = 1;
  } else {
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
