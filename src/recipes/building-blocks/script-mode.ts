import { succeed, type FileFailure, type InstallContext, type Result } from '../../engine/recipe/index.js';

/** The mode of a file without one of its own: less the umask, and executable when it is a script of this machine. */
export async function defaultMode(context: InstallContext, content: string): Promise<Result<number, FileFailure>> {
  const script = await isScript(context, content);
  return script.ok ? succeed(context.files.lessUmask(script.value ? 0o777 : 0o666)) : script;
}

/** Whether the interpreter line names a program of this machine. */
async function isScript({ files }: InstallContext, content: string): Promise<Result<boolean, FileFailure>> {
  const program = /^#![^\S\n]*(?<program>\S+)/u.exec(content)?.groups?.['program'];
  if (program === undefined) return succeed(false);
  const path = await files.realPath(program);
  if (!path.ok || path.value === undefined) return path.ok ? succeed(false) : path;
  const status = await files.status(path.value);
  return status.ok ? succeed(status.value?.kind === 'file' && (status.value.mode & 0o111) !== 0) : status;
}
