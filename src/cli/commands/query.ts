import { explain, queryValue, undecidedHeaders } from '../../engine/inspect/index.js';
import { queryJson, queryText } from '../../reporters/values-text.js';
import { endingOf, readMerged } from '../answering.js';
import { tell, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';
import { readSubject } from '../subject.js';
import { isVerbose } from './annotate.js';

/** One value as it is after merging. */
export const query: CommandOfProfile = async (request, call) => {
  const { reporter, world } = call;
  const { json, words, line } = call.invocation;
  const asked = readSubject(line, words, { command: 'query', section: 'buildout' });
  if (!asked.ok) {
    tell(reporter, asked.failures);
    return EXIT.invalid;
  }
  const merged = await readMerged(request, call);
  if (merged === undefined) return endingOf(call);
  const { section, option, word } = asked.value;
  tell(
    reporter,
    undecidedHeaders(merged, (name) => name === section),
  );
  const value = queryValue(merged, { section, option });
  if (!value.ok) {
    tell(
      reporter,
      value.failures.map((failure) => explain(failure, line.spanOf(word.index))),
    );
    return EXIT.invalid;
  }
  const answer = { section, option, value: value.value };
  world.streams.out(json ? queryJson(answer) : queryText(answer, isVerbose(merged)));
  return EXIT.done;
};
