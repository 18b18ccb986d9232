import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
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
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** Scripts of the tests are made by the machine's own autoconf; without it they are skipped. */
export const HAS_AUTOCONF = hasProgram('autoconf');

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Texts by path; `configure.ac` files get their script. */
export type Sources = Readonly<Record<string, string>>;

/** A release, its store and the user's cache, at paths that stay the same however often the first two are thrown away. */
export interface Site {
  readonly root: string;
  /** Writes sources, with the scripts of every `configure.ac`, to a directory that profiles name as `../<name>`. */
  sources(name: string, files: Sources): void;
  write(path: string, text: string): void;
  /** Builds from nothing but the cache: release and store are new. A build that fails is an error. */
  build(profile: string, words?: readonly string[], cache?: string): Promise<void>;
  log(part: string): string;
  /** Answers that the configure command of a part got. */
  answered(part: string): number;
  /** Kind, mode and digest of everything that parts installed, by path. */
  content(): Readonly<Record<string, string>>;
  entries(): readonly string[];
}

export function makeSite(): Site {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slapbuild-probes-')));
  onTestFinished(() => removeTree(root));
  const at = (path: string): string => join(root, path);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const log = (part: string): string => readFileSync(at(`release/.slapbuild/log/${part}.log`), 'utf8');
  const entries = at('cache/slapbuild/probes');
  return {
    root,
    write,
    log,
    sources(name, files) {
      for (const [path, text] of Object.entries(files)) write(join(name, path), text);
      for (const path of Object.keys(files).filter((each) => each.endsWith('configure.ac')))
        makeScript(at(join(name, dirname(path))));
    },
    async build(profile, words = [], cache = at('cache')) {
      for (const path of ['release', 'store']) removeTree(at(path));
      write('release/software.cfg', profile);
      const env = { PATH: process.env['PATH'] ?? '', HOME: at('home'), XDG_CACHE_HOME: cache };
      const store = words.includes('--store') ? [] : ['--store', at('store')];
      await promisify(execFile)(process.execPath, [PROGRAM, 'software.cfg', ...store, ...words], {
        cwd: at('release'),
        env,
      });
    },
    answered: (part) => Number(/^configure: (\d+) answers from the probe cache$/mu.exec(log(part))?.[1] ?? 0),
    content: () => ({ ...contentOf(at('store')), ...contentOf(at('release/parts')) }),
    entries: () => listOf(entries).map((name) => join(entries, name)),
  };
}

/** Entries of a store are read-only. */
function removeTree(path: string): void {
  if (existsSync(path)) execFileSync('chmod', ['-R', 'u+w', path]);
  rmSync(path, { recursive: true, force: true });
}

/** `autoconf` runs for a second, so a script that was made once is kept for the tests of a file. */
const scripts = new Map<string, string>();

function makeScript(directory: string): void {
  const key = readFileSync(join(directory, 'configure.ac'), 'utf8');
  const kept = scripts.get(key);
  if (kept !== undefined) return cpSync(kept, join(directory, 'configure'));
  execFileSync('autoconf', ['-Wnone'], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(join(directory, 'autom4te.cache'), { recursive: true, force: true });
  scripts.set(key, join(mkdtempSync(join(tmpdir(), 'slapbuild-script-')), 'configure'));
  cpSync(join(directory, 'configure'), scripts.get(key) ?? '');
}

export function dropScripts(): void {
  for (const path of scripts.values()) rmSync(dirname(path), { recursive: true, force: true });
}

function listOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory).toSorted();
  } catch {
    return [];
  }
}

/** The one `config.h` that was installed. */
export function headerOf(site: Site): string {
  const path = Object.keys(site.content()).find((name) => name.endsWith('/include/config.h'));
  return readFileSync(path ?? 'config.h', 'utf8');
}

/** Manifests tell when and how long, so they are left out. */
function contentOf(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!existsSync(root)) return found;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.name === '.slapbuild.json' || entry.name.endsWith('.lock')) continue;
    const mode = (lstatSync(path).mode & 0o7777).toString(8);
    if (entry.isFile()) found[path] = `file ${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    else found[path] = entry.isSymbolicLink() ? `link ${readlinkSync(path)}` : `directory ${mode}`;
  }
  return found;
}
