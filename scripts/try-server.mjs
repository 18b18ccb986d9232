// node scripts/try-server.mjs PORT PROGRAM [ARGUMENT…]: starts a server that speaks the memcached text protocol, has a
// client set a value and get it back over a socket, and stops the server. Exit status 0 when every answer was right.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const [port, program, ...args] = process.argv.slice(2);
if (port === undefined || program === undefined) throw new TypeError('usage: try-server.mjs PORT PROGRAM [ARGUMENT…]');

const patience = AbortSignal.timeout(30_000);
const said = ['set hoge 0 0 3', 'Foo', 'get hoge', 'quit'];
const expected = ['STORED', 'VALUE hoge 0 3', 'Foo', 'END', ''].join('\r\n');

/** The server listens some time after it was started, and tells nobody: ask until it answers. */
async function converse() {
  while (!patience.aborted && server.exitCode === null) {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    try {
      await once(socket, 'connect', { signal: patience });
    } catch {
      await pause(50);
      continue;
    }
    socket.end(`${said.join('\r\n')}\r\n`);
    socket.setEncoding('utf8');
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  }
  return undefined;
}

const server = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
const ended = once(server, 'close');
try {
  const answer = await converse();
  console.log(said.map((line) => `> ${line}`).join('\n'));
  console.log(answer ?? `no answer on port ${port}`);
  if (answer !== expected) process.exitCode = 1;
} finally {
  // A group of its own: what the wrapper may have started ends with it.
  if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
  await ended;
}
