import { nearestName } from '../../engine/diag/index.js';
import type { TemplateFailure } from '../../jinja/index.js';
import { locateImport, type Import } from './imports.js';

interface Importing {
  readonly imports: readonly Import[];
  readonly delimiter: string;
}

/** What the author of a part can do about a failure that the template alone does not explain. */
export function hintFor(
  { kind, message, mistaken, nearest }: TemplateFailure,
  importing: Importing,
): string | undefined {
  if (mistaken?.sought === 'template') return importHint(mistaken.name, importing);
  if (kind === 'TemplatesNotFound') return known(importing.imports);
  if (mistaken?.sought === 'tag') return extensionHint(mistaken.name);
  if (message === 'no loader for this environment specified')
    return 'the part needs an `import-list` that says which file that is';
  return mistaken?.sought === 'member' && nearest === undefined
    ? 'of the modules of Python there is what only computes, nothing that looks at the machine'
    : undefined;
}

/** Of a tag that there only is with an extension. */
function extensionHint(tag: string): string | undefined {
  const extension = EXTENSIONS.get(tag);
  return extension === undefined ? undefined : `the tag \`${tag}\` needs \`${extension}\` in \`extensions\``;
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['do', 'jinja2.ext.do'],
  ['break', 'jinja2.ext.loopcontrols'],
  ['continue', 'jinja2.ext.loopcontrols'],
]);

function known(imports: readonly Import[]): string {
  return `\`import-list\` has ${imports.map(({ alias }) => `\`${alias}\``).join(', ')}`;
}

function importHint(name: string, { imports, delimiter }: Importing): string {
  const [wanted = ''] = name.split(delimiter);
  const aliases = imports.map(({ alias }) => alias);
  const found = imports.find(({ alias }) => alias === wanted);
  if (found === undefined) {
    const nearest = nearestName(wanted, aliases);
    return nearest === undefined ? known(imports) : `did you mean \`${nearest}\`?`;
  }
  const path = locateImport(name, imports, delimiter);
  if (path !== undefined) return `there is no file \`${path}\``;
  return found.isFolder
    ? `\`${wanted}\` is the folder \`${found.path}\`, which names cannot leave`
    : `\`${wanted}\` is a file, and stands alone`;
}
