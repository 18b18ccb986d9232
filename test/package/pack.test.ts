import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runFile = promisify(execFile);

/** Compiles against every entry of the package, and prints the version when it is run. */
const consumer = `
import { build, plan, VERSION, type BuildRequest, type BuildResult, type EngineEvent } from 'slapbuild';
import { defineRecipe, option, succeed } from 'slapbuild/recipe';
import { createEnvironment, fromData, type Template } from 'slapbuild/jinja';
import { checkRecipe, makeBench } from 'slapbuild/testing';

export const greeting = defineRecipe({
  name: 'greeting',
  version: 1,
  options: { text: option.required('what to say') },
  async install({ location, options }, context) {
    const written = await context.files.write(\`\${location}/greeting\`, options.text, { mode: 0o644 });
    return written.ok ? succeed({ paths: [] }) : written;
  },
});

export async function buildTwice(request: BuildRequest): Promise<readonly BuildResult[]> {
  const events: EngineEvent[] = [];
  await plan(request);
  return [await build({ ...request, recipes: [greeting] }, { onEvent: (event) => events.push(event) }), await build(request)];
}

export const tools: readonly unknown[] = [checkRecipe, makeBench];
const compiled = createEnvironment().compile({ path: 'version', text: '{{ version|join }}' });
const template: Template | undefined = compiled.ok ? compiled.value : undefined;
const rendered = template?.render(new Map([['version', fromData([...VERSION])]]));
console.log(rendered?.ok ? rendered.value.text : 'not rendered');
`;

let work: string;
let home: string;

/** Runs a program as a user outside this checkout would; answers what it printed, fails with all of it. */
async function run(program: string, args: readonly string[], cwd = home): Promise<string> {
  const ofThisRun = /^npm_(?:package|lifecycle|config_local)|^INIT_CWD$|^NODE_(?:ENV|OPTIONS|PATH)$|^VITEST/;
  const inherited = Object.entries(process.env).filter(([name]) => !ofThisRun.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    XDG_DATA_HOME: join(work, 'data'),
    XDG_CACHE_HOME: join(work, 'cache'),
  };
  try {
    const { stdout } = await runFile(program, args, { cwd, env, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[program, ...args].join(' ')} failed\n${stdout}${stderr}`, { cause: error });
  }
}

/** The project as git knows it, in a folder of its own: packing builds there, and no other test sees it. */
async function copyProject(target: string): Promise<void> {
  const listing = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  const paths = listing.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  for (const path of paths.filter((each) => !each.startsWith('test/'))) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(root, path), join(target, path));
  }
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function readVersion(): Promise<unknown> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return (manifest as { version: unknown }).version;
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'slapbuild-pack-'));
  home = join(work, 'elsewhere');
  const project = join(work, 'a project');
  await Promise.all([mkdir(home), mkdir(project)]);
  await copyProject(project);
  await run('npm', ['pack', '--pack-destination', work], project);
  const tarball = join(work, `slapbuild-${String(await readVersion())}.tgz`);
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball]);
}, 300_000);

afterAll(async () => {
  await run('chmod', ['-R', 'u+w', work], root);
  await rm(work, { recursive: true, force: true });
});

describe('the packed package, installed in an empty folder', () => {
  test('tells its version', async () => {
    expect(await run('npx', ['--no-install', 'slapbuild', '--version'])).toBe(`${String(await readVersion())}\n`);
  });

  test('builds the quickstart release, whose server answers', async () => {
    const profile = join(home, 'quickstart', 'software.cfg');
    await cp(join(root, 'profiles', 'quickstart'), dirname(profile), { recursive: true });
    const port = String(await freePort());
    await run('npx', ['--no-install', 'slapbuild', profile, `settings:port=${port}`]);
    const starter = join(home, 'quickstart', 'bin', 'minicached-start');
    const session = await run(process.execPath, [join(root, 'scripts', 'try-server.mjs'), port, starter]);
    expect(session).toContain('STORED\r\nVALUE hoge 0 3\r\nFoo\r\nEND\r\n');
  }, 300_000);

  test('is imported by a TypeScript file that compiles and runs', async () => {
    await writeFile(join(home, 'consumer.mts'), consumer);
    const options = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        lib: ['es2023'],
        strict: true,
        exactOptionalPropertyTypes: true,
        typeRoots: [join(root, 'node_modules', '@types')],
        types: ['node'],
      },
      files: ['consumer.mts'],
    };
    await writeFile(join(home, 'tsconfig.json'), JSON.stringify(options));
    await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', home]);
    expect(await run(process.execPath, ['consumer.mjs'])).toBe(`${String(await readVersion())}\n`);
  });
});
