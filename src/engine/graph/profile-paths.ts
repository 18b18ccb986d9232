/**
 * Replaces the directories of the merged profiles in texts, so that a signature does not depend on where a profile
 * lies; the content of the files named there counts instead.
 */
export interface ProfilePaths {
  /** The text with every profile directory replaced by `@@PROFILE@@`. */
  mask(text: string): string;
}

const PLACEHOLDER = '@@PROFILE@@';
/** What cannot be part of a path in shell text, command lines and option values. */
const PATH_END = /[\s"'`:;,|&<>()[\]{}#=$*?\\]/u;

/** `bases` are absolute directories or URLs without their last component. */
export function makeProfilePaths(bases: Iterable<string>): ProfilePaths {
  const sorted = [...new Set(bases)].filter((base) => base !== '' && base !== '/').sort((a, b) => b.length - a.length);
  const local = sorted.filter((base) => base.startsWith('/'));
  const remote = sorted.filter((base) => !base.startsWith('/'));
  const roots = [local, remote].filter(({ length }) => length > 0).map(commonStart);
  const mayHold = (text: string): boolean => roots.some((root) => text.includes(root));
  return {
    mask(text) {
      if (!mayHold(text)) return text;
      return sorted.reduce((masked, base) => replaceDirectory(masked, base), text);
    },
  };
}

/** Replaces `directory` where it stands as a whole: not inside a longer name. */
export function replaceDirectory(text: string, directory: string, placeholder = PLACEHOLDER): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(directory); at !== -1; at = text.indexOf(directory, at + 1)) {
    const end = at + directory.length;
    if (at < from || !endsHere(text, end)) continue;
    result += text.slice(from, at) + placeholder;
    from = end;
  }
  return result + text.slice(from);
}

/** Whether a path that ends at `end` really ends there. */
function endsHere(text: string, end: number): boolean {
  const next = text[end];
  return next === undefined || next === '/' || PATH_END.test(next);
}

function commonStart(texts: readonly string[]): string {
  const [first, ...others] = texts;
  if (first === undefined) return '';
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
