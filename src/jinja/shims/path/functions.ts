import { listOf, lengthOf } from '../../values/iterate.js';
import { compareTexts, sliceText } from '../../values/code-points.js';
import type { Host } from '../../values/host.js';
import { isLess } from '../../values/order.js';
import { raise } from '../../values/raised.js';
import { itemOf } from '../../values/subscript.js';
import { plainTypeNameOf } from '../../values/type-name.js';
import { Tuple, type Value } from '../../values/value.js';
import { isTrue } from '../../values/truth.js';
import { equals } from '../../values/equal.js';
import type { Given } from '../../calls/signature.js';
import { textIn } from '../../values/text-in.js';
import { normalise } from './normalise.js';

/** `os.fspath` for what a template can hold. */
export function pathIn(value: Value | undefined): string {
  const given = value ?? null;
  return (
    textIn(given) ?? raise('TypeError', `expected str, bytes or os.PathLike object, not ${plainTypeNameOf(given)}`)
  );
}

/** `posixpath.join`. */
export function join([first, rest]: Given, host: Host): Value {
  const start = pathIn(first);
  let path = start;
  for (const step of Array.isArray(rest) ? rest : []) {
    const next = textIn(step) ?? wrongStep(step);
    host.reserve(path.length + next.length);
    if (next.startsWith('/')) path = next;
    else path += path === '' || path.endsWith('/') ? next : `/${next}`;
  }
  return path;
}

function wrongStep(step: Value): never {
  return raise(
    'TypeError',
    `join() argument must be str, bytes, or os.PathLike object, not '${plainTypeNameOf(step)}'`,
  );
}

export function split([path]: Given): Tuple {
  return new Tuple(headAndTail(pathIn(path)));
}

function headAndTail(path: string): [string, string] {
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  return [/^\/*$/.test(head) ? head : withoutEnd(head), path.slice(at)];
}

function withoutEnd(head: string): string {
  let end = head.length;
  while (head.charAt(end - 1) === '/') end--;
  return head.slice(0, end);
}

export function dirname([path]: Given): Value {
  return headAndTail(pathIn(path))[0];
}

export function basename([path]: Given): Value {
  return headAndTail(pathIn(path))[1];
}

/** Dots at the front of a name begin no extension. */
export function splitext([given]: Given): Tuple {
  const path = pathIn(given);
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const hasName = dot > name && /[^.]/.test(path.slice(name, dot));
  return new Tuple(hasName ? [path.slice(0, dot), path.slice(dot)] : [path, '']);
}

export function normpath([path]: Given): Value {
  return normalise(pathIn(path));
}

export function normcase([path]: Given): Value {
  return pathIn(path);
}

export function isabs([path]: Given): Value {
  return pathIn(path).startsWith('/');
}

export function splitdrive([path]: Given): Tuple {
  return new Tuple(['', pathIn(path)]);
}

/** Of any sequences that have an order: what the least and the greatest begin with both. */
export function commonprefix([list]: Given, host: Host): Value {
  const given = list ?? null;
  if (!isTrue(given)) return '';
  const first = Array.isArray(given) || given instanceof Tuple ? itemOf(given, 0, host) : null;
  const isOfTexts = !Array.isArray(first) && !(first instanceof Tuple);
  const members = listOf(given, host);
  return isOfTexts ? commonText(members.map(pathIn)) : commonItems(members, host);
}

function commonText(texts: readonly string[]): string {
  const sorted = texts.toSorted(compareTexts);
  const least = [...(sorted[0] ?? '')];
  const greatest = [...(sorted.at(-1) ?? '')];
  const end = least.findIndex((character, at) => character !== greatest[at]);
  return sliceText(sorted[0] ?? '', 0, end < 0 ? least.length : end);
}

function commonItems(lists: readonly Value[], host: Host): Value {
  let [least = null] = lists;
  let greatest = least;
  for (const list of lists.slice(1)) {
    if (isLess(list, least, host)) least = list;
    if (isLess(greatest, list, host)) greatest = list;
  }
  const items = listOf(least, host);
  const others = listOf(greatest, host);
  const end = items.findIndex((item, at) => at >= others.length || !equals(item, others[at] ?? null, host));
  const common = end < 0 ? items : items.slice(0, end);
  if (end < 0) return least;
  return least instanceof Tuple ? new Tuple(common) : common;
}

export function commonpath([list]: Given, host: Host): Value {
  const given = list ?? null;
  if (lengthIfKnown(given, host) === 0) raise('ValueError', 'commonpath() arg is an empty sequence');
  const paths = listOf(given, host).map(pathIn);
  const absolute = paths.filter((path) => path.startsWith('/')).length;
  if (absolute !== 0 && absolute !== paths.length) raise('ValueError', "Can't mix absolute and relative paths");
  const sorted = paths
    .map((path) => path.split('/').filter((step) => step !== '' && step !== '.'))
    .toSorted(compareSteps);
  const [least = []] = sorted;
  const greatest = sorted.at(-1) ?? [];
  const end = least.findIndex((step, at) => step !== greatest[at]);
  return (absolute > 0 ? '/' : '') + (end < 0 ? least : least.slice(0, end)).join('/');
}

function lengthIfKnown(value: Value, host: Host): number {
  return isTrue(value) ? 1 : lengthOf(value, host);
}

function compareSteps(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((step, index) => step !== right[index]);
  if (at < 0) return left.length - right.length;
  const other = right[at];
  return other === undefined ? 1 : compareTexts(left[at] ?? '', other);
}
