import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Archiver } from '../../src/engine/execute/index.js';
import { fail, succeed } from '../../src/engine/recipe/index.js';

/** Unpacks with the system's tar; trusts its input. */
export const plainArchiver: Archiver = {
  async unpack(archive, destination, { strip, env }) {
    const folder = mkdtempSync(join(dirname(destination), '.unpack-'));
    try {
      if (statSync(archive).isDirectory()) cpSync(archive, folder, { recursive: true, verbatimSymlinks: true });
      else if (readFileSync(archive).subarray(0, 4).toString('latin1') === 'LZIP')
        execFileSync('tar', ['-x', '-C', folder, '-f', '-'], {
          input: execFileSync('/bin/sh', ['-c', 'lunzip -c "$0"', archive], { env }),
        });
      else execFileSync('tar', ['-x', '-C', folder, '-f', archive]);
    } catch {
      rmSync(folder, { recursive: true });
      return fail({ kind: 'archive-unreadable', archive, reason: 'tar cannot read it' });
    }
    const [only = '', ...others] = readdirSync(folder);
    const single = others.length === 0 && only !== '' && statSync(join(folder, only)).isDirectory();
    if (strip === 'always' && !single) {
      rmSync(folder, { recursive: true });
      return fail({ kind: 'archive-unreadable', archive, reason: 'it has no single directory at the top' });
    }
    const root = strip !== 'never' && single ? join(folder, only) : folder;
    mkdirSync(destination, { recursive: true });
    for (const name of readdirSync(root)) renameSync(join(root, name), join(destination, name));
    rmSync(folder, { recursive: true });
    return succeed({ top: readdirSync(destination).toSorted() });
  },
};
