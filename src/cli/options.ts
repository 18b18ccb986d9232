export type OwnOptionName =
  | 'check'
  | 'color'
  | 'command-timeout'
  | 'condition'
  | 'dialect'
  | 'directory'
  | 'fail-fast'
  | 'frozen'
  | 'help'
  | 'jobs'
  | 'json'
  | 'keep-failed'
  | 'keep-going'
  | 'no-jobserver'
  | 'no-probe-cache'
  | 'part-timeout'
  | 'parts'
  | 'pass-env'
  | 'silence-timeout'
  | 'stage'
  | 'store'
  | 'timeout'
  | 'trace'
  | 'version';

/** An option that slapbuild has besides buildout's letters. */
export interface OwnOption {
  readonly long: OwnOptionName;
  readonly letter?: string;
  /** Name of its value in the help; without it the option takes none. */
  readonly value?: string;
  readonly about: string;
  /** The commands that have it; all of them without it. */
  readonly only?: readonly CommandName[];
}

const BUILDING: readonly CommandName[] = ['build', 'install'];

export const OWN_OPTIONS: readonly OwnOption[] = [
  { long: 'directory', letter: 'd', value: 'DIR', about: 'make the release in DIR, as buildout:directory=DIR does' },
  {
    long: 'jobs',
    letter: 'j',
    value: 'N',
    about: 'cores to use, shared with the `make` inside parts; 1: in the order of buildout',
  },
  { long: 'parts', value: 'N', about: 'parts built at once; default: as many as cores are used', only: BUILDING },
  { long: 'keep-going', letter: 'k', about: 'after a failure, build all that does not need it', only: BUILDING },
  { long: 'fail-fast', about: 'after a failure, stop the parts that run', only: BUILDING },
  { long: 'keep-failed', about: 'leave the tree of a failed part where it is', only: BUILDING },
  { long: 'timeout', value: 'TIME', about: 'end the run after this time: 90, 90s, 15m, 2h', only: BUILDING },
  { long: 'part-timeout', value: 'TIME', about: 'end a part after this time', only: BUILDING },
  { long: 'command-timeout', value: 'TIME', about: 'end a command after this time', only: BUILDING },
  { long: 'silence-timeout', value: 'TIME', about: 'end a command that prints nothing for this time', only: BUILDING },
  { long: 'no-jobserver', about: 'one core for each command, whatever is free', only: BUILDING },
  { long: 'no-probe-cache', about: 'let every `configure` find out everything itself', only: BUILDING },
  { long: 'trace', value: 'FILE', about: 'write a trace of the run, for Perfetto or chrome://tracing', only: BUILDING },
  { long: 'store', value: 'DIR', about: 'store of shared parts, may be repeated; none: build them into the release' },
  { long: 'pass-env', value: 'NAME', about: 'pass this variable to the commands of parts, may be repeated' },
  { long: 'condition', value: 'NAME=VALUE', about: 'answer that conditions of sections get, may be repeated' },
  { long: 'frozen', about: 'refuse whatever is not as PROFILE.lock says', only: ['build', 'plan', 'install'] },
  { long: 'stage', value: 'NAME', about: 'merged, expanded or resolved (default)', only: ['resolve'] },
  { long: 'check', about: 'change nothing; exit code 1 if something would change', only: ['fmt', 'update-hash'] },
  { long: 'dialect', value: 'NAME', about: 'rules of the profile language: slapos (default) or zc' },
  { long: 'json', about: 'print events, one JSON object a line; of other commands their answer, as JSON' },
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

/** What the words after a command are. */
export type Takes = 'profile' | 'parts' | 'sections' | 'option' | 'value' | 'files' | 'part';

export interface Command {
  readonly name: string;
  readonly words: string;
  readonly about: string;
  readonly takes: Takes;
  /** What it prints is its answer: with `--json` one document, and mistakes go to standard error as text. */
  readonly answers?: true;
}

export const COMMANDS = [
  {
    name: 'build',
    words: '[PROFILE] [section:option=value ...]',
    about: 'build the release; may be left out',
    takes: 'profile',
  },
  {
    name: 'plan',
    words: '[PROFILE] [section:option=value ...]',
    about: 'say what build would do, and why',
    takes: 'profile',
  },
  {
    name: 'install',
    words: '[PART ...]',
    about: 'build these parts, and what they need; -c names the profile',
    takes: 'parts',
  },
  { name: 'check', words: '[PROFILE]', about: 'tell every mistake and doubt of a profile', takes: 'profile' },
  {
    name: 'lock',
    words: '[PROFILE]',
    about: 'write PROFILE.lock: what every profile and download is',
    takes: 'profile',
  },
  {
    name: 'resolve',
    words: '[PROFILE]',
    about: 'print every section with its values',
    takes: 'profile',
    answers: true,
  },
  { name: 'why', words: '[PROFILE] section:option', about: 'tell how a value is made', takes: 'value', answers: true },
  {
    name: 'annotate',
    words: '[SECTION ...]',
    about: 'print where values come from, as buildout does',
    takes: 'sections',
    answers: true,
  },
  {
    name: 'query',
    words: '[section:]option',
    about: 'print a value without substitution, as buildout does',
    takes: 'option',
    answers: true,
  },
  {
    name: 'env',
    words: '[PROFILE] PART',
    about: 'print what the commands of a part have as environment',
    takes: 'part',
    answers: true,
  },
  {
    name: 'log',
    words: '[PROFILE] PART',
    about: 'print the log of the last run of a part',
    takes: 'part',
    answers: true,
  },
  {
    name: 'shell',
    words: '[PROFILE] PART [-- COMMAND ...]',
    about: 'open a shell, or run a command, where a part failed',
    takes: 'part',
    answers: true,
  },
  { name: 'fmt', words: '[FILE ...]', about: 'lay profiles out in one style; meaning stays', takes: 'files' },
  { name: 'update-hash', words: '[FILE ...]', about: 'keep the sums of buildout.hash.cfg files right', takes: 'files' },
] as const satisfies readonly Command[];

export type CommandName = (typeof COMMANDS)[number]['name'];
