import { isAbsolute, join } from 'node:path';
import { fail, succeed, withoutCredentials } from '../diag/index.js';
import type { Part } from '../plan/index.js';
import {
  localPath,
  type ConfigureOptions,
  type InstallContext,
  type PartLog,
  type SourceRequest,
} from '../recipe/index.js';
import { runCommand, unpackArchive, type Call } from './command.js';
import { commandEnvironment } from './environment.js';
import type { LogWriter, Scratch } from './ports.js';
import type { Run } from './run.js';

/** The context of one part, and what the executor needs to know of it afterwards. */
export interface PartContext {
  readonly context: InstallContext;
  readonly log: LogWriter;
  /** Paths announced by the recipe: removed when it fails. */
  readonly announced: readonly string[];
  /** With `keep`, the temporary folder stays. */
  close(keep?: boolean): Promise<void>;
}

/** Makes what a recipe works through; of a part that is to be removed only the name is known. Log and temporary folder come to be when they are needed. */
export function openContext(run: Run, part: Part | string): PartContext {
  const name = typeof part === 'string' ? part : part.name;
  const log = run.ports.release.openLog(name);
  const scratch = run.ports.release.openScratch(name);
  const announced: string[] = [];
  return {
    context: makeContext(run, name, { log, scratch, announced, ...(typeof part !== 'string' && { part }) }),
    log,
    announced,
    async close(keep = false) {
      log.close();
      if (!keep) await scratch.remove();
    },
  };
}

interface Backstage {
  readonly log: LogWriter;
  readonly scratch: Scratch;
  readonly announced: string[];
  readonly part?: Part;
}

function makeContext(run: Run, part: string, backstage: Backstage): InstallContext {
  const { settings, ports, signal, emit } = run;
  const { log, scratch, announced } = backstage;
  let folders = 0;
  /** Sources by the local path they were fetched to. */
  const origins = new Map<string, SourceRequest>();
  return {
    signal,
    files: ports.files,
    log: makeLog(run, part, log),
    fetch: async (source) => {
      const fetched = await ports.fetcher.fetch(absoluteSource(source, settings.directory), {
        signal,
        offline: source.offline ?? settings.offline,
        onRetry: (reason) => {
          log.write(withoutCredentials(`retry: ${reason}\n`));
        },
      });
      if (fetched.ok) origins.set(fetched.value.path, source);
      return fetched;
    },
    unpack: async (archive, destination, options) => {
      const unpacked = await unpackArchive(run, part, { archive, destination, options });
      return unpacked.ok ? unpacked : fromOrigin(unpacked, origins.get(archive));
    },
    run: (command) => runCommand(run, part, { command, log, scratch }),
    configure: (command, options) => configure(run, part, { ...backstage, command, ...options }),
    phase(phase) {
      emit({ type: 'part', state: 'phase', part, phase });
    },
    environment: () => commandEnvironment(scratch.path, settings.passedEnvironment),
    async temporaryDirectory() {
      const ready = await scratch.make();
      if (!ready.ok) return ready;
      const path = join(scratch.path, 'work', String(folders++));
      const made = await ports.files.makeDirectory(path, 0o755);
      return made.ok ? succeed(path) : made;
    },
    created(...paths) {
      announced.push(...paths.map((path) => (isAbsolute(path) ? path : join(settings.directory, path))));
    },
  };
}

interface Configuration extends Backstage, ConfigureOptions {
  readonly command: Call['command'];
}

async function configure(
  run: Run,
  name: string,
  configuration: Configuration,
): ReturnType<InstallContext['configure']> {
  const { command, log, scratch, part, fresh = false } = configuration;
  const start = (started: Call['command']): ReturnType<typeof runCommand> =>
    runCommand(run, name, { command: started, log, scratch });
  if (part !== undefined && run.settings.probeCache && !fresh) {
    const { runConfigure } = await import('./probes/configure.js');
    return runConfigure(run, { part, command, log, scratch, start });
  }
  const ran = await start(command);
  return ran.ok ? succeed({ ...ran.value, spoilt: false }) : ran;
}

type Unpacking = Awaited<ReturnType<InstallContext['unpack']>>;

/** People know an archive by its URL and option, not by where it was put meanwhile. */
function fromOrigin(result: Extract<Unpacking, { ok: false }>, source: SourceRequest | undefined): Unpacking {
  if (source === undefined) return result;
  const { url, option } = source;
  const [failure] = result.failures;
  if (!('archive' in failure)) return result;
  return fail({ ...failure, archive: url, ...(option !== undefined && { option }) });
}

/** Local sources become absolute paths; the fetcher knows nothing of the release. */
function absoluteSource(source: SourceRequest, directory: string): SourceRequest {
  const path = localPath(source.url, directory);
  return path === undefined ? source : { ...source, url: path };
}

function makeLog(run: Run, part: string, log: LogWriter): PartLog {
  return {
    info(message) {
      log.write(withoutCredentials(`${message}\n`));
    },
    warn(message) {
      log.write(withoutCredentials(`warning: ${message}\n`));
      run.emit({ type: 'part', state: 'warning', part, message });
    },
  };
}
