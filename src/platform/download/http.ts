import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent, Dispatcher, request } from 'undici';
import { fail, type Result, succeed } from '../../engine/diag/index.js';
import type { Cancelled } from '../../engine/recipe/index.js';
import { cancelled } from '../file-failure.js';
import { httpFailure, networkFailure, statusFailure, type HttpFailure } from './http-failures.js';
import { firstHop, nextHop, type Hop } from './urls.js';

export type { HttpFailure } from './http-failures.js';

export interface HttpOptions {
  /** Milliseconds until a connection stands. */
  readonly connectMillis?: number;
  /** Milliseconds until the server answers, and between two pieces of what it sends. */
  readonly idleMillis?: number;
  /** Pauses before the second, third, … try, in milliseconds; their number bounds the tries. */
  readonly pausesMillis?: readonly number[];
}

/** Where the content goes. `restart` is called before each try and forgets what came before. What they throw ends the transfer. */
export interface Sink {
  restart(): Promise<void>;
  write(chunk: Buffer): Promise<void>;
}

export interface TransferOptions {
  readonly signal: AbortSignal;
  readonly limitBytes: number;
  /** Follow a redirect from https to http. */
  readonly allowPlain: boolean;
  readonly onRetry: (reason: string) => void;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly limitBytes?: number;
  readonly onRetry?: (reason: string) => void;
}

type HttpResult<Value> = Result<Value, HttpFailure | Cancelled>;

/** A small client for texts: profiles, templates. Environment variables for proxies are not read. */
export interface HttpClient {
  /** The whole content of an http(s) URL, at most 16 MiB unless told otherwise. */
  download(url: string, options?: DownloadOptions): Promise<Result<Buffer, HttpFailure>>;
}

const SMALL_LIMIT_BYTES = 16 * 1024 * 1024;

export function createHttpClient(httpOptions: HttpOptions = {}): HttpClient {
  const http = new Http(httpOptions);
  return {
    async download(url, options = {}) {
      const { signal = new AbortController().signal, limitBytes = SMALL_LIMIT_BYTES, onRetry = () => {} } = options;
      const chunks: Buffer[] = [];
      const sink: Sink = {
        restart: async () => void chunks.splice(0),
        write: async (chunk) => void chunks.push(chunk),
      };
      const got = await http.transfer(url, sink, { signal, limitBytes, onRetry, allowPlain: false });
      if (got.ok) return succeed(Buffer.concat(chunks));
      const [failure] = got.failures;
      return fail(failure.kind === 'cancelled' ? httpFailure('it was cancelled', false) : failure);
    },
  };
}

const CONNECT_MILLIS = 30_000;
const IDLE_MILLIS = 60_000;
const PAUSES_MILLIS = [500, 2000] as const;
const REDIRECT_LIMIT = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export class Http {
  readonly #options: HttpOptions;
  #undici: Promise<Undici> | undefined;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** Brings the content of a URL into a sink, trying again after failures that may pass. */
  async transfer(text: string, sink: Sink, options: TransferOptions): Promise<HttpResult<void>> {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return fail(httpFailure('it is no http or https URL', false));
    const pauses = this.#options.pausesMillis ?? PAUSES_MILLIS;
    for (let tries = 0; ; tries++) {
      const failure = await this.#try(url, sink, options);
      if (failure === undefined) return succeed(undefined);
      if (failure.kind === 'cancelled') return cancelled();
      const pause = pauses[tries];
      if (!failure.retryable || pause === undefined) return fail(failure);
      options.onRetry(failure.reason);
      if (!(await pauseFor(pause, options.signal))) return cancelled();
    }
  }

  async #try(url: URL, sink: Sink, options: TransferOptions): Promise<HttpFailure | Cancelled | undefined> {
    if (options.signal.aborted) return { kind: 'cancelled' };
    await sink.restart();
    let hop = firstHop(url);
    for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
      const response = await this.#ask(hop, options.signal);
      if ('kind' in response) return response;
      if (!REDIRECTS.has(response.statusCode)) return receive(response, sink, options);
      discard(response);
      const next = nextHop(hop, locationOf(response), options.allowPlain);
      if (typeof next === 'string') return httpFailure(next, false);
      hop = next;
    }
    return httpFailure(`the server redirects more than ${REDIRECT_LIMIT} times`, false);
  }

  async #ask(hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData | HttpFailure | Cancelled> {
    this.#undici ??= loadUndici(this.#options);
    const undici = await this.#undici;
    const headers = { 'user-agent': 'slapbuild', accept: '*/*', 'accept-encoding': 'identity' };
    const authorization = hop.authorization !== undefined && { authorization: hop.authorization };
    try {
      return await undici.request(hop.url, {
        dispatcher: undici.agent,
        signal,
        headers: { ...headers, ...authorization },
      });
    } catch (error) {
      return signal.aborted ? { kind: 'cancelled' } : networkFailure(error);
    }
  }
}

interface Undici {
  readonly request: typeof request;
  readonly agent: Agent;
}

/** Loading the library takes longer than everything else in a run that downloads nothing. */
async function loadUndici({ connectMillis = CONNECT_MILLIS, idleMillis = IDLE_MILLIS }: HttpOptions): Promise<Undici> {
  const undici = await import('undici');
  const agent = new undici.Agent({
    connect: { timeout: connectMillis },
    headersTimeout: idleMillis,
    bodyTimeout: idleMillis,
  });
  return { request: undici.request, agent };
}

async function receive(
  response: Dispatcher.ResponseData,
  sink: Sink,
  { signal, limitBytes }: TransferOptions,
): Promise<HttpFailure | Cancelled | undefined> {
  const { statusCode, statusText, body, headers } = response;
  try {
    if (statusCode !== 200) return statusFailure(statusCode, statusText);
    const tooLarge = httpFailure(`it is larger than ${limitBytes} bytes`, false);
    if (Number(headers['content-length'] ?? 0) > limitBytes) return tooLarge;
    // A stream without an encoding gives buffers.
    const chunks = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    for (let size = 0; ;) {
      const next = await nextChunk(chunks, signal);
      if ('kind' in next) return next;
      if (next.done === true) return undefined;
      size += next.value.length;
      if (size > limitBytes) return tooLarge;
      await sink.write(next.value);
    }
  } finally {
    discard(response);
  }
}

async function nextChunk(
  chunks: AsyncIterator<Buffer>,
  signal: AbortSignal,
): Promise<IteratorResult<Buffer, unknown> | HttpFailure | Cancelled> {
  try {
    return await chunks.next();
  } catch (error) {
    return signal.aborted ? { kind: 'cancelled' } : networkFailure(error);
  }
}

/** Ends the use of a response; of one that was not read to its end, the connection goes too. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => {});
  body.destroy();
}

function locationOf({ headers }: Dispatcher.ResponseData): string {
  const location = headers['location'];
  return typeof location === 'string' ? location : '';
}

async function pauseFor(millis: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(millis, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
