import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Ends the sessions that the engine leaves behind however it dies, SIGKILL included: a shell that reads `+leader` and
 * `-leader` lines from a pipe which only the engine holds, and kills what is registered when the pipe ends, with the
 * sessions that were made below it. They are stopped first: a parent that ends would hide its children.
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
for leader in $live; do kill -s STOP -- "-$leader"; done
pass=0
while [ $pass -lt 100 ]; do
  members=' '
  grown=1
  while [ -n "$grown" ]; do
    grown=
    for file in /proc/[0-9]*/stat; do
      pid=\${file#/proc/}
      pid=\${pid%/stat}
      case $members in *" $pid "*) continue ;; esac
      read -r text <"$file" || continue
      set -- \${text##*) }
      case $1 in Z|X) continue ;; esac
      case $live in
        *" $4 "*) ;;
        *) case $members in *" $2 "*) live="$live$4 " ;; *) continue ;; esac ;;
      esac
      members="$members$pid "
      grown=1
    done
  done
  for leader in $live; do kill -s KILL -- "-$leader"; done
  for pid in $members; do kill -s KILL "$pid"; done
  [ "$members" != ' ' ] || exit 0
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
    // A watchdog that somebody killed is replaced: at once when there is something to watch, or at the next command.
    const lost = (): void => {
      if (this.#dog === dog) this.#dog = undefined;
    };
    dog.on('error', lost).on('exit', (_, killedBy) => {
      lost();
      if (killedBy !== null && this.#dog === undefined && this.#live.size > 0) void this.#start();
    });
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
