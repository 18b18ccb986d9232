import {
  succeed,
  type RecipeFailure,
  type RecipeRefusal,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { readEntries, valuesOf } from './context.js';
import { encodingNamed, encodingNames } from './encoding.js';
import { readExtensions } from './extensions.js';
import { readImports } from './imports.js';
import type { Options } from './options.js';
import { refuse } from './refuse.js';
import type { Job } from './render.js';
import { readOutline, type Outline } from './source.js';

export interface Reading {
  readonly job: Job;
  readonly outline: Outline;
}

/** Reads and checks the options of a part. */
export function readJob(part: ResolvingPart<Options>, context: ResolveContext): Result<Reading, RecipeFailure> {
  const { options, directory } = part;
  const outline = readOutline(part);
  if (!outline.ok) return outline;
  const extensions = readExtensions(options.extensions);
  if (!extensions.ok) return extensions;
  const encoding = readEncoding(options.encoding ?? 'utf-8');
  if (!encoding.ok) return encoding;
  const entries = readEntries({ part, context });
  if (!entries.ok) return entries;
  const values = valuesOf(entries.value);
  if (!values.ok) return values;
  const delimiter = readDelimiter(part);
  if (!delimiter.ok) return delimiter;
  const imports = readImports({ part, context });
  if (!imports.ok) return imports;
  const job: Job = {
    template: outline.value.template,
    entries: entries.value,
    imports: imports.value,
    delimiter: delimiter.value,
    encoding: encoding.value,
    extensions: extensions.value,
    directory,
  };
  return succeed({ job, outline: outline.value });
}

/** Of the text as it is written: an empty one is not the same as none. */
function readDelimiter({ texts }: ResolvingPart<Options>): Result<string, RecipeRefusal> {
  const delimiter = texts.get('import-delimiter') ?? '/';
  if (delimiter !== '') return succeed(delimiter);
  return refuse('`import-delimiter` is empty: nothing would tell the alias of a folder from a name in it', {
    option: 'import-delimiter',
    hint: 'leave the option out: `/` is used without it',
  });
}

function readEncoding(name: string): Result<string, RecipeRefusal> {
  const encoding = encodingNamed(name);
  if (encoding !== undefined) return succeed(encoding.name);
  const hint = `there are ${encodingNames.map((each) => `\`${each}\``).join(', ')}`;
  return refuse(`there is no encoding \`${name}\``, { option: 'encoding', hint });
}
