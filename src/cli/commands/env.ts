import { engine } from '../../engine-here.js';
import { envJson, envText } from '../../reporters/env-text.js';
import { redact } from '../../reporters/redact.js';
import { endingOf, watching } from '../answering.js';
import type { CommandOfProfile } from '../call.js';
import { EXIT } from '../exit.js';

/** The environment of a part's commands. */
export const env: CommandOfProfile = async (request, call) => {
  const { words, json } = call.invocation;
  const { value: commands } = await engine.commands(request, words[0]?.text ?? '', watching(call));
  if (commands === undefined) return endingOf(call);
  const { streams } = call.world;
  // What goes elsewhere is exact; a terminal must not be told control sequences and passwords.
  const show = streams.outIsTerminal ? redact : (text: string): string => text;
  streams.out(json ? envJson(commands) : show(envText(commands)));
  return EXIT.done;
};
