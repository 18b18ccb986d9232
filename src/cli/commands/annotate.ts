import type { Diagnostic } from '../../engine/diag/index.js';
import { annotateSections, explain, sectionNotFound, undecidedHeaders } from '../../engine/inspect/index.js';
import type { MergedProfile } from '../../engine/resolve/index.js';
import { annotateJson, annotateText } from '../../reporters/annotate-text.js';
import { endingOf, readMerged } from '../answering.js';
import { tell, type CommandOfProfile } from '../call.js';
import type { CommandLine } from '../command-line.js';
import { EXIT } from '../exit.js';
import type { Word } from '../sort-words.js';
import { isPathLike } from '../command-hints.js';

/** The whole profile, or the named sections; other names are only warned of, as zc.buildout says nothing about them. */
export const annotate: CommandOfProfile = async (request, call) => {
  const merged = await readMerged(request, call);
  if (merged === undefined) return endingOf(call);
  const { json, words, line } = call.invocation;
  const names = new Set(words.map(({ text }) => text));
  const isWanted = (name: string): boolean => names.size === 0 || names.has(name);
  tell(call.reporter, [...undecidedHeaders(merged, isWanted), ...unknownSections(merged, words, line)]);
  const sections = annotateSections(merged, isWanted);
  call.world.streams.out(json ? annotateJson(sections) : annotateText(sections, isVerbose(merged)));
  return EXIT.done;
};

/** zc.buildout asks whether there is a verbosity, whatever it is: `-q` sets one too. */
export function isVerbose({ sections }: MergedProfile): boolean {
  return sections.get('buildout')?.options.has('verbosity') === true;
}

function unknownSections(
  { sections }: MergedProfile,
  words: readonly Word[],
  line: CommandLine,
): readonly Diagnostic[] {
  return words
    .filter(({ text }) => !sections.has(text))
    .map(({ text, index }) => {
      const told = explain(sectionNotFound(text, sections.keys()), line.spanOf(index));
      const profile = `\`-c ${text}\` names a profile`;
      return { ...told, severity: 'warning', ...(isPathLike(text) && { hint: profile }) };
    });
}
