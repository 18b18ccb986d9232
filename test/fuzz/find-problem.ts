import { succeed, type Diagnostic, type Note, type Span } from '../../src/engine/diag/index.js';
import {
  activeSections,
  DEFAULT_ENVIRONMENT,
  explain as explainProfile,
  makeConditions,
  parseTree,
} from '../../src/engine/profile/index.js';
import {
  explain,
  loadProfile,
  resolveSections,
  surveySections,
  type MergedProfile,
  type SectionInitialiser,
} from '../../src/engine/resolve/index.js';
import { diagnosticText } from '../../src/reporters/diagnostic-text.js';
import { redact } from '../../src/reporters/redact.js';
import { createMemoryLoader } from '../properties/memory-loader.js';
import { DIRECTORY, type ProfileSet } from './profile-set.js';

export interface Problem {
  /** The same for two sets that fail for the same reason, as far as can be told. */
  readonly key: string;
  readonly detail: string;
}

/** Sends a set through parsing, loading, macros and references, and looks at everything that is told on the way. */
export function findProblem(set: ProfileSet): Problem | undefined {
  try {
    return checkAll(set);
  } catch (error) {
    if (error instanceof Outside) return { key: `span of the ${error.what}`, detail: error.message };
    if (!(error instanceof Error)) return { key: 'exception', detail: String(error) };
    const [, place = ''] = error.stack?.split('\n    at ') ?? [];
    return { key: `exception at ${place.replace(/ .*/su, '')}`, detail: error.stack ?? error.message };
  }
}

function checkAll(set: ProfileSet): Problem | undefined {
  for (const [path, text] of set.files) {
    const told = checkText(path, text);
    if (told !== undefined) return told;
  }
  const merged = load(set);
  if (!merged.ok) return checkDiagnostics(merged.failures.map(explain));
  return checkMerged(merged.value);
}

function checkText(path: string, text: string): Problem | undefined {
  const profile = parseTree({ path, text });
  let end = 0;
  for (const span of [
    ...profile.lead.map(spanOf),
    ...profile.sections.flatMap(({ header, items }) => [header, ...items.map(spanOf)]),
  ]) {
    if (span.start !== end || span.end <= end) return { key: 'gap', detail: `nodes meet at ${end} and ${span.start}` };
    end = span.end;
  }
  if (end !== text.length) return { key: 'gap', detail: `nodes end at ${end} of ${text.length}` };
  const active = activeSections(profile, makeConditions(DEFAULT_ENVIRONMENT));
  const failures = active.ok ? active.value.undecided.map(({ mistake }) => mistake) : active.failures;
  return checkDiagnostics(failures.map(explainProfile));
}

function spanOf(item: { readonly start: number; readonly end: number } | { readonly span: Span }): {
  readonly start: number;
  readonly end: number;
} {
  return 'span' in item ? item.span : item;
}

function load({ files, assignments, dialect }: ProfileSet): Awaited<ReturnType<typeof loadProfile>> {
  const [profile = ''] = files.keys();
  const located = [...files].map(([name, text]): [string, string] => [
    name.includes('://') ? name : `${DIRECTORY}/${name}`,
    text,
  ]);
  const request = {
    dialect,
    profile,
    workingDirectory: DIRECTORY,
    assignments,
    conditions: DEFAULT_ENVIRONMENT,
    home: '/home/fuzz',
  };
  const loaded = loadProfile(request, createMemoryLoader(new Map(located)));
  if (loaded instanceof Promise) throw new Error('nothing here is to be waited for');
  return loaded;
}

function checkMerged(merged: MergedProfile): Problem | undefined {
  const names = [...merged.sections.keys()];
  const expanded = names.flatMap((name) => merged.expand(name) ?? []);
  const resolved = resolveSections(merged, everything, { parts: names });
  const survey = surveySections(merged, everything);
  const causes = [...survey.sections.values()].flatMap(({ values, problem }) => [
    ...(problem === undefined ? [] : [problem]),
    ...[...values.values()].flatMap((value) => (value.kind === 'unresolved' ? value.cause : [])),
  ]);
  const failures = new Set([...expanded, resolved].flatMap((result) => (result.ok ? [] : result.failures)));
  const warnings = resolved.ok ? resolved.value.warnings : merged.warnings;
  return checkDiagnostics([...[...failures].map(explain), ...survey.failures, ...causes, ...warnings]);
}

/** A place that a recipe would be given and that is none. */
class Outside extends Error {
  override readonly name = 'Outside';
  readonly what: string;
  constructor(what: string, span: Span) {
    super(showSpan(span));
    this.what = what;
  }
}

/** Asks for everything that can be asked without changing anything, and sets a location. */
const everything: SectionInitialiser = {
  initialise(section) {
    for (const option of section.options.keys()) {
      assertInside(`value of ${option}`, section.spanOf(option));
      assertInside(`name of ${option}`, section.nameSpanOf(option));
    }
    assertInside('header', section.header);
    const location = `${section.profileBase}/${section.name}/${section.needs().length + section.profileFiles().length}`;
    return succeed({ exports: new Map([['location', location]]) });
  },
};

function assertInside(what: string, span: Span): void {
  if (!isInside(span)) throw new Outside(what, span);
}

function isInside({ source: { text }, start, end }: Span): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= text.length;
}

function showSpan({ source: { path, text }, start, end }: Span): string {
  return `${path} [${start}, ${end}) of ${text.length}`;
}

const STYLE = { color: false, directory: DIRECTORY, columns: 80 };

/** What is said twice in the same words is looked at once. */
function checkDiagnostics(diagnostics: Iterable<Diagnostic>): Problem | undefined {
  const seen = new Set<string>();
  for (const diagnostic of diagnostics) {
    const { code, message, at } = diagnostic;
    const key = `${code} ${at?.source.path} ${at?.start} ${message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const problem = checkDiagnostic(diagnostic);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkDiagnostic(diagnostic: Diagnostic): Problem | undefined {
  const { code, message, at, notes, hint = '' } = diagnostic;
  if (at === undefined) return { key: `no place for ${code}`, detail: message };
  const outside = [at, ...notes.flatMap((note: Note) => note.at ?? [])].find((span) => !isInside(span));
  if (outside !== undefined) return { key: `span of ${code}`, detail: showSpan(outside) };
  const texts = [message, hint, ...notes.map((note) => note.message)].map((text) =>
    redact(text).replaceAll('\r\n', '\n'),
  );
  const dirty = [...texts, diagnosticText(diagnostic, STYLE)].find(holdsControl);
  return dirty === undefined ? undefined : { key: `control characters in ${code}`, detail: JSON.stringify(dirty) };
}

/** Control characters that no text for people may hold; tabs and line ends may stay. */
function holdsControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && code !== TAB && code !== LF) || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

const TAB = 0x09;
const LF = 0x0a;
