/** At which ends something is taken away. */
export interface Ends {
  readonly left: boolean;
  readonly right: boolean;
}

const BOTH: Ends = { left: true, right: true };

/** The text without the units at its ends that are taken. A pattern would try each run within the text as well. */
export function stripUnits(text: string, isTaken: (unit: string) => boolean, { left, right }: Ends = BOTH): string {
  let from = 0;
  let to = text.length;
  if (left) while (from < to && isTaken(text.charAt(from))) from += 1;
  if (right) while (to > from && isTaken(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** The text without that unit at its end. */
export function stripEnd(text: string, unit: string): string {
  return stripUnits(text, (other) => other === unit, { left: false, right: true });
}
