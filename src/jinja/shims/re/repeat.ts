import { raise } from '../../values/raised.js';
import type { Greed, Node } from './nodes.js';
import type { Source } from './source.js';

const DIGIT = /^[0-9]$/;
const TOO_MANY = 2 ** 32 - 1;

/** Puts a repetition around the last node; false when the token turns out to stand for itself. */
export function readRepeat(source: Source, token: string, nodes: Node[]): boolean {
  const start = source.position;
  const bounds = boundsOf(source, token);
  if (bounds === undefined) {
    if (source.position !== start) source.seek(start);
    return false;
  }
  const { least, most } = bounds;
  if (most < least) source.fail('min repeat greater than max repeat', source.position - start);
  const last = nodes.at(-1);
  const offset = source.position - start + token.length;
  if (last === undefined || last.kind === 'at') return source.fail('nothing to repeat', offset);
  if (last.kind === 'repeat') return source.fail('multiple repeat', offset);
  const greed: Greed = source.takes('?') ? 'lazy' : source.takes('+') ? 'possessive' : 'greedy';
  const isPlain = last.kind === 'group' && last.number === undefined && last.added === 0 && last.removed === 0;
  nodes[nodes.length - 1] = { kind: 'repeat', least, most, greed, body: isPlain ? last.body : [last] };
  return true;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

function boundsOf(source: Source, token: string): Bounds | undefined {
  if (token === '?') return { least: 0, most: 1 };
  if (token === '*') return { least: 0, most: Infinity };
  if (token === '+') return { least: 1, most: Infinity };
  if (source.next === '}') return undefined;
  const low = source.take(Infinity, DIGIT);
  const high = source.takes(',') ? source.take(Infinity, DIGIT) : low;
  if (!source.takes('}')) return undefined;
  return { least: low === '' ? 0 : countOf(low), most: high === '' ? Infinity : countOf(high) };
}

function countOf(digits: string): number {
  const count = Number(digits);
  return count < TOO_MANY ? count : raise('OverflowError', 'the repetition number is too large');
}
