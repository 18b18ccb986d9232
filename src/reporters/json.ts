import { locate, type Diagnostic, type Span } from '../engine/diag/index.js';
import type { EngineEvent } from '../engine/events.js';
import type { Plan } from '../engine/plan/index.js';
import { makePartLines } from './line-buffer.js';
import { redactDeep } from './redact-deep.js';
import type { Output, PartEvent, Reporter } from './reporter.js';

/** One JSON object per event and line, as the engine tells them; output of commands comes in whole lines. */
export function makeJsonReporter(output: Output): Reporter {
  const lines = makePartLines();
  const print = (event: EngineEvent): void => output.out(`${JSON.stringify(toJson(event))}\n`);
  return {
    report(event) {
      if (event.type === 'part' && event.state === 'output') {
        // A credential may be cut in two by a chunk's end, and is only recognised whole.
        const whole = lines.add(event.part, event.stream, event.chunk);
        if (whole.length > 0) print({ ...event, chunk: `${whole.join('\n')}\n` });
        return;
      }
      if (event.type === 'part' && ENDS.has(event.state)) {
        for (const { stream, line } of lines.end(event.part))
          print({ type: 'part', state: 'output', part: event.part, stream, chunk: line });
      }
      print(event);
    },
    notice: () => undefined,
    close: () => undefined,
  };
}

const ENDS: ReadonlySet<PartEvent['state']> = new Set(['installed', 'up-to-date', 'failed', 'skipped']);

function toJson(event: EngineEvent): unknown {
  if (event.type === 'diagnostic') return redactDeep({ ...event, diagnostic: diagnosticJson(event.diagnostic) });
  if (event.type === 'part' && event.state === 'failed')
    return redactDeep({ ...event, diagnostics: event.diagnostics.map(diagnosticJson) });
  if (event.type === 'run' && event.state === 'planned') return redactDeep({ ...event, plan: planJson(event.plan) });
  return redactDeep(event);
}

function diagnosticJson({ at, notes, ...rest }: Diagnostic): unknown {
  return {
    ...rest,
    ...(at !== undefined && { at: placeJson(at) }),
    notes: notes.map(({ message, at: place }) => ({ message, ...(place !== undefined && { at: placeJson(place) }) })),
  };
}

function placeJson({ source, start }: Span): unknown {
  return { path: source.path, ...locate(source, start) };
}

function planJson({ parts, removals, conditions }: Plan): unknown {
  return {
    conditions,
    parts: parts.map(({ part, action, because }) => ({
      name: part.name,
      recipe: part.definition.name,
      action,
      because,
      location: part.location,
      shared: part.shared,
      signature: part.signature,
      needs: part.needs,
    })),
    removals: removals.map(({ installed, because }) => ({ name: installed.name, recipe: installed.recipe, because })),
  };
}
