import { excerpt, Mistake, ONLY_LITERALS } from './mistake.js';
import type { Token, WordToken } from './token.js';

/** Where a token stands that cannot stand there. */
export interface Situation {
  readonly token: Token;
  /** The bracket around it. */
  readonly open: Token | undefined;
  readonly source: string;
}

const BRACKETS = /^[()[\]{}]$/;
const SEPARATORS = /^[,:]$/;
const WORD_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);
const COMPREHENSION: ReadonlySet<string> = new Set(['for', 'async']);

/** A value should begin here. */
export function explainNoValue(situation: Situation): Mistake {
  const { token } = situation;
  if (token.kind === 'name') {
    if (token.text === 'lambda') return notLiteral(token, 'makes a function');
    return notLiteral(token, WORD_OPERATORS.has(token.text) ? 'is an operator' : 'is a name');
  }
  return explainAny(situation, 'a value');
}

/** A value has ended, and this cannot follow it. */
export function explainNoFollower(situation: Situation, expected: string): Mistake {
  const { token } = situation;
  if (token.kind === 'name') {
    if (COMPREHENSION.has(token.text)) return notLiteral(token, 'makes a comprehension');
    if (WORD_OPERATORS.has(token.text)) return notLiteral(token, 'is an operator');
  }
  if (token.kind === 'mark') {
    if (token.text === '(') return notLiteral(token, 'behind a value makes a call');
    if (token.text === '.') return notLiteral(token, 'behind a value asks for an attribute');
  }
  return explainAny(situation, expected);
}

function explainAny({ token, open, source }: Situation, expected: string): Mistake {
  if (token.kind === 'bad') return token.mistake;
  if (token.kind === 'end') {
    if (open !== undefined) return new Mistake(`\`${textOf(open, source)}\` is not closed`, open.start, open.end);
    return new Mistake(`expected ${expected}, found the end of the text`, token.start, token.end);
  }
  if (token.kind === 'mark' && !BRACKETS.test(token.text) && !SEPARATORS.test(token.text)) {
    return notLiteral(token, 'is an operator');
  }
  return new Mistake(`expected ${expected}, found \`${textOf(token, source)}\``, token.start, token.end);
}

function notLiteral(token: WordToken, because: string): Mistake {
  return new Mistake(`\`${excerpt(token.text)}\` ${because}, and ${ONLY_LITERALS}`, token.start, token.end);
}

function textOf({ start, end }: Token, source: string): string {
  return excerpt(source.slice(start, end));
}
