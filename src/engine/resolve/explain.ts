import { excerpt, unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { explainLoading } from './explain-loading.js';
import type {
  BadLiteral,
  BadOption,
  BadReference,
  CircularReference,
  MacroFailure,
  MissingOption,
  ResolveFailure,
  Trail,
} from './failures.js';

/** Tells a failure to a person. The code is the failure's kind; a profile's own mistakes and what recipes say keep theirs. */
export function explain(failure: ResolveFailure): Diagnostic {
  switch (failure.kind) {
    case 'missing-section': {
      const { kind, section, at, trail, nearest } = failure;
      return error(kind, `there is no section \`${section}\``, { at, notes: trailNotes(trail), hint: meant(nearest) });
    }
    case 'missing-option':
      return explainMissingOption(failure);
    case 'circular-reference':
      return explainCircle(failure);
    case 'substitution-no-colon':
    case 'substitution-too-many-colons':
    case 'substitution-bad-section':
    case 'substitution-bad-option':
      return explainBadReference(failure);
    case 'bad-literal':
      return explainLiteral(failure);
    case 'macro-missing-section':
    case 'macro-loop':
      return explainMacro(failure);
    case 'part-without-recipe': {
      const { kind, section, at, header } = failure;
      const notes = [{ message: `\`${section}\` is declared here`, at: header }];
      const hint = 'parts are sections with a recipe; take it out of `parts`, or give it one';
      return error(kind, `part \`${section}\` has no recipe: \`${section}:recipe\` is not set`, { at, notes, hint });
    }
    case 'section-refused':
      return failure.diagnostic;
    case 'section-already-exists': {
      const { kind, section, at, first } = failure;
      const notes = [{ message: `\`${section}\` is declared here`, at: first }];
      return error(kind, `section \`${section}\` exists already and cannot be added`, { at, notes });
    }
    case 'nested-too-deeply': {
      const { kind, section, at, limit } = failure;
      const message = `the recipe of \`${section}\` is the last of more than ${limit} that read each other while they are set up`;
      return error(kind, message, { at, hint: 'use references in options: they may be chained at any length' });
    }
    case 'invalid-boolean':
    case 'invalid-log-level':
    case 'invalid-verbosity':
    case 'option-conflict':
    case 'key-error':
    case 'ambiguous-relative-path':
      return explainBadOption(failure);
    default:
      return explainLoading(failure);
  }
}

interface Details {
  readonly at: Span;
  readonly notes?: readonly Note[];
  readonly hint?: string | undefined;
}

function error(code: string, message: string, { at, notes = [], hint }: Details): Diagnostic {
  return { code, severity: 'error', message, at, notes, ...(hint !== undefined && { hint }) };
}

function explainLiteral({ kind, section, option, problem, substituted, at }: BadLiteral): Diagnostic {
  const message = `\`${section}:${option}\` is no Python literal: ${problem}`;
  const notes = substituted === undefined ? [] : [{ message: `after substitution it is \`${excerpt(substituted)}\`` }];
  const hint =
    'behind `!py!` stand strings, numbers, lists, tuples, dicts and sets, `+` between two of a kind, and slices';
  return error(kind, message, { at, notes, hint });
}

function explainMacro(failure: MacroFailure): Diagnostic {
  if (failure.kind === 'macro-loop') {
    const [at, ...through] = failure.chain;
    const message = `the macros of section \`${failure.section}\` lead back to it`;
    return error(failure.kind, message, { at, notes: stepNotes('through this macro', through) });
  }
  const { kind, section, macro, at, trail, nearest } = failure;
  const message = `there is no section \`${macro}\` to make \`${section}\` from`;
  const hint = meant(nearest) ?? (/\s/u.test(macro) ? 'write one macro on each line' : undefined);
  return error(kind, message, { at, notes: stepNotes('through this macro', trail), hint });
}

function explainMissingOption(failure: MissingOption): Diagnostic {
  const { kind, section, option, at, trail, declaredAt, nearest, isUnfinished } = failure;
  const unfinished = `the recipe of \`${section}\` has not run yet, because \`${section}\` itself needs this reference`;
  const notes = [
    ...(isUnfinished ? [{ message: unfinished }] : []),
    ...trailNotes(trail),
    ...[...new Set(declaredAt)]
      .slice(0, MOST_HEADERS)
      .map((place) => ({ message: `\`${section}\` is declared here`, at: place })),
  ];
  const isParts = section === 'buildout' && option === 'parts';
  const hint = isParts ? 'set `parts` in `[buildout]` to the sections to install; empty means none' : meant(nearest);
  return error(kind, `section \`${section}\` has no option \`${option}\``, { at, notes, hint });
}

const MOST_HEADERS = 5;

/** The whole circle, but for the middle of one that nobody would read to the end. */
function explainCircle({ kind, chain }: CircularReference): Diagnostic {
  const [first, ...others] = chain;
  const last = chain.at(-1) ?? first;
  const names = [last, ...chain].map(({ section, option }) => `\`${section}:${option}\``);
  const message = `option refers to itself: ${withoutMiddle(names, '…').join(' → ')}`;
  const steps: readonly Note[] = others.map(({ at, section, option }) => ({
    message: `through this reference to \`${section}:${option}\``,
    at,
  }));
  const left = others.length - LONGEST_CIRCLE + 1;
  return error(kind, message, {
    at: first.at,
    notes: withoutMiddle(steps, { message: `through ${left} more references` }),
  });
}

const LONGEST_CIRCLE = 30;

function withoutMiddle<Item>(items: readonly Item[], gap: Item): readonly Item[] {
  if (items.length <= LONGEST_CIRCLE) return items;
  return [...items.slice(0, LONGEST_CIRCLE - 2), gap, ...items.slice(-1)];
}

const REFERENCE_MISTAKES: Readonly<Record<BadReference['kind'], string>> = {
  'substitution-no-colon': 'has no colon between section and option',
  'substitution-too-many-colons': 'has more than one colon',
  'substitution-bad-section': 'has a section name with characters that references cannot hold',
  'substitution-bad-option': 'has an option name with characters that references cannot hold',
};

function explainBadReference({ kind, text, at, trail }: BadReference): Diagnostic {
  const hint = 'write `${section:option}`, or `$${` for text that is no reference';
  return error(kind, `\`${excerpt(text)}\` ${REFERENCE_MISTAKES[kind]}`, { at, notes: trailNotes(trail), hint });
}

function explainBadOption({ kind, option, value, at }: BadOption): Diagnostic {
  switch (kind) {
    case 'invalid-boolean':
      return error(kind, `\`buildout:${option}\` is \`${value}\``, { at, hint: 'write `true` or `false`' });
    case 'invalid-log-level': {
      const hint = 'write `DEBUG`, `INFO`, `WARNING`, `ERROR`, `CRITICAL` or a number';
      return error(kind, `\`${value}\` is no log level`, { at, hint });
    }
    case 'invalid-verbosity':
      return error(kind, `\`${value}\` is no verbosity`, { at, hint: 'write a whole number' });
    case 'option-conflict':
      return error(kind, `\`${option}\` and \`offline\` cannot both be true`, { at });
    case 'key-error':
      return error(kind, `\`buildout:${option}\` names the section \`${value}\`, which does not exist`, { at });
    case 'ambiguous-relative-path': {
      const message = `the remote profile sets \`${option}\` to the relative path \`${value}\``;
      return error(kind, message, { at, hint: 'write an absolute path, or set the option in a local profile' });
    }
    default:
      return unreachable(kind);
  }
}

function trailNotes(trail: Trail): readonly Note[] {
  return stepNotes('needed by this reference', trail);
}

function stepNotes(message: string, places: readonly Span[]): readonly Note[] {
  return places.map((at) => ({ message, at }));
}

function meant(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}
