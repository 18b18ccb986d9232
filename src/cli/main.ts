import { homedir } from 'node:os';
import { redact } from '../reporters/redact.js';
import { VERSION } from '../version.js';
import { readArguments } from './arguments.js';
import { readEnvironment } from './environment.js';
import { EXIT } from './exit.js';
import { tell, type World } from './call.js';
import { run } from './run.js';
import { openReporter } from './show.js';
import { openStreams } from './streams.js';

process.exitCode = await main();

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const workingDirectory = process.cwd();
  const variables = process.env;
  const environment = readEnvironment({ variables, accountHome: homedir, workingDirectory });
  const stop = new AbortController();
  const { stdout, stderr } = process;
  const { columns } = environment;
  const streams = openStreams({ stdout, stderr, columns, onClosed: () => stop.abort() });
  const world: World = { streams, environment, variables, workingDirectory, stop };
  try {
    return await obey(words, world);
  } catch (error) {
    streams.err(internalError(error));
    return EXIT.failed;
  }
}

async function obey(words: readonly string[], world: World): Promise<number> {
  const invocation = readArguments(words);
  if (!invocation.ok) {
    const json = words.includes('--json');
    tell(await openReporter({ json, color: 'auto', verbosity: 0, live: false }, world), invocation.failures);
    return EXIT.invalid;
  }
  if (invocation.value.kind === 'run') return run(invocation.value, world);
  const { out, size } = world.streams;
  out(
    invocation.value.kind === 'version' ? `${VERSION}\n` : await (await import('./help.js')).helpText(size().columns),
  );
  return EXIT.done;
}

/** A bug of slapbuild, with what its authors need to find it. */
function internalError(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `error[internal]: slapbuild ${VERSION} made a mistake of its own; please report it\n${redact(trace)}\n`;
}
