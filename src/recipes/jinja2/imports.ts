import { resolve as resolvePath } from 'node:path';
import {
  failAll,
  succeed,
  type RecipeFailure,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { readKey } from './context.js';
import { readLines, type Line } from './lines.js';
import type { Options } from './options.js';
import { refuse } from './refuse.js';

/** A template, or a folder of them, that templates find under an alias. */
export interface Import {
  readonly alias: string;
  readonly isFolder: boolean;
  /** Absolute. */
  readonly path: string;
}

interface Asking {
  readonly part: ResolvingPart<Options>;
  readonly context: ResolveContext;
}

/** Reads `import-list`; whether anything is there shows when a template asks for it. */
export function readImports(asking: Asking): Result<readonly Import[], RecipeFailure> {
  const lines = readLines(asking.part.options['import-list'], { option: 'import-list', second: 'alias' });
  if (!lines.ok) return lines;
  const imports: Import[] = [];
  const failures: RecipeFailure[] = [];
  for (const line of lines.value) {
    const path = pathOf(line, asking);
    if (!path.ok) failures.push(...path.failures);
    else {
      const { type, name: alias } = line;
      imports.push({ alias, isFolder: type.endsWith('folder'), path: resolvePath(asking.part.directory, path.value) });
    }
  }
  const [first, ...more] = failures;
  return first === undefined ? succeed(imports) : failAll([first, ...more]);
}

function pathOf(line: Line, asking: Asking): Result<string, RecipeFailure> {
  const { type, expression, text } = line;
  switch (type) {
    case 'rawfile':
    case 'rawfolder':
      return succeed(expression);
    case 'file':
    case 'folder':
      return readKey(line, 'import-list', asking);
    default: {
      const hint = 'the types are `rawfile`, `file`, `rawfolder` and `folder`';
      return refuse(`\`${type}\` in \`import-list\` is no type of an import`, { option: 'import-list', text, hint });
    }
  }
}

/**
 * The file that a template means by a name: an alias, or the alias of a folder, the delimiter, and a file in the folder,
 * which no name can leave.
 */
export function locateImport(name: string, imports: readonly Import[], delimiter: string): string | undefined {
  const [alias, ...parts] = name.split(delimiter);
  const found = imports.find((each) => each.alias === alias);
  if (found === undefined || name.includes('\0')) return undefined;
  if (!found.isFolder) return parts.every((part) => part === '') && parts.length < 2 ? found.path : undefined;
  const path = resolvePath(found.path, ...parts);
  const folder = found.path.endsWith('/') ? found.path : `${found.path}/`;
  return path.startsWith(folder) ? path : undefined;
}
