import { explain, explainValue } from '../../engine/inspect/index.js';
import { whyJson } from '../../reporters/why-json.js';
import { whyText, type WhyStyle } from '../../reporters/why-text.js';
import { endingOf, readResolved } from '../answering.js';
import { tell, type Call, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';
import { readSubject } from '../subject.js';

/** How one value is made. */
export const why: CommandOfProfile = async (request, call) => {
  const { reporter, world } = call;
  const { json, words, line } = call.invocation;
  const asked = readSubject(line, words, { command: 'why' });
  if (!asked.ok) {
    tell(reporter, asked.failures);
    return EXIT.invalid;
  }
  const found = await readResolved(request, call);
  if (found === undefined) return endingOf(call);
  const explained = explainValue(found.survey, found.merged, asked.value);
  if (explained.ok) {
    world.streams.out(json ? whyJson(explained.value) : whyText(explained.value, styleOf(call)));
    return EXIT.done;
  }
  const at = line.spanOf(asked.value.word.index);
  tell(
    reporter,
    explained.failures.map((failure) => explain(failure, at)),
  );
  return EXIT.invalid;
};

/** Only a terminal has lines that must not grow too long. */
function styleOf({ invocation, world }: Call): WhyStyle {
  const { streams, environment, workingDirectory } = world;
  const { columns } = streams.size();
  const isColored = streams.outIsTerminal && !environment.noColor && !environment.dumbTerminal;
  return {
    color: invocation.color === 'auto' ? isColored : invocation.color === 'always',
    directory: workingDirectory,
    columns,
    widest: streams.outIsTerminal ? columns : Infinity,
  };
}
