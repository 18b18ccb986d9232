import { excerpt, unreachable, type Diagnostic, type Note, type Span } from '../diag/index.js';
import { explain as explainMistake } from '../profile/index.js';
import type { ExtendsCycle, ExtendsNotFound, LoadingFailure, LockFailure, Through } from './failures.js';
import { isUrl } from './locations.js';

/** Tells a person why the layers of a profile cannot be read. */
export function explainLoading(failure: LoadingFailure): Diagnostic {
  switch (failure.kind) {
    case 'profile-mistake': {
      const told = explainMistake(failure.mistake);
      return { ...told, notes: [...told.notes, ...throughNotes(failure.through)], ...webPageHint(told.at) };
    }
    case 'profile-not-found':
      return error(failure.kind, `there is no profile \`${failure.location}\``, { at: failure.at });
    case 'extends-not-found':
      return explainNotFound(failure);
    case 'profile-unreadable':
      return error(failure.kind, `cannot read the profile \`${failure.location}\`: ${failure.reason}`, failure);
    case 'encoding-error':
      return error(failure.kind, `the profile \`${failure.location}\` is not UTF-8 text: ${failure.reason}`, {
        ...failure,
        hint: 'save it as UTF-8',
      });
    case 'download-failed':
      return error(failure.kind, `cannot fetch the profile \`${failure.location}\`: ${failure.reason}`, failure);
    case 'offline-download': {
      const hint = 'run once with `-O`, which is not offline: what is fetched is kept';
      return error(failure.kind, `cannot fetch the profile \`${failure.location}\`: ${failure.reason}`, {
        ...failure,
        hint,
      });
    }
    case 'lock-mismatch':
    case 'not-locked':
      return explainLock(failure);
    case 'cache-directory-missing': {
      const hint = 'make the directory, or change `extends-cache`';
      return error(failure.kind, `the directory of \`extends-cache\` does not exist: \`${failure.directory}\``, {
        at: failure.at,
        hint,
      });
    }
    case 'extends-cycle':
      return explainCycle(failure);
    case 'extended-by':
      return error(failure.kind, '`extended-by` is not supported', {
        at: failure.at,
        hint: 'use `extends` in the other profile',
      });
    case 'extends-cache-substitution': {
      const message = '`extends-cache` cannot hold references: it is needed before anything is substituted';
      return error(failure.kind, message, { at: failure.at, hint: 'write the path itself' });
    }
    case 'local-from-remote': {
      const hint = 'a remote profile can name profiles beside it or other URLs, but no file of this machine';
      return error(failure.kind, `the remote profile names the local file \`${failure.name}\``, { ...failure, hint });
    }
    case 'too-many-profiles':
      return error(failure.kind, `more than ${failure.limit} profiles are to be merged`, failure);
    case 'cli-invalid-assignment':
      return explainAssignment(failure.reason, failure.at);
    default:
      return unreachable(failure);
  }
}

function explainNotFound({ kind, name, location, at, through }: ExtendsNotFound): Diagnostic {
  const looked = name === location ? '' : `: looked for \`${location}\``;
  const hint = name.includes('${') ? 'names in `extends` are taken as they are, without substitution' : undefined;
  return error(kind, `there is no profile \`${name}\`${looked}`, { at, through, hint });
}

/** A line of a web page is no mistake of somebody who writes profiles. */
function webPageHint(at: Span | undefined): { readonly hint?: string } {
  if (at === undefined || !isUrl(at.source.path) || !/^[\s\uFEFF]*<[!?a-z]/iu.test(at.source.text)) return {};
  const hint =
    'the server sent a web page instead of a profile: use the address of the file itself, and see whether it asks for a login';
  return { hint };
}

function explainLock({ kind, location, lock, digests, at, through }: LockFailure): Diagnostic {
  const hint = 'if the change is meant, make the lock anew: `slapbuild lock`';
  if (digests === undefined)
    return error(kind, `the profile \`${location}\` is not in \`${lock}\``, { at, through, hint });
  const message = `the profile \`${location}\` is not the one in \`${lock}\``;
  const told = error(kind, message, { at, through, hint });
  const notes = [{ message: `the lock has sha256 ${digests.locked}` }, { message: `its content has ${digests.found}` }];
  return { ...told, notes: [...notes, ...told.notes] };
}

interface Details {
  readonly at: Span;
  readonly through?: Through;
  readonly hint?: string | undefined;
}

function error(code: string, message: string, { at, through = [], hint }: Details): Diagnostic {
  return { code, severity: 'error', message, at, notes: throughNotes(through), ...(hint !== undefined && { hint }) };
}

function throughNotes(through: Through): readonly Note[] {
  return through.map((at) => ({ message: 'the profile is extended here', at }));
}

function explainCycle({ kind, chain }: ExtendsCycle): Diagnostic {
  const [first, ...others] = chain;
  const names = [...chain, first].map(({ from }) => `\`${from}\``);
  const notes = others.map(({ at, to }) => ({ message: `which extends \`${to}\` here`, at }));
  const message = `profile extends itself: ${names.join(' → ')}`;
  return { code: kind, severity: 'error', message, at: first.at, notes };
}

function explainAssignment(reason: 'colons' | 'no-equals' | 'no-name', at: Span): Diagnostic {
  const text = excerpt(at.source.text.slice(at.start, at.end));
  const problem = { colons: 'more than one colon before `=`', 'no-equals': 'no `=`', 'no-name': 'no option name' }[
    reason
  ];
  const hint = 'write `section:option=value`, or `option=value` for `[buildout]`';
  return error('cli-invalid-assignment', `the assignment \`${text}\` has ${problem}`, { at, hint });
}
