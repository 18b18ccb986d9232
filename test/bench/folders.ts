import { mkdtempSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Empties a folder. Moved, not removed: some file systems make new files slowly after many were deleted. */
export function setAside(folder: string, kept: ReadonlySet<string>): void {
  const aside = mkdtempSync(`${folder}.old-`);
  for (const name of readdirSync(folder)) if (!kept.has(name)) renameSync(join(folder, name), join(aside, name));
}

/** Another stamp is another writing. */
export function stampOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}
