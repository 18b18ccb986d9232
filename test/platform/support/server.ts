import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface LoopbackServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
}

/** A server on the loopback interface for one test. `answer` gets each request with the number of those before it. */
export async function serve(
  answer: (response: ServerResponse, request: IncomingMessage, count: number) => void,
): Promise<LoopbackServer> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    headers.push(request.headers);
    answer(response, request, requests.length - 1);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // What listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, headers };
}
