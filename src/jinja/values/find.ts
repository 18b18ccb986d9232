import type { Host } from './host.js';

/** What has parts that can be looked for. */
type Searched = string | Uint8Array;

/** Of longer texts JavaScript's search knows the end only, and may go over all of it again at every place. */
const LONGEST_KNOWN = 250;

/** Counts looking for one text in another, as long as it can take: what is long may be found nearly at every place. */
export function chargeSearch(text: Searched, sought: Searched, host: Host): void {
  const [length, long] = [text.length, sought.length];
  if (length < 64 || long > length) return;
  host.spend(long > LONGEST_KNOWN ? (length * long) / 128 : (length / 64) * (1 + long / 16));
}

/** The same from the end, where nothing is known of what is looked for. */
export function chargeSearchBackwards(text: Searched, sought: Searched, host: Host): void {
  const [length, long] = [text.length, sought.length];
  if (length >= 64 && long <= length) host.spend((length * long) / 32);
}
