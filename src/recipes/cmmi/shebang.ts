import { join } from 'node:path';
import { succeed, type InstallContext, type RecipeFailure, type Result } from '../../engine/recipe/index.js';
import { shellWord } from '../building-blocks/shell.js';

/** Kernels before Linux 5.1 read this many bytes of a script's first line. */
const LIMIT = 128;

/**
 * Scripts directly in `bin` and `sbin` whose interpreter line is too long for the kernel get a wrapper in their place
 * that starts the same interpreter; the script itself moves to `<name>.shebang`.
 */
export async function wrapLongShebangs(
  context: InstallContext,
  location: string,
): Promise<Result<void, RecipeFailure>> {
  for (const folder of ['bin', 'sbin']) {
    const done = await wrapIn(context, join(location, folder));
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

async function wrapIn(context: InstallContext, folder: string): Promise<Result<void, RecipeFailure>> {
  const { files } = context;
  const real = await files.realPath(folder);
  if (!real.ok) return real;
  const status = real.value === undefined ? succeed(undefined) : await files.status(real.value);
  if (!status.ok) return status;
  if (status.value?.kind !== 'directory') return succeed(undefined);
  const names = await files.list(folder);
  if (!names.ok) return names;
  for (const name of names.value) {
    const done = await wrapFile(context, join(folder, name));
    if (!done.ok) return done;
  }
  return succeed(undefined);
}

async function wrapFile({ files }: InstallContext, path: string): Promise<Result<void, RecipeFailure>> {
  const status = await files.status(path);
  if (!status.ok) return status;
  if (status.value?.kind !== 'file') return succeed(undefined);
  const start = await files.read(path, LIMIT);
  if (!start.ok) return start;
  const line = start.value.subarray(0, LIMIT);
  if (!line.subarray(0, 2).equals(Buffer.from('#!')) || line.includes('\n')) return succeed(undefined);
  const script = `${path}.shebang`;
  const moved = await files.move(path, script);
  return moved.ok ? files.write(path, wrapper(script), { mode: status.value.mode, exact: true }) : moved;
}

/** Reads the interpreter line as the kernel does: a program, and at most one argument that may hold blanks. */
function wrapper(script: string): string {
  return `#!/bin/sh -e
# The first line of the script is longer than some kernels read, so its interpreter is started from here.
script=${shellWord(script)}
line=
IFS= read -r line < "$script" || :
read -r program argument << .
\${line#??}
.
exec "$program" \${argument:+"$argument"} "$script" "$@"
`;
}
