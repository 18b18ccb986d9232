/** Why a transfer failed, in words for people. */
export interface HttpFailure {
  readonly kind: 'http-failed';
  readonly reason: string;
  /** Another try, soon, may do better. */
  readonly retryable: boolean;
  /** The server says that there is no such thing. */
  readonly isAbsent?: boolean;
}

export function httpFailure(reason: string, retryable: boolean): HttpFailure {
  return { kind: 'http-failed', reason, retryable };
}

const ABSENT_STATUSES = new Set([404, 410]);
const RETRYABLE_STATUSES = new Set([408, 425, 429]);

export function statusFailure(status: number, text: string): HttpFailure {
  const words = text === '' ? String(status) : `${status} ${text.slice(0, 80)}`;
  const failure = httpFailure(`the server answers ${words}`, status >= 500 || RETRYABLE_STATUSES.has(status));
  return ABSENT_STATUSES.has(status) ? { ...failure, isAbsent: true } : failure;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed by the server',
  EPIPE: 'connection closed by the server',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name cannot be looked up now',
  EHOSTUNREACH: 'host cannot be reached',
  ENETUNREACH: 'network cannot be reached',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'the server does not answer',
  UND_ERR_BODY_TIMEOUT: 'the server stopped sending',
  UND_ERR_SOCKET: 'connection closed by the server',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the server sent less or more than it announced',
};

/** Errors by which undici and Node tell that they were used wrongly. */
const MISUSE = /^(?:UND_ERR_(?:INVALID|NOT_SUPPORTED|DESTROYED|CLOSED)|ERR_(?:INVALID_ARG|OUT_OF_RANGE))/;
const CERTIFICATE = /CERT|^ERR_(?:TLS|SSL)|^UNABLE_TO_|^DEPTH_ZERO|^HOSTNAME_MISMATCH/;

/** The failure behind an error of the network, TLS or HTTP layer; throws anything else again. */
export function networkFailure(error: unknown): HttpFailure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || MISUSE.test(error.code)) {
    throw error;
  }
  const { code } = error;
  const words = WORDS[code];
  if (words !== undefined) return httpFailure(`${words} (${code})`, code !== 'ENOTFOUND');
  if (CERTIFICATE.test(code)) return httpFailure(`the server's certificate is not accepted (${code})`, false);
  return httpFailure(`the connection failed (${code})`, true);
}
