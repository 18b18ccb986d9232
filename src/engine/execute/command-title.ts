import { basename } from 'node:path';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** Characters of a script that are looked at, words of a title, and characters of each. */
const MOST = { script: 4_096, words: 3, word: 24 };

/**
 * What a command does, in a few words: `make install`. Of a script it is the first command that does more than to
 * prepare, or else the last. The words of a call may hold secrets: only those of build tools are told, which are targets,
 * and of them no options, whatever may be the value of one, assignments, URLs and long words.
 */
export function titleOf(argv: readonly [string, ...string[]]): string {
  const script = scriptOf(argv);
  const [program, ...words] = (script === undefined ? undefined : mainCommand(script)) ?? argv;
  const name = basename(program);
  return [name.slice(0, MOST.word), ...(BUILD_TOOLS.has(name) ? tellingWords(words) : [])].join(' ');
}

/** Their plain words are targets and subcommands. */
const BUILD_TOOLS: ReadonlySet<string> = new Set(
  'make gmake bmake ninja cmake ctest meson scons waf cargo go npm bazel $MAKE ${MAKE} $(MAKE)'.split(' '),
);

/** The text that a shell is given to run. */
function scriptOf([program, ...words]: readonly [string, ...string[]]): string | undefined {
  if (!SHELLS.has(basename(program))) return undefined;
  const at = words.findIndex((word) => !word.startsWith('-') || /^-[a-zA-Z]*c$/.test(word));
  return words[at]?.startsWith('-') === true ? words[at + 1]?.slice(0, MOST.script) : undefined;
}

type Words = readonly [string, ...string[]];

/** Commands that are there for the sake of another. */
const PREPARING: ReadonlySet<string> = new Set(
  'set shopt cd pushd popd export unset local readonly umask ulimit trap shift alias . source : test [ [[ true false echo printf for case mkdir rm'.split(
    ' ',
  ),
);

/** Words before the name of a command. */
const LEADING = /^(?:if|then|elif|else|while|until|do|!|exec|command|time|[A-Za-z_]\w*\+?=.*)$/su;

const PROGRAM = /^[\w.+$~@/{} -]+$/u;

function mainCommand(script: string): Words | undefined {
  let last: Words | undefined;
  for (const words of commandsOf(script)) {
    const at = words.findIndex((word) => !LEADING.test(word));
    const [program, ...rest] = at === -1 ? [] : words.slice(at);
    if (program === undefined || !PROGRAM.test(program)) continue;
    if (!PREPARING.has(program)) return [program, ...rest];
    last = [program, ...rest];
  }
  return last;
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

/** An option that has its value with it: `-j4`, `--target=all`. */
const WITH_VALUE = /^-(?:[A-Za-z]\d+$|-?[\w-]+=)/u;
/** A name or a path that begins its last name with a letter. */
const TELLING = /^(?:[\w.+/-]*\/)?[A-Za-z][\w.+-]*$/u;

function tellingWords(words: readonly string[]): readonly string[] {
  const telling: string[] = [];
  let isValue = false;
  for (const word of words) {
    const isOption = word.startsWith('-');
    const isRedirection = /^\d*[<>]/u.test(word);
    const last = basename(word);
    if (!isOption && !isRedirection && !isValue && last.length <= MOST.word && TELLING.test(word)) telling.push(last);
    isValue = (isOption && !WITH_VALUE.test(word)) || /^\d*[<>]+$/u.test(word);
  }
  return telling.slice(0, MOST.words - 1);
}
