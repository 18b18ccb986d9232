import { isAbsolute, join } from 'node:path';
import {
  defineRecipe,
  fail,
  succeed,
  type InstallContext,
  type Installed,
  type InstallingPart,
  type OptionTypes,
  type RecipeDefinition,
  type RecipeFailure,
  type RecipeRefusal,
  type Resolution,
  type Result,
} from '../../src/engine/recipe/index.js';
import { copyOptions, pairsOf, referencesOf } from './vector-options.js';

export interface VectorVersions {
  readonly recipe: string;
  readonly dependency: string;
}

type Part = InstallingPart<OptionTypes>;
type Answer = Promise<Result<Installed, RecipeFailure>>;
type Entry = Omit<RecipeDefinition, 'name' | 'version' | 'options' | 'open'>;

/**
 * The recipes `vectors:*` of the README, as recipes of the real contract; all but `add`, which makes new sections and
 * has no counterpart in the contract. `onUninstall` learns of each call of an uninstall hook.
 */
export function installRecipes(
  versions: VectorVersions,
  onUninstall: (part: string) => void,
): readonly RecipeDefinition[] {
  const uninst: Entry = {
    ...FILE,
    async uninstall({ name, texts, directory }, { files }) {
      onUninstall(name);
      return append(files, join(directory, 'uninstall.log'), `${name} ${texts.get('files') ?? ''}`);
    },
  };
  const entries: Readonly<Record<string, Entry>> = { ...ENTRIES, uninst };
  return Object.entries(entries).map(([name, entry]) =>
    defineRecipe({
      ...entry,
      name: `vectors:${name}`,
      ...(name === 'dump' && { aliases: ['vectors'] }),
      // Whatever the recipe package needs counts as the package itself.
      version: `${versions.recipe}, with ${versions.dependency}`,
      options: {},
      open: true,
    }),
  );
}

/** Every run asks the recipe, as it is in zc.buildout. */
const LOOKED_AT: Resolution = { location: 'none', updates: true };

const DUMP: Entry = {
  resolve: () => succeed(LOOKED_AT),
  install: async () => succeed({ paths: [] }),
  update: async () => succeed({}),
};

const FILE: Entry = {
  resolve({ texts }, context) {
    const stamp = texts.get('stamp-from');
    if (stamp === undefined) return succeed(LOOKED_AT);
    const text = context.readText({ url: stamp });
    return succeed({ ...LOOKED_AT, exports: { stamp: text.ok ? text.value.text.trim() : '' } });
  },
  install: installFiles,
  update: updateFiles,
};

const ENTRIES: Readonly<Record<string, Entry>> = {
  dump: DUMP,
  default: DUMP,
  quiet: DUMP,
  set: {
    ...DUMP,
    resolve: ({ texts }) => succeed({ ...LOOKED_AT, exports: Object.fromEntries(pairsOf(texts.get('set') ?? '')) }),
  },
  ref: {
    ...DUMP,
    resolve({ texts }, context) {
      const exports: Record<string, string> = {};
      for (const { section, name } of referencesOf(texts.get('refs') ?? '')) {
        const value = context.read(section, name, 'refs');
        if (!value.ok) return value;
        exports[`got-${Object.keys(exports).length + 1}`] = value.value;
      }
      return succeed({ ...LOOKED_AT, exports });
    },
  },
  refget: {
    ...DUMP,
    resolve: ({ texts }) => succeed({ ...LOOKED_AT, exports: Object.fromEntries(copyOptions(texts)) }),
  },
  'fail-init': { ...DUMP, resolve: ({ name, texts }) => refuse(`${name}: ${texts.get('message') ?? ''}`) },
  fail: {
    ...DUMP,
    install: async ({ texts }) => refuse(texts.get('message') ?? ''),
    update: async ({ texts }) => refuse(texts.get('message') ?? ''),
  },
  file: FILE,
  noupdate: {
    resolve: () => succeed(LOOKED_AT),
    async install(part, { files }) {
      const path = inRelease(part, part.texts.get('files') ?? '');
      const written = await append(files, path, 'installed');
      return written.ok ? succeed({ paths: [path] }) : written;
    },
  },
};

async function installFiles(part: Part, context: InstallContext): Answer {
  const { texts } = part;
  const mode = texts.get('fail-mode') ?? 'after';
  const failing = await isFailing(part, context);
  if (failing && mode === 'before') return refuse(`failing ${part.name}`);
  const names = wordsOf(texts.get('files'));
  for (const name of names) {
    const path = inRelease(part, name);
    if (failing && mode === 'created') context.created(path.replace(/\/$/u, ''));
    const made = name.endsWith('/')
      ? await context.files.makeDirectory(path)
      : await context.files.write(path, `${texts.get('content') ?? ''}\n`, { mode: 0o644 });
    if (!made.ok) return made;
  }
  if (failing) return refuse(`failing ${part.name}`);
  return succeed(returned(part, names));
}

function returned(part: Part, names: readonly string[]): Installed {
  const paths = names.map((name) => inRelease(part, name));
  switch (part.texts.get('returns') ?? 'list') {
    case 'relative':
      return { paths: names };
    case 'string':
      return { paths: paths[0] ?? '' };
    case 'none':
      return {};
    case 'empty':
      return { paths: [] };
    case 'generator':
      return { paths: oneByOne(paths) };
    default:
      return { paths };
  }
}

function* oneByOne(paths: readonly string[]): Generator<string> {
  yield* paths;
}

async function updateFiles(part: Part, context: InstallContext): Answer {
  const paths = wordsOf(part.texts.get('update-files')).map((name) => inRelease(part, name));
  for (const path of paths) {
    const written = await context.files.write(path, `${part.texts.get('content') ?? ''}\n`, { mode: 0o644 });
    if (!written.ok) return written;
  }
  if (await isFailing(part, context)) return refuse(`failing ${part.name}`);
  return succeed(paths.length === 0 ? {} : { paths });
}

async function isFailing(part: Part, { files }: InstallContext): Promise<boolean> {
  const name = part.texts.get('fail-if');
  if (name === undefined) return false;
  const status = await files.status(inRelease(part, name));
  return status.ok && status.value !== undefined;
}

async function append(
  files: InstallContext['files'],
  path: string,
  line: string,
): Promise<Result<void, RecipeFailure>> {
  const status = await files.status(path);
  if (!status.ok) return status;
  const old = status.value === undefined ? succeed(Buffer.of()) : await files.read(path);
  return old.ok ? files.write(path, `${old.value.toString()}${line}\n`, { mode: 0o644 }) : old;
}

function refuse(message: string): Result<never, RecipeRefusal> {
  return fail({ kind: 'recipe-error', message });
}

function inRelease({ directory }: Part, name: string): string {
  return isAbsolute(name) ? name : join(directory, name);
}

function wordsOf(text = ''): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}
