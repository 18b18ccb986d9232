import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newFolder } from './folder.js';

/**
 * Tells whether processes live without looking for them: each opens a FIFO for writing, children inherit it, and the
 * reader sees the end when the last of them is gone.
 */
export interface Holders {
  /** Shell words that open the FIFO; `echo … >&9` reaches the reader afterwards. */
  readonly hold: string;
  /** Resolves when this much has been written. */
  said(text: string): Promise<void>;
  /** Resolves when nobody holds it any more. */
  readonly gone: Promise<unknown>;
}

export function newHolders(): Holders {
  const fifo = join(newFolder(), 'fifo');
  execFileSync('mkfifo', [fifo]);
  const reader = spawn('cat', [fifo], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  reader.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
  return {
    hold: `exec 9>'${fifo}'`,
    async said(text) {
      while (!heard.includes(text)) await once(reader.stdout, 'data');
    },
    gone: once(reader, 'exit'),
  };
}
