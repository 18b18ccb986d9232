import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Ends the sessions that the engine leaves behind however it dies, SIGKILL included: a shell that reads `+leader` and
 * `-leader` lines from a pipe which only the engine holds, and kills what is registered when the pipe ends.
 */
const PROGRAM = `
trap '' HUP INT QUIT TERM PIPE TSTP
live=' '
while read -r line; do
  leader=\${line#?}
  case $line in
    +*) live="$live$leader " ;;
    -*) live="\${live%%" $leader "*} \${live#*" $leader "}" ;;
  esac
done
pass=0
while [ $pass -lt 100 ]; do
  found=
  for leader in $live; do kill -s KILL -- "-$leader"; done
  for file in /proc/[0-9]*/stat; do
    read -r text <"$file" || continue
    set -- \${text##*) }
    case $live in *" $4 "*) ;; *) continue ;; esac
    case $1 in Z|X) continue ;; esac
    pid=\${file#/proc/}
    kill -s KILL "\${pid%/stat}" && found=1
  done
  [ -n "$found" ] || exit 0
  pass=$((pass + 1))
done
`;

const IDLE_MILLIS = 2000;

/** Starts its process with the first command and lets it go when no command has run for a while. */
export class Watchdog {
  readonly #live = new Set<number>();
  #dog: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** Resolves when the watchdog's pipe has the line: from then on the session does not outlive the engine. */
  async watch(leader: number): Promise<void> {
    clearTimeout(this.#idle);
    this.#live.add(leader);
    if (this.#dog === undefined) await this.#start();
    else await this.#tell(`+${leader}\n`);
  }

  async forget(leader: number): Promise<void> {
    this.#live.delete(leader);
    await this.#tell(`-${leader}\n`);
    if (this.#live.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop(), IDLE_MILLIS).unref();
  }

  async #start(): Promise<void> {
    const dog = spawn('/bin/sh', ['-c', PROGRAM], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
      env: {},
    });
    this.#dog = dog;
    // A watchdog that somebody killed is replaced at the next command.
    const lost = (): void => {
      if (this.#dog === dog) this.#dog = undefined;
    };
    dog.on('error', lost).on('exit', lost);
    dog.stdin.on('error', lost);
    dog.unref();
    // Node's pipes to children are sockets; the type of `stdin` does not say so.
    (dog.stdin as Socket).unref();
    await this.#tell([...this.#live].map((leader) => `+${leader}\n`).join(''));
  }

  #stop(): void {
    this.#dog?.stdin?.end();
    this.#dog = undefined;
  }

  #tell(lines: string): Promise<void> {
    const stdin = this.#dog?.stdin;
    return new Promise((resolve) => {
      if (stdin === undefined || stdin === null || stdin.destroyed) resolve();
      else stdin.write(lines, () => resolve());
    });
  }
}
