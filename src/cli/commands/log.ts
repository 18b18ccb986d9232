import { createReadStream } from 'node:fs';
import { engine } from '../../engine-here.js';
import type { Diagnostic } from '../../engine/diag/index.js';
import type { PartPast } from '../../engine/index.js';
import { asFileFailure } from '../../platform/file-failure.js';
import { makePartLines } from '../../reporters/line-buffer.js';
import { jsonObject, jsonText } from '../../reporters/ordered-json.js';
import { redact } from '../../reporters/redact.js';
import { tell, type Call, type CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';
import { NO_RELEASE, tellGuess } from '../past.js';
import { explainFile } from '../told-files.js';

/** The log of a part's last run. */
export const log: CommandOfProfile = async (request, call) => {
  const { reporter, world, invocation } = call;
  const part = invocation.words[0]?.text ?? '';
  const { signal } = world.stop;
  const { value: past } = await engine.past(request, part, { signal });
  if (signal.aborted || past === undefined) return EXIT.interrupted;
  tellGuess(past, call);
  const { directory, logPath: path } = past;
  if (path === undefined) {
    tell(reporter, [past.unknown ?? noLog(part, past)]);
    return EXIT.invalid;
  }
  if (!invocation.json) return printLog(path, call);
  world.streams.out(jsonText(jsonObject({ part, directory, path })));
  return EXIT.done;
};

function noLog(part: string, { directory, installed, isRelease }: PartPast): Diagnostic {
  const base = { code: 'log-not-found', severity: 'error', notes: [] } as const;
  if (installed === undefined)
    return {
      ...base,
      message: `part \`${part}\` has no log: it was never built in \`${directory}\``,
      ...(!isRelease && { hint: NO_RELEASE }),
    };
  if (installed.shared)
    return {
      ...base,
      message: `part \`${part}\` has no log here: it was taken from the store`,
      ...(installed.location !== null && { hint: `it is in ${installed.location}` }),
    };
  return { ...base, message: `part \`${part}\` has no log: its recipe ran no command and said nothing` };
}

/** A terminal gets it without control sequences and credentials, anything else as it is. */
async function printLog(path: string, { world: { streams, stop }, reporter }: Call): Promise<number> {
  const lines = makePartLines();
  const show = (line: string): void => streams.out(`${redact(line)}\n`);
  try {
    // A stream with an encoding gives texts.
    for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
      if (stop.signal.aborted) return EXIT.interrupted;
      if (streams.outIsTerminal) lines.add('', 'stdout', chunk).forEach(show);
      else streams.out(chunk);
    }
  } catch (error) {
    tell(reporter, asFileFailure(error, 'read', path).failures.map(explainFile));
    return EXIT.failed;
  }
  for (const { line } of lines.end('')) show(line);
  return EXIT.done;
}
