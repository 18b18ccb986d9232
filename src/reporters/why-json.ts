import { locate, type Diagnostic, type Span } from '../engine/diag/index.js';
import type { ExplainedReference, ExplainedStep, ExplainedValue, Explanation } from '../engine/inspect/index.js';
import { jsonObject, jsonText, type OrderedJson } from './ordered-json.js';
import { redact } from './redact.js';

/** How a value is made, for programs: the value asked for, and under `explained` all that it leads to. */
export function whyJson({ asked, values }: Explanation): string {
  const others = [...values.values()].filter((value) => value !== asked);
  const explained = others.map((value) => jsonObject(membersOf(value)));
  return jsonText(jsonObject({ ...membersOf(asked), explained }));
}

type Members = Readonly<Record<string, OrderedJson | undefined>>;

function membersOf({ section, option, outcome, recipe, steps, references }: ExplainedValue): Members {
  return {
    section: redact(section),
    option: redact(option),
    value: outcome.kind === 'text' ? redact(outcome.text) : undefined,
    unresolved: outcome.kind === 'unresolved' ? causeJson(outcome.cause) : undefined,
    recipe: recipe === undefined ? undefined : redact(recipe),
    contributions: steps.map(stepJson),
    references: references.map(referenceJson),
  };
}

function causeJson({ code, message, at }: Diagnostic): OrderedJson {
  return jsonObject({ code, message: redact(message), ...(at !== undefined && { at: placeJson(at) }) });
}

/** What stands in no file has a word instead of a place. */
function stepJson({ operation, value, by, at, section, isOverridden, through }: ExplainedStep): OrderedJson {
  return jsonObject({
    operation,
    ...(by === 'file' ? { at: placeJson(at) } : { special: by }),
    section: redact(section),
    value: redact(value),
    overridden: isOverridden,
    through: through.map(placeJson),
  });
}

function referenceJson(reference: ExplainedReference): OrderedJson {
  const { kind, section, option } = reference;
  const value = kind === 'implied' ? redact(reference.value) : undefined;
  return jsonObject({ kind, section: redact(section), option: redact(option), value });
}

function placeJson({ source, start }: Span): OrderedJson {
  const { line, column } = locate(source, start);
  return jsonObject({ path: redact(source.path), line, column });
}
