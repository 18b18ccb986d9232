/** A version as PEP 440 orders it: a list of numbers compared one after the other. */
interface Version {
  readonly release: readonly number[];
  readonly rank: readonly number[];
}

const VERSION =
  /^v?(?:(\d{1,9})!)?(\d{1,9}(?:\.\d{1,9}){0,40})(?:[-_.]?(a|alpha|b|beta|c|rc|pre|preview)[-_.]?(\d{0,9}))?(?:(?:[-_.]?(?:post|rev|r)[-_.]?|-)(\d{1,9}))?(?:[-_.]?dev[-_.]?(\d{0,9}))?(?:\+[a-z\d.]{1,80})?$/;
const PRE_RANKS: Readonly<Record<string, number>> = { a: 0, alpha: 0, b: 1, beta: 1, c: 2, rc: 2, pre: 2, preview: 2 };

/** What `left operator right` says of versions; `undefined` when they are none, or the operator is not for them. */
export function compareVersions(operator: string, left: string, right: string): boolean | undefined {
  const version = parseVersion(left);
  if (version === undefined) return undefined;
  if (operator === '==' || operator === '!=') {
    const equal = matches(version, right);
    return equal === undefined ? undefined : equal === (operator === '==');
  }
  const other = parseVersion(right);
  if (other === undefined) return undefined;
  const sign = orderVersions(version, other);
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '~=':
      return sign >= 0 && other.release.length > 1 && startsWith(version.release, other.release.slice(0, -1));
    default:
      return undefined;
  }
}

function matches(version: Version, right: string): boolean | undefined {
  const isPrefix = right.endsWith('.*');
  const other = parseVersion(isPrefix ? right.slice(0, -2) : right);
  if (other === undefined) return undefined;
  return isPrefix ? startsWith(version.release, other.release) : orderVersions(version, other) === 0;
}

function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const [, epoch = '0', release = '', pre, preNumber, post, dev] = match;
  const preRank = pre === undefined ? (dev !== undefined && post === undefined ? -1 : 3) : (PRE_RANKS[pre] ?? 0);
  const rank = [
    preRank,
    Number(preNumber ?? 0),
    post === undefined ? -1 : Number(post),
    dev === undefined ? Infinity : Number(dev),
  ];
  return { release: [Number(epoch), ...release.split('.').map(Number)], rank };
}

function orderVersions(left: Version, right: Version): number {
  return orderNumbers(left.release, right.release) || orderNumbers(left.rank, right.rank);
}

/** Missing numbers count as zero: 3.8 is 3.8.0. */
function orderNumbers(left: readonly number[], right: readonly number[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function startsWith(release: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((number, at) => number === (release[at] ?? 0));
}
