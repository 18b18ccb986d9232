import { isAbsolute, join } from 'node:path';
import { succeed } from '../engine/diag/index.js';
import { commandEnvironment } from '../engine/execute/environment.js';
import { localPath, type InstallContext, type SourceRequest } from '../engine/recipe/index.js';
import type { Call } from './calls.js';
import type { BenchTools } from './tools.js';

export interface InstallSettings {
  readonly directory: string;
  /** An existing folder outside every location. */
  readonly temporary: string;
  readonly passedEnvironment: Readonly<Record<string, string>>;
  readonly offline: boolean;
  readonly tools: BenchTools;
  readonly signal: AbortSignal;
  readonly calls: Call[];
  /** Collects paths that are removed if the recipe fails. */
  readonly announced: string[];
  readonly onOutput: (chunk: Buffer) => void;
}

const GRACE_MILLIS = 1_000;

/** A context that does everything for real, and writes down what it was asked for. */
export function makeInstallContext(settings: InstallSettings): InstallContext {
  const { directory, temporary, tools, signal, calls } = settings;
  let folders = 0;
  const run: InstallContext['run'] = (command) => {
    const { argv, cwd, cores = 1 } = command;
    calls.push({ kind: 'run', argv, cwd, cores });
    return tools.commands.run(command, {
      signal,
      graceMillis: GRACE_MILLIS,
      onOutput: (_stream, chunk) => settings.onOutput(chunk),
    });
  };
  return {
    signal,
    files: tools.files,
    log: {
      info: (message) => void calls.push({ kind: 'info', message }),
      warn: (message) => void calls.push({ kind: 'warn', message }),
    },
    phase: (name) => void calls.push({ kind: 'phase', name }),
    environment: () => commandEnvironment(temporary, settings.passedEnvironment),
    fetch(source) {
      calls.push({ kind: 'fetch', url: source.url });
      const offline = source.offline ?? settings.offline;
      return tools.fetcher.fetch(absoluteSource(source, directory), { signal, offline });
    },
    unpack(archive, destination, options) {
      calls.push({ kind: 'unpack', archive, destination, strip: options.strip });
      return tools.archiver.unpack(archive, destination, { ...options, signal });
    },
    run,
    async configure(command) {
      const ran = await run(command);
      return ran.ok ? succeed({ ...ran.value, spoilt: false }) : ran;
    },
    async temporaryDirectory() {
      const path = join(temporary, 'work', String(folders++));
      const removed = await tools.files.remove(path);
      if (!removed.ok) return removed;
      const made = await tools.files.makeDirectory(path, 0o755);
      return made.ok ? succeed(path) : made;
    },
    created(...paths) {
      calls.push({ kind: 'created', paths });
      settings.announced.push(...paths.map((path) => (isAbsolute(path) ? path : join(directory, path))));
    },
  };
}

/** Local sources become absolute paths, as the engine gives them to its fetcher. */
function absoluteSource(source: SourceRequest, directory: string): SourceRequest {
  const path = localPath(source.url, directory);
  return path === undefined ? source : { ...source, url: path };
}
