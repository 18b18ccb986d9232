// node scripts/check-libraries.mjs FOLDER…: every program and library below the folders finds the libraries it needs
// below the folders. From the system comes the C library's own family, and nothing else.
import { closeSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { capture } from './project.mjs';

const family = /^(?:lib(?:c|m|pthread|dl|rt|resolv)\.so\.\d+|ld-linux.*\.so\.\d+|linux-vdso\.so\.1)$/;

/**
 * An ELF file that a loader would take: a program or a shared object, not an object file.
 * @param {string} path
 */
function isLoadable(path) {
  const head = Buffer.alloc(18);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, head, 0, head.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.toString('latin1', 0, 4) !== '\x7FELF') return false;
  const isLittleEndian = head[5] === 1;
  const type = isLittleEndian ? head.readUInt16LE(16) : head.readUInt16BE(16);
  return type === 2 || type === 3;
}

/**
 * What is wrong with one line of ldd's output.
 * @param {string} line
 * @param {readonly string[]} folders
 */
function complaint(line, folders) {
  const [wanted = '', found] = line
    .trim()
    .replace(/ \(0x[0-9a-f]+\)$/, '')
    .split(' => ');
  if (wanted === '' || wanted === 'statically linked') return undefined;
  if (found === 'not found') return `${wanted} is not found`;
  if (family.test(basename(wanted))) return undefined;
  const path = realpathSync(found ?? wanted);
  const isInside = folders.some((folder) => path.startsWith(folder + sep));
  return isInside ? undefined : `${wanted} is taken from ${path}`;
}

/** @param {string} folder */
function loadablesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isLoadable);
}

const plain = ['-u', 'LD_LIBRARY_PATH', '-u', 'LD_PRELOAD', 'LC_ALL=C'];
const folders = process.argv.slice(2).map((folder) => realpathSync(folder));
const files = folders.flatMap(loadablesBelow);
const complaints = files.flatMap((file) => {
  const { status, stdout, stderr } = capture('env', [...plain, 'ldd', file]);
  if (stderr.includes('not a dynamic executable')) return [];
  if (status !== 0) return [`${file}: ldd: ${stderr.trim()}`];
  const lines = stdout.split('\n').map((line) => complaint(line, folders));
  return lines.filter((each) => each !== undefined).map((each) => `${file}: ${each}`);
});
if (files.length === 0) complaints.push('no program and no library at all');

for (const each of complaints) console.error(each);
console.log(`${files.length} programs and libraries, ${complaints.length} complaints`);
if (complaints.length > 0) process.exitCode = 1;
