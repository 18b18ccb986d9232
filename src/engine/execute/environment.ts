import { join } from 'node:path';

/** The only search path of commands; parts add to it in their own `environment`. */
export const COMMAND_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** 1980-01-01T00:00:00Z, the earliest time that every archive format can hold. */
const SOURCE_DATE_EPOCH = '315532800';

/** The environment of a part's commands: fixed values, private folders, and what was passed on purpose. */
export function commandEnvironment(
  temporary: string,
  passed: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    PATH: COMMAND_PATH,
    HOME: join(temporary, 'home'),
    TMPDIR: join(temporary, 'tmp'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH,
    ...passed,
  };
}
