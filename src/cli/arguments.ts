import { fail, failAll, InternalError, succeed, type Diagnostic, type Result } from '../engine/diag/index.js';
import { readBuildoutArguments, type BuildoutArguments } from './buildout-arguments.js';
import { makeCommandLine, wordProblem, type CommandLine } from './command-line.js';
import { readSettings, type Settings } from './settings.js';
import { OWN_OPTIONS, type CommandName } from './options.js';
import { sortWords, type GivenOption, type SortedWords, type Word } from './sort-words.js';
import { readTarget, type Target } from './target.js';

/** What a command line asks for. */
export type Invocation = { readonly kind: 'help' | 'version' } | RunInvocation;

export interface RunInvocation extends Settings, Target {
  readonly kind: 'run';
  readonly assignments: readonly string[];
  readonly userDefaults: boolean;
  /** `-v` less `-q`. */
  readonly verbosity: number;
  readonly line: CommandLine;
  /** What stands behind `--`; `undefined` without it. */
  readonly program: readonly string[] | undefined;
}

/** Reads a command line; all that is wrong with it is told at once, in the order of its words. */
export function readArguments(words: readonly string[]): Result<Invocation, Diagnostic> {
  const line = makeCommandLine(words);
  const sorted = sortWords(line);
  const asked = sorted.options.find(({ name }) => name === 'help' || name === 'version');
  if (asked !== undefined) return succeed({ kind: asked.name === 'help' ? 'help' : 'version' });
  const buildout = readBuildout(line, sorted.buildout);
  if (buildout.ok && buildout.value.show !== undefined) return succeed({ kind: buildout.value.show });
  const settings = readSettings(line, sorted.options);
  const target = readTarget(
    line,
    sorted.others,
    buildout.ok ? profileWord(buildout.value, sorted.buildout) : undefined,
  );
  const misplaced = target.ok
    ? [...misplacedOptions(line, sorted.options, target.value.command), ...misplacedProgram(line, sorted, target.value)]
    : [];
  const results = [buildout, settings, target];
  const problems = [
    ...sorted.problems,
    ...misplaced,
    ...results.flatMap((result) => (result.ok ? [] : result.failures)),
  ];
  const [first, ...more] = problems.sort((left, right) => (left.at?.start ?? 0) - (right.at?.start ?? 0));
  if (first !== undefined) return failAll([first, ...more]);
  if (!buildout.ok || !settings.ok || !target.ok)
    throw new InternalError('a command line was refused without a reason');
  const { assignments, userDefaults, verbosity } = buildout.value;
  const tellMore = verbosity / BUILDOUT_STEP;
  return succeed({
    kind: 'run',
    ...settings.value,
    ...target.value,
    assignments,
    userDefaults,
    verbosity: tellMore,
    line,
    program: sorted.behind.length > 0 ? sorted.behind.slice(1).map(({ text }) => text) : undefined,
  });
}

/** Options that belong to other commands. */
function misplacedOptions(
  line: CommandLine,
  given: readonly GivenOption[],
  command: CommandName,
): readonly Diagnostic[] {
  return given.flatMap(({ name, index }) => {
    const commands = OWN_OPTIONS.find(({ long }) => long === name)?.only;
    if (commands === undefined || commands.includes(command)) return [];
    const message = `the command \`${command}\` has no option \`--${name}\``;
    const hint = `it belongs to ${commands.map((owner) => `\`${owner}\``).join(', ')}`;
    return [wordProblem(line, index, { code: 'cli-invalid-option', message, hint })];
  });
}

/** Only one command runs something, and it needs to know what. */
function misplacedProgram(
  line: CommandLine,
  { behind: [dashes, program] }: SortedWords,
  { command }: Target,
): readonly Diagnostic[] {
  if (dashes === undefined || (command === 'shell' && program !== undefined)) return [];
  const code = command === 'shell' ? 'cli-missing-argument' : 'cli-invalid-option';
  const message = command === 'shell' ? 'no command stands behind `--`' : `\`${command}\` takes nothing behind \`--\``;
  return [wordProblem(line, dashes.index, { code, message })];
}

/** What one `-v` adds to buildout's verbosity. */
const BUILDOUT_STEP = 10;

/** Lets buildout's own reader read its words; its failures then point into the whole command line. */
function readBuildout(line: CommandLine, words: readonly Word[]): Result<BuildoutArguments, Diagnostic> {
  const result = readBuildoutArguments(words.map(({ text }) => text));
  if (result.ok) return result.value.debug ? fail(noDebugger(line, words)) : result;
  const [first, ...more] = result.failures;
  const moved = (problem: Diagnostic): Diagnostic => moveInto(line, words, problem);
  return failAll([moved(first), ...more.map(moved)]);
}

function noDebugger(line: CommandLine, words: readonly Word[]): Diagnostic {
  const index = words.find(({ text }) => /^-[^ct]*D/u.test(text))?.index ?? 0;
  const message = 'the option `-D` starts a debugger of Python, which slapbuild does not run';
  return wordProblem(line, index, { code: 'cli-invalid-option', message, hint: '`-v` shows what commands print' });
}

function moveInto(line: CommandLine, words: readonly Word[], problem: Diagnostic): Diagnostic {
  let end = 0;
  const word = words.find(({ text }) => (end += text.length + 1) > (problem.at?.start ?? 0));
  return word === undefined ? problem : { ...problem, at: line.spanOf(word.index) };
}

/** The word after `-c`, or the word that it is glued in. */
function profileWord({ profile }: BuildoutArguments, words: readonly Word[]): Word | undefined {
  if (profile === undefined) return undefined;
  const index = words.findLast(({ text }) => text.endsWith(profile))?.index ?? 0;
  return { text: profile, index };
}
