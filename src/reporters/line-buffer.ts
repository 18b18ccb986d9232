/** Cuts a stream of chunks into whole lines. */
export interface LineBuffer {
  /** The lines that the chunk completes, without line ends. A lone CR ends a line too: progress meters use it. */
  readonly add: (chunk: string) => readonly string[];
  /** What is left when nothing more comes. */
  readonly flush: () => readonly string[];
}

/** A line longer than this is given out in pieces, so that endless output without a line end takes no endless memory. */
const LONGEST = 64 * 1024;

function makeLineBuffer(): LineBuffer {
  let rest = '';
  return {
    add(chunk) {
      const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST) {
        lines.push(rest);
        rest = '';
      }
      return lines;
    },
    flush() {
      const lines = rest === '' ? [] : [rest.replace(/\r$/, '')];
      rest = '';
      return lines;
    },
  };
}

export type StreamName = 'stdout' | 'stderr';

export interface StreamLine {
  readonly stream: StreamName;
  readonly line: string;
}

/** One line buffer per stream of every part; a part that ends gives up what it still holds. */
export interface PartLines {
  readonly add: (part: string, stream: StreamName, chunk: string) => readonly string[];
  readonly end: (part: string) => readonly StreamLine[];
}

export function makePartLines(): PartLines {
  const buffers = new Map<string, Map<StreamName, LineBuffer>>();
  return {
    add(part, stream, chunk) {
      const streams = buffers.get(part) ?? new Map<StreamName, LineBuffer>();
      buffers.set(part, streams);
      const buffer = streams.get(stream) ?? makeLineBuffer();
      streams.set(stream, buffer);
      return buffer.add(chunk);
    },
    end(part) {
      const streams = [...(buffers.get(part) ?? [])];
      buffers.delete(part);
      return streams.flatMap(([stream, buffer]) => buffer.flush().map((line) => ({ stream, line })));
    },
  };
}
