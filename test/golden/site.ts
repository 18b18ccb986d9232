import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { contentOf, type Files } from './mistake.js';

/** A server on this machine whose content changes with the case. */
export interface Site {
  serve(files: Files): void;
  /** Puts its address where a text says `SERVER`. */
  fill(text: string): string;
  /** Puts an address that is always the same, and as long, where its own stands. */
  hide(text: string): string;
}

const ALWAYS_THE_SAME = '127.0.0.1:54321';

export async function openSite(): Promise<Site> {
  let current: Files = {};
  const server = createServer(({ url = '/' }, response) => {
    const file = current[url.slice(1)];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(file === undefined ? '' : fill(contentOf(file).toString()));
  });
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const place = `127.0.0.1:${String(address.port)}`;
  const fill = (text: string): string => text.replaceAll('SERVER', place);
  return {
    fill,
    hide: (text) => text.replaceAll(place, ALWAYS_THE_SAME).replaceAll('SERVER', ALWAYS_THE_SAME),
    serve(files) {
      current = files;
    },
  };
}
