import { isAnswer, type Answers } from './answers.js';

/** What is kept of one run of a configure command. */
export interface ProbeEntry {
  /** By directory below the location of the part. Empty: answers would not lead to what the scripts make without. */
  readonly answers: ReadonlyMap<string, Answers>;
  /** What the command made without answers: digests by path below the location. */
  readonly outputs: ReadonlyMap<string, string>;
}

export const NO_GOOD: ProbeEntry = { answers: new Map(), outputs: new Map() };

export function encodeEntry({ answers, outputs }: ProbeEntry): string {
  return `${JSON.stringify({ answers: Object.fromEntries(answers), outputs: Object.fromEntries(outputs) })}\n`;
}

/** `undefined` for everything that `encodeEntry` does not write. */
export function decodeEntry(text: string): ProbeEntry | undefined {
  const entry = parse(text);
  const answers = entriesOf(entry?.['answers'])?.map(([directory, found]) => [directory, answersOf(found)] as const);
  const outputs = entriesOf(entry?.['outputs']);
  if (answers?.every(isKnown) !== true || outputs?.every(isText) !== true) return undefined;
  return { answers: new Map(answers), outputs: new Map(outputs) };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return isRecord(value) ? Object.entries(value) : undefined;
}

function answersOf(value: unknown): Answers | undefined {
  const entries = entriesOf(value);
  return entries?.every(isAnswerEntry) === true ? Object.fromEntries(entries) : undefined;
}

function isAnswerEntry(entry: readonly [string, unknown]): entry is readonly [string, string] {
  return isAnswer(entry[0], entry[1]);
}

function isKnown(entry: readonly [string, Answers | undefined]): entry is readonly [string, Answers] {
  return entry[1] !== undefined && /^[^\p{Cc}]*$/u.test(entry[0]);
}

function isText(entry: readonly [string, unknown]): entry is readonly [string, string] {
  return typeof entry[1] === 'string';
}
