import { succeed, type Diagnostic, type Note, type Span } from '../../engine/diag/index.js';
import type { RecipeFailure, ResolveContext, Result, Source } from '../../engine/recipe/index.js';

/**
 * Fills in the references of a template. Every `$$` stands for one dollar and protects what follows; values are
 * inserted as they are. The text is therefore cut at each `$$`, so that dollars of values are never taken for its own.
 */
export function render(template: Source, context: ResolveContext): Result<string, RecipeFailure> {
  const pieces: string[] = [];
  let offset = 0;
  for (const text of template.text.split('$$')) {
    const piece = { path: template.path, text };
    const filled = context.substitute(piece);
    if (!filled.ok) return movedTo(filled, { piece, template, offset });
    pieces.push(filled.value);
    offset += text.length + '$$'.length;
  }
  return succeed(pieces.join('$'));
}

interface Place {
  readonly piece: Source;
  readonly template: Source;
  readonly offset: number;
}

/** Points a failure in a piece at the same characters of the whole template. */
function movedTo(
  { failures: [first, ...more] }: { readonly failures: readonly [RecipeFailure, ...RecipeFailure[]] },
  place: Place,
): Result<never, RecipeFailure> {
  return { ok: false, failures: [moveFailure(first, place), ...more.map((failure) => moveFailure(failure, place))] };
}

function moveFailure(failure: RecipeFailure, place: Place): RecipeFailure {
  if (failure.kind !== 'reference-failed') return failure;
  const { diagnostic } = failure;
  const notes = diagnostic.notes.map((note): Note =>
    note.at === undefined ? note : { ...note, at: moveSpan(note.at, place) },
  );
  const moved: Diagnostic = { ...diagnostic, notes };
  if (diagnostic.at === undefined) return { ...failure, diagnostic: moved };
  return { ...failure, diagnostic: { ...moved, at: moveSpan(diagnostic.at, place) } };
}

function moveSpan(span: Span, { piece, template, offset }: Place): Span {
  if (span.source.path !== piece.path || span.source.text !== piece.text) return span;
  return { source: template, start: span.start + offset, end: span.end + offset };
}
