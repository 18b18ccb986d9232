import { locate, type Diagnostic, type Note, type Span } from '../../engine/diag/index.js';
import type { Sought } from '../values/mistake.js';
import { KINDS, type FailureKind } from './codes.js';
import type { Reads } from './reads.js';
import type { Role, Step } from './site.js';

export type { FailureKind } from './codes.js';

/** One step of the way to a failure: what ran, and where it was when it ran the next one. */
export interface ChainStep {
  readonly role: Role;
  readonly templateName: string | undefined;
  readonly span: Span;
  /** The line that Jinja's traceback tells, counted from 1. */
  readonly line: number;
}

/** A name that there is not where it was looked for. */
export interface Mistaken {
  readonly sought: Sought;
  readonly name: string;
}

/** Why a template cannot be compiled or rendered. */
export interface TemplateFailure {
  /** The Python exception, or `LimitError`. */
  readonly kind: FailureKind;
  /** What `str(exception)` is in Python, where Python has the case. */
  readonly message: string;
  /** The template in which it happened; absent for a text that was given without a name. */
  readonly templateName: string | undefined;
  readonly span: Span;
  readonly line: number;
  /** What ran, outermost first; the last step is where it happened. Empty when nothing ran. */
  readonly chain: readonly ChainStep[];
  /** The name that there is not, when that is what is wrong. */
  readonly mistaken: Mistaken | undefined;
  /** The message in the words of a template, where Python's has others. */
  readonly told: string | undefined;
  /** One that there is, which differs little from it. */
  readonly nearest: string | undefined;
  /** Of a rendering. */
  readonly reads: Reads | undefined;
}

export function chainOf(steps: readonly Step[]): readonly ChainStep[] {
  return steps.map(({ role, templateName, source, site: { start, end, at } }) => ({
    role,
    templateName,
    span: { source, start, end },
    line: locate(source, at).line,
  }));
}

/** For people: the place, how the template came there, and what was probably meant. */
export function explain({ kind, message, told, span, chain, nearest }: TemplateFailure): Diagnostic {
  const steps = chain.map(({ span: at }, index) => ({ message: describe(chain[index + 1]?.role), at }));
  const hint = nearest === undefined ? {} : { hint: `did you mean \`${nearest}\`?` };
  const { code, exception } = KINDS[kind];
  return {
    code,
    severity: 'error',
    message: told ?? (exception === undefined ? message : `${exception}: ${message}`),
    at: span,
    notes: shorten(steps.slice(0, -1)),
    ...hint,
  };
}

function describe(role: Role | undefined): string {
  switch (role?.kind) {
    case 'compile':
      return 'loaded here';
    case 'include':
      return 'included here';
    case 'import':
      return 'imported here';
    case 'extends':
      return 'extended here';
    case 'block':
      return `block \`${role.name ?? ''}\` is used here`;
    case 'macro':
      return `macro \`${role.name ?? ''}\` is called here`;
    case 'caller':
      return 'the body of the `call` block is called here';
    case 'loop':
      return 'the recursive loop is called here';
    case 'filter':
      return 'the condition of this loop is evaluated';
    case 'render':
    case undefined:
      return 'on the way through here';
  }
}

const MOST_NOTES = 12;

/** Of a long chain, its beginning and its end. */
function shorten(notes: readonly Note[]): readonly Note[] {
  if (notes.length <= MOST_NOTES) return notes;
  const half = MOST_NOTES / 2;
  const left = notes.length - MOST_NOTES;
  return [...notes.slice(0, half), { message: `${left} more steps` }, ...notes.slice(-half)];
}
