import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../folders.js';
import type { Command } from '../sample.js';
import { cParts, type CProject } from './project.js';
import { ask, writeSources, type CSite } from './site.js';

export interface CProfileSite {
  readonly command: Command;
  readonly project: CProject;
  /** What `recipe` and `make-binary` say in every part. */
  readonly recipe?: string;
  readonly make: string;
}

/** A C release as profiles say it: an archive with its sums for each part, built by the recipe for autoconf parts. */
export function makeCProfileSite({ command, project, recipe = 'slapos.recipe.cmmi', make }: CProfileSite): CSite {
  const folder = command.cwd;
  const archives = join(folder, 'archives');
  mkdirSync(archives, { recursive: true });
  const sections = cParts(project).map((part) => {
    const name = `c${part}-1`;
    writeSources(join(archives, name), project.sources[part] ?? []);
    return partSection(project, part, archive(archives, name));
  });
  const tops = project.graph.tops.map((part) => `  c${part}`);
  const head = [
    '[buildout]',
    'parts =',
    ...tops,
    'offline = true',
    'newest = false',
    '',
    ...componentSection(recipe, make),
  ];
  writeFileSync(join(folder, 'buildout.cfg'), [...head, ...sections].join('\n'));
  const kept = new Set(['archives', 'buildout.cfg']);
  return {
    command,
    clean() {
      setAside(folder, kept);
    },
    programOutputs: () => cParts(project).map((part) => ask(join(folder, `parts/c${part}/bin/c${part}`))),
  };
}

function archive(folder: string, name: string): string {
  const file = `${name}.tar.gz`;
  const ended = spawnSync('tar', ['--remove-files', '-czf', file, name], { cwd: folder, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`tar: ${ended.stderr}`);
  return join(folder, file);
}

function componentSection(recipe: string, make: string): readonly string[] {
  return [
    '[component]',
    `recipe = ${recipe}`,
    `make-binary = ${make}`,
    'environment =',
    '  CPPFLAGS=${:cppflags}',
    '  LDFLAGS=${:ldflags}',
    '',
  ];
}

function partSection(project: CProject, part: number, path: string): string {
  const content = readFileSync(path);
  const sum = (algorithm: string): string => createHash(algorithm).update(content).digest('hex');
  const headers = project.needs(part).map((need) => `-I\${c${need}:location}/include`);
  const libraries = project.closure(part).map((need) => `-L\${c${need}:location}/lib`);
  return [
    `[c${part}]`,
    '<= component',
    `url = ${path}`,
    `md5sum = ${sum('md5')}`,
    `sha256 = ${sum('sha256')}`,
    `cppflags = ${headers.join(' ')}`,
    `ldflags = ${libraries.join(' ')}`,
    '',
  ].join('\n');
}
