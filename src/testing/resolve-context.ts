import { join } from 'node:path';
import { fail, succeed, type Diagnostic, type Source, type Span } from '../engine/diag/index.js';
import { makeLedger, type InputLedger } from '../engine/graph/inputs.js';
import { makeProfilePaths, type InputReader } from '../engine/graph/index.js';
import {
  localPath,
  type ReferenceFailed,
  type ResolveContext,
  type Result,
  type SourceRequest,
} from '../engine/recipe/index.js';
import type { Call } from './calls.js';

/** Options by section, as a profile would give them. */
export type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface ResolveSettings {
  readonly directory: string;
  /** Sections besides the part's own, which is in it too. */
  readonly sections: Sections;
  /** Name of the part's own section. */
  readonly own: string;
  readonly reader: InputReader;
  readonly calls: Call[];
  readonly onPending: (source: SourceRequest) => void;
}

/** A context over plain sections: references are filled in, but they make no edges. */
export function makeResolveContext(settings: ResolveSettings): ResolveContext {
  const { directory, sections, own, reader, calls, onPending } = settings;
  const ledger: InputLedger = makeLedger({
    reader,
    directory,
    onPending,
    paths: makeProfilePaths([]),
    isMade: () => false,
  });
  return {
    read(section, option) {
      calls.push({ kind: 'read', section, option });
      const value = sections[section]?.[option];
      return value === undefined ? missing(wholeOf(`${section}:${option}`)) : succeed(value);
    },
    readSection(section) {
      calls.push({ kind: 'read-section', section });
      const options = sections[section];
      return options === undefined ? missing(wholeOf(section)) : succeed(new Map(Object.entries(options)));
    },
    readText(source) {
      calls.push({ kind: 'read-file', url: source.url });
      return ledger.readText(source);
    },
    readBytes(source) {
      calls.push({ kind: 'read-file', url: source.url });
      return ledger.readBytes(source);
    },
    // What lies there is made by parts.
    isMade: ({ url }) => localPath(url, directory)?.startsWith(join(directory, 'parts/')) === true,
    substitute: (text) => substitute(text, sections, own),
    buildout: (option) => sections['buildout']?.[option],
  };
}

/** Fills in `${section:option}` and `${:option}`; what follows a `$$` is protected. */
function substitute(source: Source, sections: Sections, own: string): Result<string, ReferenceFailed> {
  let result = '';
  let from = 0;
  for (const match of source.text.matchAll(/\$\$|\$\{(?<section>[^:}]*):(?<option>[^}]*)\}/gu)) {
    const { section, option } = match.groups ?? {};
    if (section === undefined || option === undefined) continue;
    const value = sections[section === '' ? own : section]?.[option];
    const end = match.index + match[0].length;
    if (value === undefined) return missing({ source, start: match.index, end });
    result += source.text.slice(from, match.index) + value;
    from = end;
  }
  return succeed(result + source.text.slice(from));
}

function wholeOf(text: string): Span {
  return { source: { path: '<recipe>', text }, start: 0, end: text.length };
}

function missing(at: Span): Result<never, ReferenceFailed> {
  const message = `\`${at.source.text.slice(at.start, at.end)}\` refers to nothing`;
  const diagnostic: Diagnostic = { code: 'missing-option', severity: 'error', message, at, notes: [] };
  return fail({ kind: 'reference-failed', diagnostic });
}
