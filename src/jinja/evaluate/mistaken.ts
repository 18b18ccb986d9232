import { nearestName } from '../../engine/diag/index.js';
import type { MissingName, Mistake } from '../values/mistake.js';
import type { TemplateFailure } from './failure.js';
import { titleOf, type Applied, type Site } from './site.js';

type Parts = Pick<TemplateFailure, 'mistaken' | 'nearest' | 'told'>;

interface Around {
  /** The filter or test in which it happened. */
  readonly applied?: Applied | undefined;
  /** The names that the template sees there. */
  readonly names?: Iterable<string>;
}

/** What an error says to people beside its message. */
export function mistakenOf(mistake: Mistake | undefined, { applied, names = [] }: Around = {}): Parts {
  if (mistake === undefined) return { mistaken: undefined, nearest: undefined, told: undefined };
  const of = mistake.of === undefined ? applied?.title : mistake.of();
  if (mistake.sought === 'call') {
    const told = of === undefined ? undefined : `${of} ${mistake.says}`;
    return { mistaken: undefined, nearest: undefined, told };
  }
  const { sought, name, known } = mistake;
  const candidates = known?.() ?? (sought === 'name' ? names : []);
  return { mistaken: { sought, name }, nearest: nearestName(name, candidates), told: tell(mistake, of) };
}

/**
 * What of a place is wrong: of the filter or test that is applied there, only its name or its arguments may be. It is
 * not always the one that is wrong: `map` names another, which runs where the items are asked for.
 */
export function pointAt(site: Site, mistake: Mistake | undefined): Pick<Site, 'start' | 'end'> {
  const { applied } = site;
  const whole = { start: site.start, end: site.end };
  if (applied === undefined || mistake === undefined) return whole;
  const { start, end, nameEnd, title } = applied;
  switch (mistake.sought) {
    case 'call':
    case 'argument':
      return mistake.of === undefined ? { start, end } : whole;
    case 'filter':
    case 'test':
      return title === titleOf(mistake.sought, mistake.name) ? { start, end: nameEnd } : whole;
    default:
      return whole;
  }
}

function tell({ sought, name }: MissingName, of: string | undefined): string | undefined {
  switch (sought) {
    case 'template':
      return `there is no template \`${name}\``;
    case 'filter':
    case 'test':
      return `there is no ${sought} \`${name}\``;
    case 'argument':
      return of === undefined ? undefined : `${of} takes no argument \`${name}\``;
    case 'attribute':
    case 'member':
      return of === undefined ? undefined : `${of} has no attribute \`${name}\``;
    case 'export':
      return of === undefined ? undefined : `${of} has no \`${name}\` to import`;
    case 'name':
    case 'tag':
      return undefined;
  }
}
