// Loaded into a Node process before its program; adds the most memory it ever held, in KiB, to a file when it ends.
// The kernel's counter of this program alone: what getrusage tells also knows the process that was forked to make it.
import { appendFileSync, readFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env['BENCH_PEAK_FILE'];
  const peak = /^VmHWM:\s+(?<kib>\d+)/mu.exec(readFileSync('/proc/self/status', 'utf8'))?.groups?.['kib'];
  if (file !== undefined && peak !== undefined) appendFileSync(file, `${peak}\n`);
});
