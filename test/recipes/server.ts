import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A web server of one test: its pages can change, and it remembers what it was asked for. */
export interface TestServer {
  readonly url: string;
  readonly pages: Map<string, string>;
  readonly requests: readonly string[];
}

export async function startServer(pages: Readonly<Record<string, string>>): Promise<TestServer> {
  const content = new Map(Object.entries(pages));
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    const page = content.get(url);
    response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, pages: content, requests };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
}
