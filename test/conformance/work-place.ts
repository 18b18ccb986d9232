import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RecipeCase } from './recipe-vectors.js';
import type { Case, Files, Sequence } from './vectors.js';

/** The real directories and the real server that one case runs with. */
export interface WorkPlace {
  readonly directory: string;
  readonly home: string;
  readonly http: string;
  /** Replaces the placeholders of the README in a text, or in all texts of a value. */
  fill<Value>(value: Value): Value;
  remove(): void;
}

/** A local server whose content changes with the case. */
export interface CaseServer {
  readonly url: string;
  serve(content: ReadonlyMap<string, string>): void;
  close(): Promise<void>;
}

export async function startServer(): Promise<CaseServer> {
  let current: ReadonlyMap<string, string> = new Map();
  const server = createServer(({ url = '/' }, response) => {
    const text = current.get(decodeURIComponent(url.slice(1)));
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(text);
  });
  const { port } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    serve(content) {
      current = content;
    },
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

function listen(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
      else reject(new Error('the server has no port'));
    });
  });
}

export function makeWorkPlace(vector: Case | Sequence | RecipeCase, server: CaseServer): WorkPlace {
  const { files = {}, home: inHome = {} }: Partial<Case> = 'files' in vector ? vector : {};
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'conformance-')));
  const directory = join(root, 'work');
  const home = join(root, 'home');
  const fillers: Readonly<Record<string, string>> = {
    '{{dir}}': directory,
    '{{home}}': home,
    '{{http}}': server.url,
    '{{python}}': '/usr/bin/python3',
  };
  const fillText = (text: string): string => text.replaceAll(/\{\{\w+\}\}/gu, (name) => fillers[name] ?? name);
  const fill = <Value>(value: Value): Value => {
    const filled: unknown = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
      typeof inner === 'string' ? fillText(inner) : inner,
    );
    // Only texts inside the value changed.
    return filled as Value;
  };
  writeFiles(directory, fill(files));
  writeFiles(home, fill(inHome));
  server.serve(pagesOf(fill(vector)));
  return { directory, home, http: server.url, fill, remove: () => rmSync(root, { recursive: true, force: true }) };
}

type Page = string | { readonly text: string };

/** Texts by path; those of recipes begin with a slash. */
function pagesOf(vector: Case | Sequence | RecipeCase): ReadonlyMap<string, string> {
  const pages: Readonly<Record<string, Page>> = 'http' in vector ? (vector.http ?? {}) : {};
  const texts = new Map<string, string>();
  for (const [path, page] of Object.entries(pages))
    texts.set(path.replace(/^\//u, ''), typeof page === 'string' ? page : page.text);
  return texts;
}

function writeFiles(directory: string, files: Files): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (name.endsWith('/')) continue;
    writeFileSync(path, typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'));
  }
}
