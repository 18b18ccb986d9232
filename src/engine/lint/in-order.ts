import { compareCodePoints, type Diagnostic } from '../diag/index.js';
import type { MergedProfile } from '../resolve/index.js';

/**
 * By profile in merge order, then what stands in none of them, such as the command line and templates; in each by place.
 * What several rules or parts say alike of one place is told once, and no doubt of a place that has an error.
 */
export function inOrder(diagnostics: readonly Diagnostic[], { layers }: MergedProfile): readonly Diagnostic[] {
  const ranks = new Map(layers.map(({ source }, rank) => [source.path, rank]));
  const rankOf = ({ at }: Diagnostic): number => (at && ranks.get(at.source.path)) ?? layers.length;
  const mistaken = new Set(diagnostics.filter(isError).map(placeKey));
  const different = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const place = placeKey(diagnostic);
    if (!isError(diagnostic) && mistaken.has(place)) continue;
    const key = [place, diagnostic.code, isError(diagnostic) ? diagnostic.message : ''].join('\0');
    if (!different.has(key)) different.set(key, diagnostic);
  }
  return [...different.values()].sort(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      compareCodePoints(one.at?.source.path ?? '', other.at?.source.path ?? '') ||
      (one.at?.start ?? 0) - (other.at?.start ?? 0),
  );
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function placeKey({ at, message }: Diagnostic): string {
  return at === undefined ? message : [at.source.path, at.start].join('\0');
}
