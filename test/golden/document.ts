import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDesk, type Desk } from '../cli/program.js';
import { contentOf, type Files, type Mistake } from './mistake.js';
import type { Site } from './site.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/slapbuild.js', import.meta.url));

/** What a case begins with; its kind and a colon follow. */
export const HEADING = '== ';

/**
 * Makes the mistake in a new folder, and tells it: what there was, what was run, all that was printed, how it ended.
 * The files of `shown` were told before.
 */
export async function tellMistake(mistake: Mistake, site: Site, shown: Files | undefined): Promise<string> {
  const { kind, about, files = {}, served = {}, before, changed = {}, words } = mistake;
  const desk = makeDesk();
  write(desk, files, site);
  site.serve(served);
  const told = [
    `${HEADING}${kind}: ${about}`,
    ...(files === shown ? [] : tellFiles(files)),
    ...tellFiles(served, 'http://SERVER/'),
  ];
  if (before !== undefined) told.push(await tellRun(desk, before, site));
  write(desk, changed, site);
  told.push(...tellFiles(changed), await tellRun(desk, words, site));
  return site.hide(`${told.join('\n\n')}\n`);
}

function write(desk: Desk, files: Files, site: Site): void {
  for (const [path, file] of Object.entries(files)) {
    const place = join(desk.directory, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, Buffer.isBuffer(file) ? file : site.fill(contentOf(file).toString()));
  }
}

/** Each with its lines numbered. */
export function tellFiles(files: Files, where = ''): readonly string[] {
  return Object.entries(files).map(([path, file]) => {
    const lines = visible(contentOf(file)).replace(/\n$/u, '').split('\n');
    const numbered = lines.map((line, at) => `${String(at + 1).padStart(4)}  ${line}`.trimEnd());
    return [`${where}${path}`, ...numbered].join('\n');
  });
}

/** Bytes that are no UTF-8 are told by their number. */
function visible(content: Buffer): string {
  const text = content.toString('utf8');
  if (!text.includes('\uFFFD')) return text;
  return content.toString('latin1').replaceAll(/[\u0080-\u00FF]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

async function tellRun(desk: Desk, words: readonly string[], site: Site): Promise<string> {
  const filled = words.map(site.fill);
  const { code, printed } = await run(desk, filled);
  return `${['$ slapbuild', ...filled.map(quote)].join(' ')}\n${steady(printed, desk)}exit code ${String(code)}`;
}

/** Both streams in one file, so that the texts stand as people see them. */
async function run(
  { root, directory }: Desk,
  words: readonly string[],
): Promise<{ code: number | null; printed: string }> {
  const path = join(root, 'printed');
  const file = openSync(path, 'w');
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(root, 'home') };
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: directory, env, stdio: ['ignore', file, file] });
  closeSync(file);
  await once(child, 'close');
  return { code: child.exitCode, printed: readFileSync(path, 'utf8') };
}

function quote(word: string): string {
  return /^[\w:/.=+-]+$/u.test(word) ? word : `'${word}'`;
}

/** Without what differs from run to run and from machine to machine. */
function steady(text: string, { root }: Desk): string {
  return text
    .replaceAll(root, '/somewhere')
    .replaceAll(/\b[0-9a-f]{40}\b/gu, 'SIGNATURE')
    .replaceAll(/\b\d+\.\d+ s$/gmu, 'TIME');
}
