import { stripVTControlCharacters } from 'node:util';

/** What to show of an output that has an error in it. */
export interface ErrorExcerpt {
  /** The error with the lines that belong to it, in their order. */
  readonly lines: readonly string[];
}

/** How the programs of builds say that something is wrong. */
interface Pattern {
  readonly error: RegExp;
  /** Lines directly before that belong to it. */
  readonly before?: RegExp;
  /** Lines directly after that belong to it. */
  readonly after?: RegExp;
  /** The line that ends those belongs to it too, as the last one of a Python traceback does. */
  readonly closing?: true;
}

const COMPILER_LEAD =
  /^(?:In file included from |\s+from |[^\s:]+: (?:In (?:member |static member )?function|In |At ))/u;
const INDENTED = /^\s/u;

/** From the surest to the vaguest: of the first kind that an output has, its first line counts. */
const KINDS: readonly (readonly Pattern[])[] = [
  [
    // gcc, clang, gfortran, cython, TypeScript and many others: a place, then the word.
    {
      error: /^\s*[^\s:'"][^:'"]*:\d+(?::\d+)?:? (?:fatal |internal compiler )?error\b[:\s]/iu,
      before: COMPILER_LEAD,
      after: /^\s|: note: |^compilation terminated/u,
    },
    { error: /^[^\s:]+\(\d+(?:,\d+)?\): (?:fatal )?error\b/u, after: INDENTED },
    // ld: the function first, then what it misses.
    {
      error:
        /(?:undefined reference to|multiple definition of|undefined symbol[:s]|cannot find -l|unrecognized option|relocation R_\w+ .*can not be used)/u,
      before: /: in function [`'‘]/u,
      after: /(?:undefined reference to|: in function [`'‘]|first defined here|cannot find -l|^collect2: error)/u,
    },
    { error: /^configure: error: /u, after: /^(?!\s*$|make)/u },
    { error: /^CMake Error\b/u, after: /^(?:\s|$)/u },
    { error: /^(?:.*\/)?meson\.build:\d+:\d+: ERROR: /u },
    { error: /^error(?:\[E\d+\])?: .*$/u, after: /^\s*(?:-->|\||\d+ \||=|\.\.\.)/u },
    { error: /^Traceback \(most recent call last\):/u, after: INDENTED, closing: true },
  ],
  [
    { error: /^[\w./-]*make(?:\[\d+\])?: \*\*\* No rule to make target/u },
    { error: /^\S*[Mm]akefile\S*:\d+: \*\*\* /u },
    {
      error:
        /^(?:[\w.+/-]*(?:gcc|g\+\+|cc1?|c\+\+|clang(?:\+\+)?|cc1plus|ld|ar|as)(?:-[\d.]+)?): (?:fatal )?(?:internal compiler )?error: /u,
    },
    { error: /^(?:\/[\w./-]+: \d+: |[\w./-]+: line \d+: |\S*sh: (?:\d+: |line \d+: )?)?\S+: (?:command )?not found$/u },
    { error: /^(?:FAIL|ERROR|XPASS): \S/u, after: INDENTED },
    { error: /^(?:not ok \d+|--- FAIL: |FAILED \S|\s*\d+ tests? failed\b)/u, after: /^(?:#|\s)/u },
    { error: /^(?:fatal|FATAL|Fatal error|fatal error|ERROR|Error|E): \S/u, after: INDENTED },
    {
      error:
        /\b(?:virtual memory exhausted|[Oo]ut of memory|[Nn]o space left on device|Segmentation fault|Bus error|Illegal instruction)\b/u,
    },
  ],
  [
    { error: /^collect2: error: /u },
    { error: /^(?:[^\s:]+: ){1,3}error: /u, after: INDENTED },
    {
      error:
        /: (?:No such file or directory|Permission denied|Exec format error|cannot (?:open|create|find|stat) .*)$/u,
    },
    { error: /^(?:[\w./-]*make(?:\[\d+\])?: \*\*\* \[.*\] |ninja: build stopped|ninja: error: )/u },
  ],
];

/** The first real error of an output, oldest line first; `undefined` when none of its lines looks like one. */
export function findFirstError(lines: readonly string[]): ErrorExcerpt | undefined {
  for (const patterns of KINDS) {
    for (const [index, line] of lines.entries()) {
      if (isHarmless(line)) continue;
      const pattern = patterns.find(({ error }) => error.test(line));
      if (pattern !== undefined) return { lines: excerptAround(lines, index, pattern) };
    }
  }
  return undefined;
}

/** Warnings may have any words in them, and so may commands that make prints before it runs them. */
function isHarmless(line: string): boolean {
  return /(?:^|[\s:])(?:warning|note|remark): /iu.test(line) || /^\s*(?:checking |libtool: |echo |printf )/u.test(line);
}

const MOST_BEFORE = 4;
const MOST_AFTER = 8;

function excerptAround(
  lines: readonly string[],
  index: number,
  { before, after, closing }: Pattern,
): readonly string[] {
  let start = index;
  while (start > 0 && index - start < MOST_BEFORE && before?.test(lines[start - 1] ?? '') === true) start--;
  let end = index + 1;
  while (end < lines.length && after?.test(lines[end] ?? '') === true) end++;
  const lead = lines.slice(start, index + 1);
  const rest = lines.slice(index + 1, closing === true ? end + 1 : end);
  return withoutBlankEnd([...lead, ...(closing === true ? lastOf(rest) : rest.slice(0, MOST_AFTER))]);
}

/** What ends a traceback says the most. */
function lastOf(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_AFTER ? lines : ['  …', ...lines.slice(1 - MOST_AFTER)];
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

/** The lines of an output as a terminal would show them: no colours, and of a progress display its last state. */
export function shownLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(shownLine);
}

const LONGEST = 500;

function shownLine(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const shown = text.slice(text.lastIndexOf('\r') + 1);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
