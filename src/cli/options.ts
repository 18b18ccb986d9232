export type OwnOptionName =
  'color' | 'dialect' | 'directory' | 'help' | 'jobs' | 'json' | 'pass-env' | 'store' | 'version';

/** An option that slapbuild has besides buildout's letters. */
export interface OwnOption {
  readonly long: OwnOptionName;
  readonly letter?: string;
  /** Name of its value in the help; without it the option takes none. */
  readonly value?: string;
  readonly about: string;
}

export const OWN_OPTIONS: readonly OwnOption[] = [
  { long: 'directory', letter: 'd', value: 'DIR', about: 'make the release in DIR, as buildout:directory=DIR does' },
  { long: 'jobs', letter: 'j', value: 'N', about: 'parts built at once; 1: in the order of buildout' },
  { long: 'store', value: 'DIR', about: 'store of shared parts, may be repeated; none: build them into the release' },
  { long: 'pass-env', value: 'NAME', about: 'pass this variable to the commands of parts, may be repeated' },
  { long: 'dialect', value: 'NAME', about: 'rules of the profile language: slapos (default) or zc' },
  { long: 'json', about: 'print events, one JSON object a line' },
  { long: 'color', value: 'WHEN', about: 'auto (default), always or never' },
  { long: 'version', about: 'print the version' },
  { long: 'help', letter: 'h', about: 'print this' },
];

/** Buildout's own letters, for the help; `buildout-arguments.ts` reads them. */
export const BUILDOUT_OPTIONS = [
  { flags: '-c FILE', about: 'the profile' },
  { flags: '-o, -O', about: 'offline, or not' },
  { flags: '-n, -N', about: 'fetch remote profiles again that extends-cache has, or not' },
  { flags: '-U', about: 'without the defaults of ~/.buildout/default.cfg' },
  { flags: '-t SECONDS', about: 'sets buildout:socket-timeout' },
  { flags: '-v, -q', about: 'tell more: what commands print; tell less. May be repeated' },
] as const;

export const COMMANDS = [
  { name: 'build', words: '[PROFILE] [section:option=value ...]', about: 'build the release; may be left out' },
  { name: 'plan', words: '[PROFILE] [section:option=value ...]', about: 'say what build would do, and why' },
  { name: 'install', words: '[PART ...]', about: 'build these parts, and what they need; -c names the profile' },
] as const;

export type CommandName = (typeof COMMANDS)[number]['name'];
