// The command line must start without network, archive, schema or git libraries: no package may be imported at the top of
// its bundle, and a start may load no built-in that is costly.
import { mkdtempSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { capture } from './project.mjs';

const costly = ['child_process', 'crypto', 'dns', 'http', 'http2', 'https', 'tls', 'worker_threads', 'zlib'];

/** Printed by the program itself when it ends: what Node has loaded for it. */
const lister = `data:text/javascript,process.on('exit',()=>console.error(JSON.stringify(process.moduleLoadList)))`;

/** @param {string} program */
function builtinsOf(program) {
  const { status, stderr } = capture(process.execPath, ['--import', lister, program, '--version']);
  if (status !== 0) throw new Error(`${program} --version failed: ${stderr}`);
  const listed = /** @type {string[]} */ (JSON.parse(stderr));
  return listed.map((entry) => entry.replace(/^NativeModule /, ''));
}

// Outside the project no package can be found: the program must start without any.
const folder = mkdtempSync(join(tmpdir(), 'slapbuild-startup-'));
try {
  const { metafile } = await bundle(folder);
  const program = join(folder, 'slapbuild.js');
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith('/slapbuild.js'));
  const imports = output?.[1].imports ?? [];
  const eager = imports.filter(({ path, kind }) => kind === 'import-statement' && !isBuiltin(path));
  const loaded = eager.length > 0 ? [] : builtinsOf(program);
  const refused = [...eager.map(({ path }) => path), ...costly.filter((name) => loaded.includes(name))];
  for (const each of refused)
    console.error(`loaded at every start: ${each}; import the module that needs it with \`await import\``);
  console.log(`${output?.[1].bytes} bytes, ${loaded.length} built-in modules at start, ${refused.length} refused`);
  if (refused.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
