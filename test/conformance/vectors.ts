import { isRecipeCase, isWanted, type RecipeCase } from './recipe-vectors.js';

/** The vectors of `language.json`, as its README describes them. */
export interface Case {
  readonly id: string;
  readonly category: string;
  readonly files: Files;
  readonly home?: Files;
  readonly http?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly show?: readonly string[];
  readonly expected: Expected;
  readonly expected_slapos?: Expected;
}

export type Files = Readonly<Record<string, string | { readonly base64: string }>>;
type SectionTexts = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

export interface Expected {
  readonly order?: readonly string[];
  readonly parts?: SectionTexts;
  readonly sections?: SectionTexts;
  readonly unused?: Readonly<Record<string, readonly string[]>>;
  readonly stdout?: string;
  readonly error?: {
    readonly kind: string;
    readonly mentions: readonly string[];
    readonly lines?: readonly number[];
  };
}

export type Dialect = 'slapos' | 'zc';

/** Runs in one directory, one after the other. */
export interface Sequence {
  readonly id: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** Written before the run; `null` deletes. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly args?: readonly string[];
  readonly recipe_version?: string;
  readonly recipe_dependency_version?: string;
  readonly expected: ExpectedStep;
}

export interface ExpectedStep {
  readonly exit: number;
  readonly actions: readonly string[];
  readonly error?: { readonly kind: string; readonly mentions: readonly string[] };
  readonly files: Readonly<Record<string, string | null>>;
  readonly state: StateFile | null;
  readonly warnings?: readonly string[];
}

/** What a state file records: parts in their order, and the paths of each. */
export interface StateFile {
  readonly parts: readonly string[];
  readonly installed: Readonly<Record<string, readonly string[]>>;
}

/** One file of vectors: cases that can be run, or the reason why they cannot. */
export type VectorFile =
  | { readonly kind: 'install'; readonly sequences: readonly Sequence[] }
  | { readonly kind: 'recipes'; readonly cases: readonly RecipeCase[]; readonly left: number }
  | { readonly kind: 'language'; readonly cases: readonly Case[]; readonly dialect: Dialect }
  | { readonly kind: 'skipped'; readonly count: number; readonly reason: string };

export function readVectors(name: string, text: string): VectorFile {
  const content: unknown = JSON.parse(text);
  if (typeof content !== 'object' || content === null) return skipped(0, 'it is no object');
  if ('sequences' in content && Array.isArray(content.sequences)) {
    if (content.sequences.every(isSequence)) return { kind: 'install', sequences: content.sequences };
    return skipped(content.sequences.length, 'its schema is not known');
  }
  if (!('cases' in content) || !Array.isArray(content.cases)) return skipped(0, 'its schema is not known');
  if (content.cases.every(isRecipeCase)) return recipesOf(content.cases);
  if (!content.cases.every(isCase)) return skipped(content.cases.length, 'its schema is not known');
  return { kind: 'language', cases: content.cases, dialect: name.includes('fork') ? 'slapos' : 'zc' };
}

function recipesOf(all: readonly RecipeCase[]): VectorFile {
  const cases = all.filter(isWanted);
  if (cases.length === 0) return skipped(all.length, 'none of its recipes is run');
  return { kind: 'recipes', cases, left: all.length - cases.length };
}

function skipped(count: number, reason: string): VectorFile {
  return { kind: 'skipped', count, reason };
}

function isCase(value: unknown): value is Case {
  if (typeof value !== 'object' || value === null) return false;
  const keys = ['id', 'category', 'files', 'args', 'expected'];
  return keys.every((key) => key in value) && !('steps' in value);
}

function isSequence(value: unknown): value is Sequence {
  return typeof value === 'object' && value !== null && 'id' in value && 'steps' in value && Array.isArray(value.steps);
}
