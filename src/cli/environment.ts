import { isAbsolute, join, resolve } from 'node:path';

/** What the process's environment says, as far as slapbuild listens to it. No other module reads these variables. */
export interface Environment {
  readonly home: string;
  readonly userStore: string;
  readonly userCache: string;
  readonly userDefaults: string;
  /** `NO_COLOR` is set, to anything. */
  readonly noColor: boolean;
  /** The terminal understands no control sequences. */
  readonly dumbTerminal: boolean;
  readonly columns: number | undefined;
}

export interface EnvironmentSources {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Asked only when `HOME` is not set. */
  readonly accountHome: () => string;
  readonly workingDirectory: string;
}

export function readEnvironment({ variables, accountHome, workingDirectory }: EnvironmentSources): Environment {
  const set = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name]);
  const home = resolve(workingDirectory, set('HOME') ?? accountHome());
  /** The XDG rules: a relative path counts as not set. */
  const xdg = (name: string, fallback: string): string => {
    const path = set(name);
    return path !== undefined && isAbsolute(path) ? path : join(home, fallback);
  };
  const columns = Number(set('COLUMNS'));
  return {
    home,
    userStore: join(xdg('XDG_DATA_HOME', '.local/share'), 'slapbuild', 'store'),
    userCache: join(xdg('XDG_CACHE_HOME', '.cache'), 'slapbuild'),
    userDefaults: resolve(workingDirectory, set('BUILDOUT_HOME') ?? join(home, '.buildout'), 'default.cfg'),
    noColor: set('NO_COLOR') !== undefined,
    dumbTerminal: variables['TERM'] === 'dumb',
    columns: Number.isInteger(columns) && columns > 0 ? columns : undefined,
  };
}
