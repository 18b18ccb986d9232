import { basename } from 'node:path';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** Characters of a script that are looked at, targets of a title, and characters of a program's name. */
const MOST = { script: 4_096, targets: 2, program: 24 };

/**
 * What a command does, in a few words: `make install`. Of a script it is the first program known to build something; the
 * words of a call may hold secrets, so nothing else of it is told but well-known targets.
 */
export function titleOf(argv: readonly [string, ...string[]]): string {
  const script = scriptOf(argv);
  const [program, ...words] = (script === undefined ? undefined : buildingCommand(script)) ?? argv;
  const name = basename(program);
  const targets = isBuilding(program) ? words.filter((word) => TARGETS.has(word)).slice(0, MOST.targets) : [];
  return [name.slice(0, MOST.program), ...targets].join(' ');
}

const PROGRAMS: ReadonlySet<string> = new Set(
  `configure Configure config autogen.sh autoreconf bootstrap buildconf qmake
  make gmake bmake ninja cmake ctest meson scons waf bazel bjam b2 cargo go npm yarn pip pip3
  python python2 python3 perl ruby gem node java javac ant mvn rustc gcc g++ cc c++ clang clang++ ar ld`.split(/\s+/u),
);

function isBuilding(program: string): boolean {
  return PROGRAMS.has(basename(program));
}

const TARGETS: ReadonlySet<string> = new Set(
  `all build check clean configure depend dist distclean install install-all install-bin install-data install-dev install-exec
  install-headers install-lib install-man install-strip install_sw install_ssldirs libs modules setup.py test tests`.split(
    /\s+/u,
  ),
);

/** The text that a shell is given to run. */
function scriptOf([program, ...words]: readonly [string, ...string[]]): string | undefined {
  if (!SHELLS.has(basename(program))) return undefined;
  const at = words.findIndex((word) => !word.startsWith('-') || /^-[a-zA-Z]*c$/.test(word));
  return words[at]?.startsWith('-') === true ? words[at + 1]?.slice(0, MOST.script) : undefined;
}

/** Words before the name of a command. */
const LEADING = /^(?:if|then|elif|else|while|until|do|!|exec|command|time|env|[A-Za-z_]\w*\+?=.*)$/su;

function buildingCommand(script: string): readonly [string, ...string[]] | undefined {
  for (const words of commandsOf(script)) {
    const [program, ...rest] = words.slice(words.findIndex((word) => !LEADING.test(word)));
    if (program !== undefined && isBuilding(program)) return [program, ...rest];
  }
  return undefined;
}

/** The pieces that a shell sees: blanks, comments, what ends a command, and words. */
const PIECES =
  /(?<blank>[ \t\r]+|\\\r?\n|#[^\n]*)|(?<end>&&|\|\||[;|&\n(){}])|(?:'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|\$\{[^}\n]*\}|\$\([^)\n]*\)|[<>]+&|[^\s'"\\;|&(){}])+/gy;

/** The simple commands of a script as words, as far as it can be read without being a shell. */
function* commandsOf(script: string): Generator<readonly string[]> {
  let words: string[] = [];
  for (const { 0: piece, groups } of script.matchAll(PIECES)) {
    if (groups?.['blank'] !== undefined) continue;
    if (groups?.['end'] === undefined) words.push(withoutQuotes(piece));
    else {
      if (words.length > 0) yield words;
      words = [];
    }
  }
  if (words.length > 0) yield words;
}

function withoutQuotes(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])/gu,
    (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? '',
  );
}
