/** `slapos`: the rules of the SlapOS fork, the default. `zc`: those of zc.buildout, for comparison with it. */
export type Dialect = 'slapos' | 'zc';

/** Where the dialects differ. */
export interface DialectRules {
  /** Each file is merged once, bases first, instead of once for each path that leads to it. */
  readonly mergesOnce: boolean;
  /** Assignments count in the order given, instead of sorted by section, option and value. */
  readonly keepsAssignmentOrder: boolean;
  /** `$${` and an escaped `$$<` lose one dollar in the value. */
  readonly reducesEscapes: boolean;
  /** `[versions]`, or the section that `versions` names, is in use even if nothing refers to it. */
  readonly usesVersions: boolean;
  /** `_profile_base_location_` is known. */
  readonly hasProfileBase: boolean;
  /** A value that begins with `!py!` is a Python literal. */
  readonly hasTypedValues: boolean;
  /** Names in remote profiles are joined as URLs, and cannot name local files. */
  readonly joinsUrls: boolean;
  /** `optional-extends` looks beside the file that says it, instead of in the process directory. */
  readonly findsOptionalBeside: boolean;
}

const SLAPOS: DialectRules = {
  mergesOnce: true,
  keepsAssignmentOrder: true,
  reducesEscapes: true,
  usesVersions: false,
  hasProfileBase: true,
  hasTypedValues: true,
  joinsUrls: true,
  findsOptionalBeside: true,
};

const ZC: DialectRules = {
  mergesOnce: false,
  keepsAssignmentOrder: false,
  reducesEscapes: false,
  usesVersions: true,
  hasProfileBase: false,
  hasTypedValues: false,
  joinsUrls: false,
  findsOptionalBeside: false,
};

export function rulesOf(dialect: Dialect): DialectRules {
  return dialect === 'slapos' ? SLAPOS : ZC;
}
