/** Lengths are bounded so that no text takes more than linear time. */
const USER_INFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@"'<>`]{1,1000}@/giu;

/** The text with the user part of every URL replaced: who asks for content does not change it, and must not be kept. */
export function withoutCredentials(text: string): string {
  return text.includes('://') ? text.replace(USER_INFO, '$1***@') : text;
}
