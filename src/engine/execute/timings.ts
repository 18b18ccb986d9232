import { parseJson } from '../installed/index.js';
import type { PartCost, PhaseCost } from './cost.js';

/** What a part cost when it was last made. */
export interface Timing {
  readonly part: string;
  readonly recipe: string;
  readonly cost: PartCost;
  /** Seconds since 1970 when it was made. */
  readonly made: number;
}

const HEAD = '{"schema":1,"timings":[';
const TAIL = ']}';
const MOST_PHASES = 100;

/**
 * `["part","recipe",made,millis,…]`. The key is both names as JSON writes them, with what stands between: an escaped
 * quote is never followed by a comma and a quote.
 */
const ROW = /^\["((?:[^"\\]|\\.)*","(?:[^"\\]|\\.)*)",(\d{1,15}),(\d{1,15}),/;
/** The same for names without escapes, as nearly all are: three times as fast. */
const PLAIN_ROW = /^\["([^"\\]*","[^"\\]*)",(\d{1,15}),(\d{1,15}),/;
const BETWEEN = '","';

interface Row {
  readonly text: string;
  readonly made: number;
  readonly millis: number;
}

export interface Merging {
  /** Which parts stay that are not among the fresh ones. */
  readonly keeps: (part: string) => boolean;
  /** Of more than this many, those that were made last. */
  readonly most: number;
}

/**
 * What parts took, by name and recipe: parts of one name made by different recipes have nothing in common. The text is
 * one row a line, and a row is only understood when it is asked for: ten thousand of them are read and written when one
 * part is made. Anybody may have written the text: what is not as it should be is left out.
 */
export class TimingTable {
  readonly #rows: ReadonlyMap<string, Row>;

  private constructor(rows: ReadonlyMap<string, Row>) {
    this.#rows = rows;
  }

  static decode(text: string): TimingTable {
    const [head, ...lines] = text.split('\n');
    const rows = new Map<string, Row>();
    for (const line of head === HEAD ? lines : []) {
      const row = line.endsWith(',') ? line.slice(0, -1) : line;
      const [, key, made, millis] = PLAIN_ROW.exec(row) ?? ROW.exec(row) ?? [];
      if (key === undefined || !row.endsWith(']')) continue;
      rows.set(key, { text: row, made: Number(made), millis: Number(millis) });
    }
    return new TimingTable(rows);
  }

  /** Valid JSON as a whole. */
  encode(): string {
    const rows = [...this.#rows.values()].map(({ text }) => text).join(',\n');
    return `${HEAD}\n${rows === '' ? '' : `${rows}\n`}${TAIL}\n`;
  }

  costOf(part: string, recipe: string): PartCost | undefined {
    const row = this.#find(part, recipe);
    return row === undefined ? undefined : decodeCost(row.text);
  }

  /** Of `costOf`, and cheaper. */
  millisOf(part: string, recipe: string): number | undefined {
    return this.#find(part, recipe)?.millis;
  }

  merge(fresh: readonly Timing[], { keeps, most }: Merging): TimingTable {
    const rows = new Map([...this.#rows].filter(([key]) => keeps(partIn(key))));
    for (const timing of fresh) rows.set(keyOf(timing.part, timing.recipe), encodeTiming(timing));
    if (rows.size <= most) return new TimingTable(rows);
    return new TimingTable(new Map([...rows].sort(([, one], [, other]) => other.made - one.made).slice(0, most)));
  }

  #find(part: string, recipe: string): Row | undefined {
    return this.#rows.get(keyOf(part, recipe));
  }
}

function keyOf(part: string, recipe: string): string {
  return JSON.stringify([part, recipe]).slice(2, -2);
}

function partIn(key: string): string {
  const json = key.slice(0, key.indexOf(BETWEEN));
  const name = json.includes('\\') ? parseJson(`"${json}"`) : json;
  return typeof name === 'string' ? name : '';
}

function encodeTiming({ part, recipe, made, cost }: Timing): Row {
  const { millis, cpuMillis, peakBytes, phases } = cost;
  const listed = phases.slice(0, MOST_PHASES).map((each) => [each.phase, each.millis, each.cpuMillis]);
  const text = JSON.stringify([part, recipe, made, millis, cpuMillis, peakBytes, listed]);
  return { text, made, millis };
}

function decodeCost(text: string): PartCost | undefined {
  const row = parseJson(text);
  if (!isList(row)) return undefined;
  const [, , , millis, cpuMillis, peakBytes, listed] = row;
  if (!isAmount(millis) || !isAmount(cpuMillis) || !isAmount(peakBytes)) return undefined;
  if (!isList(listed) || listed.length > MOST_PHASES) return undefined;
  const phases = listed.map(decodePhase).filter((phase) => phase !== undefined);
  return phases.length < listed.length ? undefined : { millis, cpuMillis, peakBytes, phases };
}

function decodePhase(row: unknown): PhaseCost | undefined {
  if (!isList(row)) return undefined;
  const [phase, millis, cpuMillis] = row;
  return typeof phase === 'string' && isAmount(millis) && isAmount(cpuMillis)
    ? { phase, millis, cpuMillis }
    : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
