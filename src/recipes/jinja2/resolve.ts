import { createHash } from 'node:crypto';
import { resolve as resolvePath } from 'node:path';
import {
  fail,
  localPath,
  succeed,
  type RecipeFailure,
  type Resolution,
  type ResolveContext,
  type ResolvingPart,
  type Result,
} from '../../engine/recipe/index.js';
import { encode } from './encode.js';
import { readJob, type Reading } from './job.js';
import { narrow } from './narrow.js';
import type { Options } from './options.js';
import { render, type Job, type ReadFile, type Rendering } from './render.js';

type Part = ResolvingPart<Options>;

/** Reads the template and renders it. */
export function resolve(part: Part, context: ResolveContext): Result<Resolution, RecipeFailure> {
  const reading = readJob(part, context);
  if (!reading.ok) return reading;
  // What is rendered once is only rendered where its marker is not, and that is for `install` to see.
  if (part.options.once !== undefined) return succeed(carry(part, reading.value));
  const rendered = render(reading.value.job, readerOf(context));
  if (rendered.ok) return planned(part, { ...reading.value, ...rendered.value });
  const [first] = rendered.failures;
  // A template or an import that another part makes may not be there yet.
  return first.kind === 'not-read' ? succeed(carry(part, reading.value)) : fail(first);
}

function readerOf(context: ResolveContext): ReadFile {
  return (wanted) => {
    const { source, isImport } = wanted;
    if (context.isMade(source)) return fail({ kind: 'not-read', wanted });
    const bytes = context.readBytes(source);
    return !bytes.ok && isImport && bytes.failures[0].kind === 'source-not-found' ? succeed(undefined) : bytes;
  };
}

function planned(part: Part, { job, outline, text, asked }: Reading & Rendering): Result<Resolution, RecipeFailure> {
  const content = encode(text, job.encoding);
  if (!content.ok) return content;
  const { template } = job;
  const outputs = [resolvePath(part.directory, outline.output)];
  const isRemote = template.kind === 'file' && localPath(template.source.url, part.directory) === undefined;
  return succeed({
    location: 'none',
    outputs,
    carried: { text },
    facts: { 'rendered text': createHash('sha256').update(content.value).digest('hex') },
    narrowed: narrow(job, asked),
    updates: part.options.update || !outline.isFixed,
    // A remote template without a sum has to be fetched to know whether it changed.
    ...(!(isRemote && !outline.isFixed) && { watched: { content: outputs } }),
  });
}

/** Leaves the rendering to `install`. */
function carry(part: Part, { job, outline }: Reading): Resolution {
  const { once, update } = part.options;
  const { template } = job;
  return {
    location: 'none',
    outputs: [resolvePath(part.directory, outline.output)],
    carried: { job: JSON.stringify(job satisfies Job) },
    ...(template.kind === 'file' && { sources: [template.source] }),
    // Files of other parts may change without this one; a marker is there for good.
    updates: once === undefined || update || !outline.isFixed,
  };
}
