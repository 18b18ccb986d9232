/** Programs that take `-j`, and build with as many processes. */
const BUILDERS = new Set(['make', 'gmake', 'ninja', 'samu', 'cargo', 'cmake', 'ctest', 'scons', 'waf', 'b2', 'bjam']);

/**
 * How many processes a shell text asks for by itself, with `-j4` or `--jobs=4` behind a program that builds; without a
 * number, or with one that only the shell knows, it is `Infinity`. `undefined` when it leaves that to others.
 */
export function jobsInScript(text: string): number | undefined {
  const commands = text.replaceAll('\\\n', ' ').split(/[;&|\n(){}`]+/u);
  const asked = commands.flatMap((command) => {
    const words = wordsOf(command);
    const builder = words.findIndex((word) => BUILDERS.has(word.slice(word.lastIndexOf('/') + 1)));
    return builder === -1 ? [] : jobsInWords(words.slice(builder + 1));
  });
  return asked.length === 0 ? undefined : Math.max(...asked);
}

/** The same for the text of one command that is known to build. Of several options the last counts. */
export function jobsInCommand(text: string): number | undefined {
  return jobsInWords(wordsOf(text)).at(-1);
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/\s+/u)
    .map((word) => word.replace(/^["']|["']$/gu, ''))
    .filter((word) => word !== '');
}

/** `-j`, also behind other letters of make that take no value, and its long name. */
const JOBS = /^(?:-[BdehikLmnpqrRsStvw]*j|--jobs(?:=|$))(?<value>.*)$/u;

function jobsInWords(words: readonly string[]): readonly number[] {
  return words.flatMap((word, index) => {
    const value = JOBS.exec(word)?.groups?.['value'];
    if (value === undefined || /^[a-z]/iu.test(value)) return [];
    return [countOf(value === '' && /^\d+$/u.test(words[index + 1] ?? '') ? (words[index + 1] ?? '') : value)];
  });
}

function countOf(text: string): number {
  return /^\d+$/u.test(text) && Number(text) > 0 ? Number(text) : Infinity;
}
