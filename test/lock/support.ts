import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../src/engine/diag/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';

/** What a path gives: a text with status 200, or whatever the function does. */
type Content = string | Buffer | ((response: ServerResponse, request: IncomingMessage) => void);

export interface Remote {
  /** Without a slash at its end. */
  readonly url: string;
  readonly host: string;
  readonly content: Map<string, Content>;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** How often somebody has connected. */
  readonly connections: () => number;
  /** Refuses connections from now on. */
  readonly close: () => Promise<void>;
}

/** A server on the loopback interface for one test; a path without content is 404. */
export async function serve(content: Readonly<Record<string, Content>>): Promise<Remote> {
  const asked: string[] = [];
  let connections = 0;
  const map = new Map(Object.entries(content));
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = map.get(path);
    if (typeof answer === 'function') answer(response, request);
    else response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  // What listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${String(port)}`;
  return { url: `http://${host}`, host, content: map, asked, connections: () => connections, close };
}

export function sum(content: string | Buffer, algorithm = 'sha256'): string {
  return createHash(algorithm).update(content).digest('hex');
}

/** The text with one bit of one byte changed. */
export function flipped(text: string, at: number): Buffer {
  const bytes = Buffer.from(text);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}

/** Diagnostics as people see them, one after the other. */
export function shown(diagnostics: readonly Diagnostic[], directory: string): string {
  return diagnostics.map((each) => diagnosticText(each, { color: false, directory, columns: 200 })).join('');
}
