import { classEscape, type ClassEscape } from './escapes.js';
import type { Member, Node } from './nodes.js';
import type { Source } from './source.js';

/** Reads a class whose opening bracket was passed. */
export function parseClass(source: Source): Node {
  const start = source.position - 1;
  const members: Member[] = [];
  const negated = source.takes('^');
  for (;;) {
    const token = source.get() ?? unterminated(source, start);
    if (token === ']' && members.length > 0) break;
    const low = one(source, token);
    if (!source.takes('-')) {
      members.push(memberOf(low));
      continue;
    }
    const next = source.get() ?? unterminated(source, start);
    if (next === ']') {
      members.push(memberOf(low), { kind: 'literal', code: 0x2d });
      break;
    }
    members.push(rangeOf(source, [token, next], [low, one(source, next)]));
  }
  const [only] = members;
  if (members.length === 1 && only?.kind === 'literal' && !negated) return only;
  return { kind: 'class', negated, members };
}

function unterminated(source: Source, start: number): never {
  return source.fail('unterminated character set', source.position - start);
}

function one(source: Source, token: string): ClassEscape {
  return token.startsWith('\\') ? classEscape(source, token) : { code: token.codePointAt(0) ?? 0 };
}

function memberOf(escape: ClassEscape): Member {
  return 'code' in escape ? { kind: 'literal', code: escape.code } : { kind: 'category', category: escape.category };
}

function rangeOf(
  source: Source,
  [first, last]: readonly [string, string],
  [low, high]: readonly [ClassEscape, ClassEscape],
): Member {
  if ('code' in low && 'code' in high && low.code <= high.code) {
    return { kind: 'range', low: low.code, high: high.code };
  }
  return source.fail(`bad character range ${first}-${last}`, [...first].length + 1 + [...last].length);
}
