import type { Diagnostic, Result } from '../engine/diag/index.js';
import { failAll, succeed } from '../engine/diag/index.js';

/** A command line in buildout's form (spec section 6). */
export interface BuildoutArguments {
  /** `-c`; `undefined`: the default profile. */
  readonly profile: string | undefined;
  /** Assignments as given; `-o -O -n -N -t -v -q` are among them, as the reference treats them. */
  readonly assignments: readonly string[];
  /** `-U` switches the user defaults file off. */
  readonly userDefaults: boolean;
  readonly verbosity: number;
  /** `-D`. */
  readonly debug: boolean;
  /** `-h`, `--help`, `--version`; what else was said does not count then. */
  readonly show: 'help' | 'version' | undefined;
  /** `undefined`: none was given, which means `install`. */
  readonly command: string | undefined;
  readonly commandArguments: readonly string[];
}

export const BUILDOUT_COMMANDS: ReadonlySet<string> = new Set([
  'annotate',
  'bootstrap',
  'init',
  'install',
  'query',
  'runsetup',
  'setup',
]);

/** Reads buildout's arguments; which further commands there are is the caller's business. */
export function readBuildoutArguments(
  args: readonly string[],
  commands: ReadonlySet<string> = BUILDOUT_COMMANDS,
): Result<BuildoutArguments, Diagnostic> {
  const reader = new Reader(args);
  reader.readOptions();
  const [command, ...commandArguments] = reader.rest;
  if (command !== undefined && !commands.has(command))
    reader.failAt('cli-invalid-command', `there is no command \`${command}\``);
  const [first, ...more] = reader.failures;
  if (first !== undefined) return failAll([first, ...more]);
  return succeed({ ...reader.found(), command, commandArguments });
}

const ASSIGNMENTS: Readonly<Record<string, string>> = {
  o: 'buildout:offline=true',
  O: 'buildout:offline=false',
  n: 'buildout:newest=true',
  N: 'buildout:newest=false',
};

class Reader {
  readonly failures: Diagnostic[] = [];
  readonly #args: readonly string[];
  readonly #assignments: string[] = [];
  #at = 0;
  #profile: string | undefined;
  #userDefaults = true;
  #verbosity = 0;
  #debug = false;
  #show: 'help' | 'version' | undefined;

  constructor(args: readonly string[]) {
    this.#args = args;
  }

  /** What no option or assignment took: the command and its arguments. */
  get rest(): readonly string[] {
    return this.#args.slice(this.#at);
  }

  found(): Omit<BuildoutArguments, 'command' | 'commandArguments'> {
    const verbosity = this.#verbosity === 0 ? [] : [`buildout:verbosity=${this.#verbosity}`];
    return {
      profile: this.#profile,
      assignments: [...this.#assignments, ...verbosity],
      userDefaults: this.#userDefaults,
      verbosity: this.#verbosity,
      debug: this.#debug,
      show: this.#show,
    };
  }

  readOptions(): void {
    for (let word = this.#args[this.#at]; word !== undefined; word = this.#args[this.#at]) {
      if (word.startsWith('-')) this.#take(word);
      else if (word.includes('=')) this.#takeAssignment(word);
      else return;
    }
  }

  failAt(code: string, message: string, hint?: string): void {
    const text = this.#args.join(' ');
    const start = this.#args.slice(0, this.#at).join(' ').length + (this.#at > 0 ? 1 : 0);
    const length = this.#args[this.#at]?.length ?? 0;
    const at = { source: { path: '<command line>', text }, start, end: start + length };
    this.failures.push({ code, severity: 'error', message, at, notes: [], ...(hint !== undefined && { hint }) });
  }

  #take(word: string): void {
    if (word === '--help') this.#show = 'help';
    else if (word === '--version') this.#show ??= 'version';
    else return this.#takeLetters(word);
    this.#at++;
  }

  #takeLetters(word: string): void {
    for (const [place, letter] of [...word].entries()) {
      if (place === 0) continue;
      if (letter === 'c' || letter === 't') return this.#takeValue(word, letter, word.slice(place + 1));
      if (!this.#takeFlag(letter)) {
        this.failAt('cli-invalid-option', `there is no option \`-${letter}\``, '`slapbuild --help` lists the options');
        break;
      }
    }
    this.#at++;
  }

  #takeFlag(letter: string): boolean {
    const assignment = ASSIGNMENTS[letter];
    if (assignment !== undefined) this.#assignments.push(assignment);
    else if (letter === 'v') this.#verbosity += 10;
    else if (letter === 'q') this.#verbosity -= 10;
    else if (letter === 'U') this.#userDefaults = false;
    else if (letter === 'D') this.#debug = true;
    else if ('hWA'.includes(letter)) this.#show = 'help';
    else return false;
    return true;
  }

  /** `-c FILE`, `-cFILE` and `-t SECONDS`; the reference drops what is glued to `-t`. */
  #takeValue(word: string, letter: 'c' | 't', glued: string): void {
    const isGlued = letter === 'c' && glued !== '';
    const value = isGlued ? glued : this.#args[this.#at + 1];
    const what = letter === 'c' ? 'a profile' : 'a number of seconds';
    if (value === undefined) this.failAt('cli-missing-argument', `the option \`${word}\` needs ${what}`);
    else if (letter === 'c') this.#profile = value;
    else if (/^\s*[+-]?\d+\s*$/u.test(value)) this.#assignments.push(`buildout:socket-timeout=${value}`);
    else this.failAt('cli-invalid-argument', `the option \`${word}\` needs ${what}, not \`${value}\``);
    this.#at += isGlued ? 1 : 2;
  }

  #takeAssignment(word: string): void {
    const [left = ''] = word.split('=', 1);
    if (left.split(':').length > 2) {
      const hint = 'write `section:option=value`, or `option=value` for `[buildout]`';
      this.failAt('cli-invalid-assignment', `the assignment \`${word}\` has more than one colon before \`=\``, hint);
    }
    this.#assignments.push(word);
    this.#at++;
  }
}
