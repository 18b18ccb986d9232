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

/** What a server said of the content it sent. */
export interface Received {
  readonly kind: 'received';
  /** Of the header `Content-Type`. */
  readonly contentType: string | undefined;
}

type HttpResult<Value> = Result<Value, HttpFailure | Cancelled>;

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
  async transfer(text: string, sink: Sink, options: TransferOptions): Promise<HttpResult<Received>> {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return fail(httpFailure('it is no http or https URL', false));
    const pauses = this.#options.pausesMillis ?? PAUSES_MILLIS;
    for (let tries = 0; ; tries++) {
      const outcome = await this.#try(url, sink, options);
      if (outcome.kind === 'received') return succeed(outcome);
      if (outcome.kind === 'cancelled') return cancelled();
      const pause = pauses[tries];
      if (!outcome.retryable || pause === undefined) return fail(outcome);
      options.onRetry(outcome.reason);
      if (!(await pauseFor(pause, options.signal))) return cancelled();
    }
  }

  async #try(url: URL, sink: Sink, options: TransferOptions): Promise<Received | HttpFailure | Cancelled> {
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
): Promise<Received | HttpFailure | Cancelled> {
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
      if (next.done === true) return { kind: 'received', contentType: textOf(headers['content-type']) };
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
  return textOf(headers['location']) ?? '';
}

/** A header that is there more than once says nothing. */
function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
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
