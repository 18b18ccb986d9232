import type { WriteStream } from 'node:tty';
import type { Terminal } from '../reporters/live.js';

export type StandardStream = NodeJS.WriteStream;

/** The two standard streams. What is printed to a pipe that nobody reads any more is dropped. */
export interface Streams extends Terminal {
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Of standard output and error; `undefined` of what is no terminal, or one that does not tell. */
  readonly outColumns: () => number | undefined;
  readonly errColumns: () => number | undefined;
}

export interface StreamOptions {
  readonly stdout: StandardStream;
  readonly stderr: StandardStream;
  /** Columns when no terminal tells them. */
  readonly columns: number | undefined;
  /** Standard output can take no more. */
  readonly onClosed: () => void;
}

const COLUMNS = 100;
const ROWS = 24;

/** How a write fails when the other end of a pipe, or the terminal, is gone. */
const GONE: ReadonlySet<string> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

export function openStreams({ stdout, stderr, columns, onClosed }: StreamOptions): Streams {
  const err = makeWriter(stderr, () => undefined);
  const out = makeWriter(stdout, (code) => {
    if (!GONE.has(code)) err(`cannot write to standard output: ${code}\n`);
    onClosed();
  });
  return {
    out,
    err,
    outIsTerminal: stdout.isTTY,
    errIsTerminal: stderr.isTTY,
    outColumns: () => sizeOf(stdout).columns,
    errColumns: () => sizeOf(stderr).columns,
    size: () => ({ columns: sizeOf(stdout).columns ?? columns ?? COLUMNS, rows: sizeOf(stdout).rows ?? ROWS }),
  };
}

function makeWriter(stream: StandardStream, onFailure: (code: string) => void): (text: string) => void {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (open) onFailure(error.code ?? error.message);
    open = false;
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

/** Only terminals know a size; one of 0 means that they do not tell. */
function sizeOf(stream: StandardStream): Partial<Pick<WriteStream, 'columns' | 'rows'>> {
  if (!stream.isTTY || stream.columns < 1) return {};
  return { columns: stream.columns, ...(stream.rows > 0 && { rows: stream.rows }) };
}
