import {
  localPath,
  fail,
  succeed,
  type RecipeFailure,
  type Result,
  type SourceRequest,
} from '../../engine/recipe/index.js';
import type { Source } from '../../engine/diag/index.js';
import { createEnvironment, explain, type Loader } from '../../jinja/index.js';
import { valuesOf, type Entry } from './context.js';
import { encodingNamed, withPlainLineEnds } from './encoding.js';
import type { Extension } from './extensions.js';
import { hintFor } from './hint.js';
import { locateImport, type Import } from './imports.js';
import { PREDEFINED } from './predefined.js';
import { refuse } from './refuse.js';
import type { TemplateSource } from './source.js';

/** All that decides a rendering beside the content of files: plain data, that can be carried to `install`. */
export interface Job {
  readonly template: TemplateSource;
  readonly entries: readonly Entry[];
  readonly imports: readonly Import[];
  readonly delimiter: string;
  readonly encoding: string;
  readonly extensions: readonly Extension[];
  readonly directory: string;
}

/** A file has to be read before the rendering can be done. */
export interface NotRead {
  readonly kind: 'not-read';
  readonly wanted: Wanted;
}

export interface Wanted {
  readonly source: SourceRequest;
  /** It may be missing: the template sees to that. */
  readonly isImport: boolean;
}

/** The content of a file; `undefined` for an import that is not there. */
export type ReadFile = (wanted: Wanted) => Result<Uint8Array | undefined, RecipeFailure | NotRead>;

export interface Rendering {
  readonly text: string;
  /** The names of the context that the template asked for, there or not. */
  readonly asked: readonly string[];
}

export function render(job: Job, readFile: ReadFile): Result<Rendering, RecipeFailure | NotRead> {
  const { template, extensions } = job;
  const values = valuesOf(job.entries);
  if (!values.ok) return values;
  const text = textOf(job, readFile);
  if (!text.ok) return text;
  const imports = importsOf(job, readFile);
  const environment = createEnvironment({
    extensions,
    undefined: 'strict',
    ...(job.imports.length > 0 && { loader: imports.loader }),
  });
  const compiled = environment.compile(text.value);
  const rendered = compiled.ok ? compiled.value.render(new Map([...PREDEFINED, ...values.value])) : compiled;
  const failure = imports.failed();
  if (failure !== undefined) return fail(failure);
  if (rendered.ok) return succeed({ text: rendered.value.text, asked: rendered.value.reads.names });
  const [first] = rendered.failures;
  const hint = hintFor(first, job);
  const diagnostic = { ...explain(first), ...(hint !== undefined && { hint }) };
  return fail({ kind: 'reference-failed', diagnostic, option: template.option });
}

function textOf(job: Job, readFile: ReadFile): Result<Source, RecipeFailure | NotRead> {
  const { template, directory } = job;
  if (template.kind === 'text') return succeed({ path: '<inline>', text: template.text });
  const { source, option } = template;
  const path = localPath(source.url, directory) ?? source.url;
  const bytes = readFile({ source, isImport: false });
  return bytes.ok ? decode(bytes.value ?? new Uint8Array(), { path, option, encoding: job.encoding }) : bytes;
}

interface Decoding {
  readonly path: string;
  readonly option: string;
  readonly encoding: string;
}

function decode(bytes: Uint8Array, { path, option, encoding }: Decoding): Result<Source, RecipeFailure> {
  const text = encodingNamed(encoding)?.decode(bytes);
  if (text === undefined) return refuse(`\`${path}\` is not ${encoding} text`, { option });
  return succeed({ path, text: withPlainLineEnds(text) });
}

interface Imports {
  readonly loader: Loader;
  /** Why a file could not be given; the rendering went on without it. */
  failed(): RecipeFailure | NotRead | undefined;
}

function importsOf({ imports, delimiter, encoding }: Job, readFile: ReadFile): Imports {
  let failure: RecipeFailure | NotRead | undefined;
  return {
    failed: () => failure,
    loader(name) {
      const path = locateImport(name, imports, delimiter);
      if (path === undefined || failure !== undefined) return undefined;
      const source = readImport(path, encoding, readFile);
      if (source.ok) return source.value;
      failure = source.failures[0];
      return undefined;
    },
  };
}

function readImport(
  path: string,
  encoding: string,
  readFile: ReadFile,
): Result<Source | undefined, RecipeFailure | NotRead> {
  const option = 'import-list';
  if (/[#?]/u.test(path)) return refuse(`\`${path}\` cannot be read: there is a \`#\` or a \`?\` in it`, { option });
  const bytes = readFile({ source: { url: path, option }, isImport: true });
  if (!bytes.ok || bytes.value === undefined) return bytes.ok ? succeed(undefined) : bytes;
  return decode(bytes.value, { path, option, encoding });
}
