/** How much of the end of a manifest has to be read for `buildSeconds`. */
export const MANIFEST_END_BYTES = 256;

/** What making a store entry took, from the end of its manifest: the list of files before it may be long. */
export function buildSeconds(end: string): number | undefined {
  const match = /,"seconds":(\d{1,9}(?:\.\d{1,3})?)\}\s*$/u.exec(end);
  return match === null ? undefined : Number(match[1]);
}
