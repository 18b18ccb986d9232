import { excerpt, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { explainBuildoutOption } from './explain-buildout.js';
import { explainLoading } from './explain-loading.js';
import type {
  BadLiteral,
  CircularReference,
  MacroFailure,
  MissingOption,
  PartWithoutRecipe,
  ResolveFailure,
  Trail,
} from './failures.js';
import { explainUnknownPart } from './unknown-part.js';

/** Tells a failure to a person. The code is the failure's kind; a profile's own mistakes and what recipes say keep theirs. */
export function explain(failure: ResolveFailure): Diagnostic {
  switch (failure.kind) {
    case 'missing-section': {
      const { kind, section, at, trail, hint } = failure;
      return error(kind, `there is no section \`${excerpt(section)}\``, { at, notes: trailNotes(trail), hint });
    }
    case 'unknown-part':
      return explainUnknownPart(failure);
    case 'missing-option':
      return explainMissingOption(failure);
    case 'circular-reference':
      return explainCircle(failure);
    case 'substitution-no-colon':
    case 'substitution-too-many-colons':
    case 'substitution-bad-section':
    case 'substitution-bad-option': {
      const { kind, text, problem, at, trail, hint } = failure;
      return error(kind, `\`${excerpt(text)}\` ${problem}`, { at, notes: trailNotes(trail), hint });
    }
    case 'bad-literal':
      return explainLiteral(failure);
    case 'macro-missing-section':
    case 'macro-loop':
      return explainMacro(failure);
    case 'value-too-long': {
      const { kind, section, option, limit, at } = failure;
      const message = `the value of \`${section}:${option}\` becomes longer than ${limit} characters`;
      return error(kind, message, { at, hint: 'look for references that repeat each other' });
    }
    case 'part-without-recipe':
      return explainPart(failure);
    case 'section-refused':
      return failure.diagnostic;
    case 'section-already-exists': {
      const { kind, section, at, first, by } = failure;
      const notes = [
        { message: `the recipe of \`${by.section}\` adds it`, at: by.at },
        { message: `\`${section}\` is declared here`, at: first },
      ];
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
      return explainBuildoutOption(failure);
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

function explainPart({ kind, section, at, header, written }: PartWithoutRecipe): Diagnostic {
  const message = `part \`${section}\` has no recipe: \`${section}:recipe\` is not set`;
  if (written !== undefined) {
    const notes = [{ message: `\`${written.option}\` stands here`, at: written.at }];
    return error(kind, message, { at, notes, hint: 'did you mean `recipe`?' });
  }
  const notes = [{ message: `\`${section}\` is declared here`, at: header }];
  return error(kind, message, {
    at,
    notes,
    hint: 'parts are sections with a recipe; take it out of `parts`, or give it one',
  });
}

function explainLiteral({ kind, section, option, problem, found, substituted, at }: BadLiteral): Diagnostic {
  const message = `\`${section}:${option}\` is no Python literal: ${problem}`;
  const notes = substituted === undefined ? [] : [{ message: `after substitution it is \`${excerpt(substituted)}\`` }];
  const hint = WORDS_OF_JSON.has(found)
    ? 'Python writes `True`, `False` and `None`'
    : 'behind `!py!` stand strings, numbers, `True`, `False`, `None`, lists, tuples, dicts, sets, `+` and slices';
  return error(kind, message, { at, notes, hint });
}

const WORDS_OF_JSON = new Set(['true', 'false', 'null']);

function explainMacro(failure: MacroFailure): Diagnostic {
  if (failure.kind === 'macro-loop') {
    const [at, ...through] = failure.chain;
    const names = [failure.section, ...failure.chain.map(({ source, start, end }) => source.text.slice(start, end))];
    const circle = withoutMiddle(
      names.map((name) => `\`${name}\``),
      '…',
    ).join(' → ');
    const left = through.length - LONGEST_CIRCLE + 1;
    return error(failure.kind, `macros lead in a circle: ${circle}`, {
      at,
      notes: withoutMiddle(stepNotes('through this macro', through), { message: `through ${left} more macros` }),
    });
  }
  const { kind, section, macro, at, trail, hint } = failure;
  const message = `there is no section \`${excerpt(macro)}\`, which \`${section}\` uses as a macro`;
  return error(kind, message, { at, notes: stepNotes('through this macro', trail), hint });
}

function explainMissingOption(failure: MissingOption): Diagnostic {
  const { kind, section, option, at, trail, declaredAt, hint, isUnfinished } = failure;
  if (section === 'buildout' && option === 'parts' && trail.length === 0 && declaredAt.length === 0) {
    const message = 'nothing says what to build: `buildout:parts` is not set';
    return error(kind, message, { at, hint });
  }
  const unfinished = `the recipe of \`${section}\` has not run yet, because \`${section}\` itself needs this reference`;
  const notes = [
    ...(isUnfinished ? [{ message: unfinished }] : []),
    ...trailNotes(trail),
    ...[...new Set(declaredAt)]
      .slice(0, MOST_HEADERS)
      .map((place) => ({ message: `\`${section}\` is declared here`, at: place })),
  ];
  return error(kind, `section \`${section}\` has no option \`${excerpt(option)}\``, { at, notes, hint });
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
  const hint = others.length === 0 ? `to add to a value write \`${first.option} += …\`` : undefined;
  return error(kind, message, {
    at: first.at,
    notes: withoutMiddle(steps, { message: `through ${left} more references` }),
    hint,
  });
}

const LONGEST_CIRCLE = 30;

function withoutMiddle<Item>(items: readonly Item[], gap: Item): readonly Item[] {
  if (items.length <= LONGEST_CIRCLE) return items;
  return [...items.slice(0, LONGEST_CIRCLE - 2), gap, ...items.slice(-1)];
}

function trailNotes(trail: Trail): readonly Note[] {
  return stepNotes('needed by this reference', trail);
}

function stepNotes(message: string, places: readonly Span[]): readonly Note[] {
  return places.map((at) => ({ message, at }));
}
