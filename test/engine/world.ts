import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defineRecipe, option, succeed, type RecipeDefinition } from '../../src/engine/recipe/index.js';
import { build, locate, type BuildRequest, type BuildResult, type EngineEvent, type Span } from '../../src/index.js';

/** A release of its own in a temporary folder, with a store and a cache. */
export interface World {
  readonly root: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Everything below a folder as `path` or `path/`, links as `path -> target`, sorted; engine files left out. */
  tree(path?: string): readonly string[];
  run(
    more?: Partial<BuildRequest>,
    options?: { signal?: AbortSignal; onEvent?: (event: EngineEvent) => void },
  ): Promise<Ran>;
}

export interface Ran extends BuildResult {
  readonly events: readonly EngineEvent[];
  /** `state part` of every part event but queued, phase and output. */
  readonly steps: readonly string[];
}

export function makeWorld(profile: string, recipes: readonly RecipeDefinition[] = []): World {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-world-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('release/software.cfg', profile);
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    tree: (path = 'release') => listTree(join(root, path)),
    async run(more = {}, options = {}) {
      const events: EngineEvent[] = [];
      const request: BuildRequest = {
        profile: join(root, 'release/software.cfg'),
        workingDirectory: root,
        userStore: join(root, 'store'),
        userCache: join(root, 'cache'),
        recipes,
        ...more,
      };
      const result = await build(request, {
        ...options,
        onEvent(event) {
          events.push(event);
          options.onEvent?.(event);
        },
      });
      return { ...result, events, steps: events.flatMap(stepOf) };
    },
  };
}

function stepOf(event: EngineEvent): readonly string[] {
  if (event.type !== 'part' || ['queued', 'phase', 'command', 'output'].includes(event.state)) return [];
  return [`${event.state} ${event.part}`];
}

function listTree(root: string, below = ''): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true })
    .filter(({ name }) => !['.slapbuild', '.installed.cfg', 'software.cfg'].includes(name))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))}`];
      return entry.isDirectory() ? [`${path}/`, ...listTree(root, path)] : [path];
    })
    .sort();
}

/** `file:line:column` of a span, the file without its folder. */
function placeOf(span: Span | undefined): string {
  if (span === undefined) return '';
  const { line, column } = locate(span.source, span.start);
  return `${span.source.path.replace(/^.*\//u, '')}:${String(line)}:${String(column)}`;
}

/** `code at file:line:column` of every diagnostic. */
export function told({ diagnostics }: BuildResult): readonly string[] {
  return diagnostics.map(({ code, at }) => `${code} ${placeOf(at)}`.trim());
}

/** A recipe that writes its option `text` to a file in its directory, and whose installs the test counts and holds. */
export function makeWriter(hold: (part: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve()): {
  readonly recipe: RecipeDefinition;
  readonly installs: string[];
} {
  const installs: string[] = [];
  const recipe = defineRecipe({
    name: 'writer',
    version: 1,
    options: {
      text: option.text('what to write'),
      fail: option.flag('fail after writing'),
    },
    async install(part, { files, signal }) {
      installs.push(part.name);
      const written = await files.write(`${part.location}/text`, part.options.text, { mode: 0o644 });
      if (!written.ok) return written;
      await hold(part.name, signal);
      if (signal.aborted) return { ok: false, failures: [{ kind: 'cancelled' }] };
      if (part.options.fail)
        return { ok: false, failures: [{ kind: 'recipe-error', message: 'as asked', option: 'fail' }] };
      return succeed({ paths: [] });
    },
  });
  return { recipe, installs };
}

/** Doors that stay shut until the test opens them; arriving at one can be waited for. */
export function makeDoors(): {
  readonly hold: (name: string, signal: AbortSignal) => Promise<void>;
  readonly arrival: (name: string) => Promise<void>;
  readonly open: (name: string) => void;
} {
  const arrived = new Map<string, PromiseWithResolvers>();
  const opened = new Map<string, PromiseWithResolvers>();
  const at = (doors: Map<string, PromiseWithResolvers>, name: string): PromiseWithResolvers => {
    const door = doors.get(name) ?? withResolvers();
    doors.set(name, door);
    return door;
  };
  return {
    async hold(name, signal) {
      at(arrived, name).resolve();
      if (signal.aborted) return;
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
      await Promise.race([at(opened, name).promise, aborted]);
    },
    arrival: (name) => at(arrived, name).promise,
    open: (name) => {
      at(opened, name).resolve();
    },
  };
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
