import { fail, succeed, type Result } from '../../engine/diag/index.js';
import { Http, type HttpFailure, type HttpOptions, type Sink } from './http.js';
import { httpFailure } from './http-failures.js';

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly limitBytes?: number;
  readonly onRetry?: (reason: string) => void;
}

/** A text as a server sent it. */
export interface Downloaded {
  readonly bytes: Buffer;
  /** The header `Content-Type`, if the server says it. */
  readonly contentType?: string | undefined;
}

/** A small client for texts: profiles, templates. Environment variables for proxies are not read. */
export interface HttpClient {
  /** The whole content of an http(s) URL, at most 16 MiB unless told otherwise. */
  download(url: string, options?: DownloadOptions): Promise<Result<Buffer, HttpFailure>>;
  /** As `download`, with what the server says of it. */
  get(url: string, options?: DownloadOptions): Promise<Result<Downloaded, HttpFailure>>;
}

const SMALL_LIMIT_BYTES = 16 * 1024 * 1024;

export function createHttpClient(httpOptions: HttpOptions = {}): HttpClient {
  const http = new Http(httpOptions);
  const get: HttpClient['get'] = async (url, options = {}) => {
    const { signal = new AbortController().signal, limitBytes = SMALL_LIMIT_BYTES, onRetry = () => {} } = options;
    const chunks: Buffer[] = [];
    const sink: Sink = {
      restart: async () => void chunks.splice(0),
      write: async (chunk) => void chunks.push(chunk),
    };
    const got = await http.transfer(url, sink, { signal, limitBytes, onRetry, allowPlain: false });
    if (got.ok) return succeed({ bytes: Buffer.concat(chunks), contentType: got.value.contentType });
    const [failure] = got.failures;
    return fail(failure.kind === 'cancelled' ? httpFailure('it was cancelled', false) : failure);
  };
  return {
    get,
    async download(url, options) {
      const got = await get(url, options);
      return got.ok ? succeed(got.value.bytes) : got;
    },
  };
}
