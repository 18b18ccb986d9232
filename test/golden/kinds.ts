/** What can be wrong by the reference, as the conformance vectors name it. */
export const REFERENCE_KINDS = [
  'syntax-error',
  'missing-section-header',
  'encoding-error',
  'condition-error',
  'profile-not-found',
  'extends-not-found',
  'extends-cycle',
  'extended-by',
  'extends-cache-substitution',
  'cache-directory-missing',
  'download-failed',
  'offline-download',
  'checksum-mismatch',
  'ambiguous-relative-path',
  'missing-section',
  'missing-option',
  'circular-reference',
  'substitution-no-colon',
  'substitution-too-many-colons',
  'substitution-bad-section',
  'substitution-bad-option',
  'macro-missing-section',
  'macro-loop',
  'part-without-recipe',
  'recipe-not-found',
  'recipe-entry-not-found',
  'invalid-recipe-name',
  'recipe-error',
  'section-already-exists',
  'invalid-boolean',
  'invalid-log-level',
  'invalid-verbosity',
  'option-conflict',
  'key-error',
  'query-key-not-found',
  'query-section-not-found',
  'cli-invalid-option',
  'cli-invalid-assignment',
  'cli-invalid-command',
  'cli-invalid-argument',
  'cli-missing-argument',
];

interface OtherName {
  readonly here: string;
  readonly because: string;
}

/** Kinds of the reference that have another name here. */
export const OTHER_NAMES: Readonly<Record<string, OtherName>> = {
  'profile-not-found': {
    here: 'cli-profile-not-found',
    because: 'the command line looks for the main profile itself, and can tell a misspelt one from a misspelt command',
  },
  'recipe-entry-not-found': {
    here: 'recipe-not-found',
    because: 'package and entry are one name: there is no package to look into',
  },
};

/** Kinds that the reference does not have. */
export const OWN_KINDS = [
  'bad-literal',
  'bad-option',
  'cli-no-profile',
  'command-failed',
  'download-lock-mismatch',
  'local-from-remote',
  'lock-mismatch',
  'lock-not-found',
  'lock-unreadable',
  'not-locked',
  'path-claimed-twice',
  'shared-refers-to-release',
  'source-not-found',
  'shared-needs-unshared',
  'unknown-angle-reference',
  'unknown-option',
  'unknown-part',
];
