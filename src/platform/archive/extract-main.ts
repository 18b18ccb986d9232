import { extract } from './extract.js';
import type { ExtractRequest } from './messages.js';
import { removeFolder, workingFolders } from './working-folder.js';

/**
 * The extracting program: takes one request from its standard input, answers on its standard output. The engine keeps
 * the input open; its end means that the engine is gone, and then nothing of the work stays.
 */
function main(): void {
  // Modes come from archives. This process makes nothing else.
  process.umask(0);
  let text = '';
  let request: ExtractRequest | undefined;
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    text += chunk;
    if (request !== undefined || !text.includes('\n')) return;
    // Written by the archiver of the same version.
    request = JSON.parse(text) as ExtractRequest;
    void answer(request);
  });
  process.stdin.on('end', () => {
    if (request !== undefined) {
      for (const folder of workingFolders(request.destination, process.pid)) removeFolder(folder);
    }
    endGroup();
  });
}

/** This process and the decompressor it may have started; it leads their group. */
function endGroup(): void {
  process.kill(-process.pid, 'SIGKILL');
}

async function answer(request: ExtractRequest): Promise<void> {
  const result = await extract(request);
  process.stdin.destroy();
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

main();
