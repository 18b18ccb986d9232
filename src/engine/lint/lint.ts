import type { Diagnostic } from '../diag/index.js';
import { unusedAssignments } from './assignments.js';
import { unknownExtensions, unreadBuildoutOptions } from './buildout-options.js';
import { checksums } from './checksums.js';
import { emptyRecipes } from './empty-recipes.js';
import { extendsOperators } from './extends-operator.js';
import { inOrder } from './in-order.js';
import { indentedComments, indentedHeaders, indentedOptions } from './indented-lines.js';
import { hiddenMacroValues, ignoredMacros, undoneMacros } from './macros.js';
import { neverRead } from './never-read.js';
import { plainProfiles } from './plain-http.js';
import { makeMayRead, type ReadProfile } from './reading.js';
import { foreignSectionNames, unclosedReferences } from './references.js';
import { uselessRemovals } from './removals.js';
import { repeatedOptions } from './repeated-options.js';
import { subjectOf, type Examined, type Subject } from './subject.js';
import { brokenSections, undecidedConditions } from './unused-sections.js';

/** Every mistake and every doubt of a profile, in the order of its texts. */
export function lintProfile(examined: Examined): readonly Diagnostic[] {
  const { survey, mistakes, unfetched, merged } = examined;
  // A part that waits for an input is told by why the input cannot be had.
  const failures = survey.failures.filter(({ code }) => code !== 'input-pending');
  const told = [...failures, ...mistakes, ...unfetched, ...survey.warnings];
  return inOrder([...told, ...sureDoubts(examined), ...doubts(subjectOf(examined))], merged);
}

/** Doubts that are never false alarms and cost next to nothing once a profile is resolved. */
export function* sureDoubts(profile: ReadProfile): Generator<Diagnostic, void, undefined> {
  yield* unusedAssignments(profile);
  yield* hiddenMacroValues(profile.merged);
  yield* ignoredMacros(profile.merged);
}

function* doubts(subject: Subject): Generator<Diagnostic, void, undefined> {
  const mayRead = makeMayRead(subject);
  yield* indentedHeaders(subject);
  yield* indentedOptions(subject);
  yield* indentedComments(subject);
  yield* repeatedOptions(subject);
  yield* extendsOperators(subject);
  yield* undoneMacros(subject.merged);
  yield* uselessRemovals(subject);
  yield* unclosedReferences(subject);
  yield* foreignSectionNames(subject);
  yield* emptyRecipes(subject);
  yield* neverRead(subject, mayRead);
  yield* unreadBuildoutOptions(subject, mayRead);
  yield* unknownExtensions(subject);
  yield* checksums(subject);
  yield* plainProfiles(subject);
  yield* undecidedConditions(subject);
  yield* brokenSections(subject);
}
