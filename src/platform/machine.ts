import { availableParallelism } from 'node:os';

export interface Machine {
  readonly os: string;
  readonly arch: string;
  readonly libc: Libc | undefined;
  /** Cores that this process may use. */
  readonly cores: number;
}

export interface Libc {
  readonly name: 'glibc' | 'musl';
  /** Empty when the library does not tell. */
  readonly version: string;
}

/** What decides where built content runs, and how much runs at once. */
export function readMachine(): Machine {
  return { os: process.platform, arch: process.arch, libc: readLibc(), cores: availableParallelism() };
}

/** The C library this process runs on; `undefined` where there is none of the two, as on macOS. */
function readLibc(): Libc | undefined {
  if (process.platform !== 'linux') return undefined;
  const report = reportWithoutNetwork(process.report);
  const version = textAt(memberOf(report, 'header'), 'glibcVersionRuntime');
  if (version !== undefined) return { name: 'glibc', version };
  const musl = sharedObjects(report).find((path) => /(?:^|\/)(?:ld-musl-|libc\.musl-)/.test(path));
  return musl === undefined ? undefined : { name: 'musl', version: '' };
}

/** Without its list of connections, which would ask the name service for each of them. */
function reportWithoutNetwork(report: NodeJS.ProcessReport & { excludeNetwork?: boolean }): unknown {
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  try {
    const made: unknown = report.getReport();
    return made;
  } finally {
    if (before !== undefined) report.excludeNetwork = before;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textAt(value: unknown, key: string): string | undefined {
  const found = memberOf(value, key);
  return typeof found === 'string' ? found : undefined;
}

function sharedObjects(report: unknown): readonly string[] {
  const listed = memberOf(report, 'sharedObjects');
  return Array.isArray(listed) ? listed.filter((path): path is string => typeof path === 'string') : [];
}
