// The command line must start without network, archive, schema or git libraries: only built-ins that are cheap to load
// may be imported before the first line runs. The rest is imported when it is needed.
import { isBuiltin } from 'node:module';
import { bundle, programs } from './bundle.mjs';

const costly = ['node:http', 'node:https', 'node:http2', 'node:tls', 'node:zlib', 'node:dns', 'node:worker_threads'];

/** @param {string} path */
function isAllowed(path) {
  if (!isBuiltin(path)) return false;
  const name = path.startsWith('node:') ? path : `node:${path}`;
  return !costly.some((module) => name === module || name.startsWith(`${module}/`));
}

const [program] = programs;
const { metafile } = await bundle('dist/cli', { write: false });
const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${program?.name}.js`));
if (output === undefined) throw new Error(`no bundle of ${program?.entry}`);
const [path, { imports, bytes }] = output;
const eager = new Set(imports.filter(({ kind }) => kind !== 'dynamic-import').map((each) => each.path));
const refused = [...eager].filter((each) => !isAllowed(each));

for (const each of refused)
  console.error(`loaded at every start: ${each}; import it where it is used, with \`await import\``);
console.log(`${path}: ${bytes} bytes, loads ${[...eager].toSorted().join(', ')}`);
if (refused.length > 0) process.exitCode = 1;
