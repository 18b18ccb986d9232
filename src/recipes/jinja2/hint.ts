import { nearestName } from '../../engine/diag/index.js';
import type { TemplateFailure } from '../../jinja/index.js';
import { locateImport, type Import } from './imports.js';

interface Importing {
  readonly imports: readonly Import[];
  readonly delimiter: string;
}

/** What the author of a part can do about a failure that the template alone does not explain. */
export function hintFor({ message, mistaken, nearest }: TemplateFailure, importing: Importing): string | undefined {
  if (mistaken?.sought === 'template') return importHint(mistaken.name, importing);
  if (message === 'no loader for this environment specified')
    return 'the part needs an `import-list` that says which file that is';
  return mistaken?.sought === 'member' && nearest === undefined
    ? 'of the modules of Python there is what only computes, nothing that looks at the machine'
    : undefined;
}

function importHint(name: string, { imports, delimiter }: Importing): string {
  const [wanted = ''] = name.split(delimiter);
  const aliases = imports.map(({ alias }) => alias);
  const found = imports.find(({ alias }) => alias === wanted);
  if (found === undefined) {
    const nearest = nearestName(wanted, aliases);
    const known = aliases.map((alias) => `\`${alias}\``).join(', ');
    return nearest === undefined ? `\`import-list\` has ${known}` : `did you mean \`${nearest}\`?`;
  }
  const path = locateImport(name, imports, delimiter);
  if (path !== undefined) return `there is no file \`${path}\``;
  return found.isFolder
    ? `\`${wanted}\` is the folder \`${found.path}\`, which names cannot leave`
    : `\`${wanted}\` is a file, and stands alone`;
}
