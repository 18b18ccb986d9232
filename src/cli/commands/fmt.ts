import { buffer as readAll } from 'node:stream/consumers';
import { succeed } from '../../engine/diag/index.js';
import { explain, formatProfile } from '../../engine/format/index.js';
import { decodeText, readTextFile, replaceTextFile } from '../../platform/text-files.js';
import { pathName } from '../../reporters/diagnostic-text.js';
import { EXIT } from '../exit.js';
import { chooseProfile } from '../profile-choice.js';
import { tell, type Call, type CommandOfFiles } from '../call.js';
import { explainFile, toldFiles, treatFiles, type FileOutcome } from '../told-files.js';

/** Lays out profiles. One with mistakes is left as it is and told. */
export const fmt: CommandOfFiles = async (call) => {
  const { line, words, profile, command } = call.invocation;
  const directory = call.world.workingDirectory;
  if (words.length === 1 && words[0]?.text === '-') return formatStandardInput(call);
  const chosen = chooseProfile({ line, profile, command }, directory);
  const single = chosen.ok ? succeed([chosen.value]) : chosen;
  const files = words.length === 0 ? single : toldFiles(words, { line, directory, accepts: isProfile });
  return treatFiles(files, call, { words: ['formatted', 'to format'], treat: (path) => formatFile(path, call) });
};

function isProfile(name: string): boolean {
  return name.endsWith('.cfg');
}

function formatFile(path: string, { invocation: { checkOnly, verbosity }, reporter, world }: Call): FileOutcome {
  const text = readTextFile(path);
  if (!text.ok) {
    tell(reporter, text.failures.map(explainFile));
    return 'failed';
  }
  const name = pathName(path, world.workingDirectory);
  const formatted = formatProfile({ path: name, text: text.value });
  if (!formatted.ok) {
    tell(reporter, formatted.failures.map(explain));
    return 'failed';
  }
  if (formatted.value === text.value) return 'unchanged';
  const written = checkOnly ? undefined : replaceTextFile(path, formatted.value);
  if (written?.ok === false) {
    tell(reporter, written.failures.map(explainFile));
    return 'failed';
  }
  if (verbosity >= 0) world.streams.out(`${checkOnly ? 'would format' : 'formatted'} ${name}\n`);
  return 'changed';
}

/** As editors use it: from standard input to standard output. */
async function formatStandardInput({ invocation: { checkOnly }, reporter, world }: Call): Promise<number> {
  const path = '<standard input>';
  const read = decodeText(await readAll(process.stdin), path);
  if (!read.ok) {
    tell(reporter, read.failures.map(explainFile));
    return EXIT.invalid;
  }
  const { value: text } = read;
  const formatted = formatProfile({ path, text });
  if (!formatted.ok) {
    tell(reporter, formatted.failures.map(explain));
    return EXIT.invalid;
  }
  if (checkOnly) return formatted.value === text ? EXIT.done : EXIT.failed;
  world.streams.out(formatted.value);
  return EXIT.done;
}
