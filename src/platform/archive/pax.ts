import { type ByteName, byteName, bytesOf } from './names.js';
import { Unreadable } from './problems.js';

const LINE_FEED = 10;
const SPACE = 32;

/** The records `LENGTH KEY=VALUE\n` of a pax header. Values are bytes; they may contain line feeds. */
export function parsePax(body: Buffer): ReadonlyMap<string, ByteName> {
  const records = new Map<string, ByteName>();
  for (let start = 0; start < body.length && body[start] !== 0;) {
    const space = body.indexOf(SPACE, start);
    const length = space === -1 ? Number.NaN : Number(body.toString('latin1', start, space));
    const end = start + length;
    if (!Number.isSafeInteger(length) || end > body.length || end <= space || body[end - 1] !== LINE_FEED) {
      throw new Unreadable('it has a damaged pax header');
    }
    const record = byteName(body.subarray(space + 1, end - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    start = end;
  }
  return records;
}

/** A decimal number of a record, such as a size or a time with a fraction. */
export function paxNumber(records: ReadonlyMap<string, ByteName>, key: string): number | undefined {
  const text = records.get(key);
  if (text === undefined || text === '') return undefined;
  const value = Number(bytesOf(text).toString('utf8'));
  if (!Number.isFinite(value)) throw new Unreadable(`its pax header has a \`${key}\` that is no number`);
  return value;
}
