import type { Diagnostic, Span } from '../diag/index.js';
import { explain } from './explain.js';
import type { CircularReference, SectionFailure, Trail } from './failures.js';
import { Poison } from './section-state.js';

/** Collects failures, each once, whoever meets it. */
export class FailureLog {
  readonly failures: SectionFailure[] = [];
  readonly #told = new Map<string, Poison>();
  readonly #diagnostics = new Map<Diagnostic, Poison>();

  readonly tell = (failure: SectionFailure): Poison => {
    const key = keyOf(failure);
    const known = this.#told.get(key);
    if (known !== undefined) return known;
    const poison = this.#add(failure, explain(failure));
    this.#told.set(key, poison);
    return poison;
  };

  /** What a recipe said; it may hand on what was told before. */
  tellDiagnostic(section: string, diagnostic: Diagnostic, trail: Trail): Poison {
    return (
      this.#diagnostics.get(diagnostic) ??
      this.#add({ kind: 'section-refused', section, diagnostic, trail }, diagnostic)
    );
  }

  #add(failure: SectionFailure, diagnostic: Diagnostic): Poison {
    const poison = new Poison(diagnostic);
    this.#diagnostics.set(diagnostic, poison);
    this.failures.push(failure);
    return poison;
  }
}

/** Two failures with the same key are one mistake. */
function keyOf(failure: SectionFailure): string {
  if (failure.kind === 'circular-reference') {
    const members = failure.chain.map(({ section, option }) => `${section}:${option}`).sort();
    return [failure.kind, ...members].join('\0');
  }
  const at = placeOfFailure(failure);
  return [failure.kind, at?.source.path, at?.start, 'section' in failure ? failure.section : ''].join('\0');
}

function placeOfFailure(failure: Exclude<SectionFailure, CircularReference>): Span | undefined {
  if (failure.kind === 'macro-loop') return failure.chain[0];
  if (failure.kind === 'section-refused') return failure.diagnostic.at;
  if (failure.kind !== 'profile-mistake') return failure.at;
  return failure.mistake.kind === 'condition-error' ? failure.mistake.at : failure.mistake.line;
}
