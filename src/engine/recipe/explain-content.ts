import { unreachable, type Note } from '../diag/index.js';
import { hintForUrl } from './hints.js';
import type { ArchiveRule, ChecksumMismatch, FetchFailure, UnpackFailure } from './failures.js';

/** What a diagnostic says, without its place. */
export interface Words {
  readonly message: string;
  readonly notes?: readonly Note[];
  readonly hint?: string;
}

/** What is wrong with content from outside, in words: it cannot be had, is not what was expected, or is refused. */
export function contentWords(failure: Exclude<FetchFailure, ChecksumMismatch> | UnpackFailure, part: string): Words {
  switch (failure.kind) {
    case 'download-failed': {
      const again = 'try again when the server answers, or put the file into the download cache';
      const hint = failure.retryable ? again : 'correct the URL';
      return { message: `${part}: cannot download \`${failure.url}\`: ${failure.reason}`, hint };
    }
    case 'offline-download':
      return {
        message: `${part}: \`${failure.url}\` is not in the download cache and the run is offline`,
        hint: 'run once with `-O`, which is not offline, or put the file into the download cache',
      };
    case 'source-not-found': {
      const hint = failure.url.startsWith('/') ? undefined : (hintForUrl(failure.url) ?? RELATIVE);
      return {
        message: `${part}: \`${failure.url}\` does not exist`,
        notes: failure.url === failure.path ? [] : [{ message: `looked for ${failure.path}` }],
        ...(hint !== undefined && { hint }),
      };
    }
    default:
      return archiveWords(failure, part);
  }
}

const RELATIVE =
  'a relative path is looked up in the buildout directory; write `${:_profile_base_location_}/…` for a file beside the profile';

function archiveWords(failure: UnpackFailure, part: string): Words {
  const archive = `archive \`${failure.archive}\``;
  switch (failure.kind) {
    case 'archive-refused':
      return {
        message: `${part}: ${archive} is refused: member \`${failure.member}\` ${ARCHIVE_RULES[failure.rule]}`,
        hint: 'nothing of it was unpacked; get the archive from its real origin, or repack it without that member',
      };
    case 'archive-unreadable':
      return { message: `${part}: ${archive} cannot be unpacked: ${failure.reason}` };
    case 'archive-tool-missing':
      return {
        message: `${part}: unpacking ${archive} needs the program \`${failure.tool}\`, which is not installed`,
        hint: `install \`${failure.tool}\` with the system's package manager`,
      };
    default:
      return unreachable(failure);
  }
}

const ARCHIVE_RULES: Readonly<Record<ArchiveRule, string>> = {
  'absolute-name': 'has an absolute name',
  'parent-name': 'has `..` in its name',
  'through-symlink': 'would be written through a symbolic link',
  'symlink-escapes': 'is a symbolic link that leaves the archive',
  'hardlink-escapes': 'is a hard link to something outside the archive',
  device: 'is a device or a pipe',
  'set-uid': 'has a set-user-id or set-group-id bit',
  'too-large': 'makes the archive larger than the limit',
  'too-many-entries': 'makes the archive longer than the limit',
  'bad-name': 'has an impossible name',
};
