import type {
  AutoescapeNode,
  BreakNode,
  ContinueNode,
  DoNode,
  ForNode,
  IfBranch,
  IfNode,
  OutputNode,
  Place,
  SetBlockNode,
  SetNode,
  WithNode,
  Expression,
} from './nodes.js';
import type { TagReader } from './tag.js';
import { readSetTarget, readTarget } from './targets.js';
import type { Token } from './token.js';

/** The place of a tag, up to the last token that was taken. */
export function placeOfTag(name: Token, { stream }: TagReader): Place {
  return { start: name.start, end: stream.lastEnd, at: name.at };
}

export function readFor(reader: TagReader, name: Token): ForNode {
  const { stream, expressions } = reader;
  const target = readTarget(reader);
  stream.expectWord('in');
  const iterable = expressions.tuple(false);
  const filter = stream.skipWord('if') ? expressions.expression() : undefined;
  const recursive = stream.skipWord('recursive');
  const place = placeOfTag(name, reader);
  const body = reader.body(['endfor', 'else']);
  const hasElse = stream.isWord('else');
  stream.take();
  const otherwise = hasElse ? reader.bodyBefore('endfor') : [];
  return { kind: 'for', target, iterable, filter, recursive, body, otherwise, ...place };
}

export function readIf(reader: TagReader, name: Token): IfNode {
  const { stream } = reader;
  const first = readBranch(reader, name);
  const branches: [IfBranch, ...IfBranch[]] = [first];
  while (stream.skipWord('elif')) branches.push(readBranch(reader, stream.current));
  const hasElse = stream.isWord('else');
  stream.take();
  const otherwise = hasElse ? reader.bodyBefore('endif') : [];
  return { kind: 'if', branches, otherwise, start: first.start, end: first.end, at: first.at };
}

function readBranch(reader: TagReader, begin: Token): IfBranch {
  const test = reader.expressions.tuple(false);
  const place = placeOfTag(begin, reader);
  return { test, body: reader.body(['elif', 'else', 'endif']), ...place };
}

export function readWith(reader: TagReader, name: Token): WithNode {
  const { stream, expressions } = reader;
  const assignments: WithNode['assignments'][number][] = [];
  while (!stream.is('block-end')) {
    if (assignments.length > 0) stream.expect(',');
    const target = readTarget(reader);
    stream.expect('=');
    assignments.push({ target, value: expressions.expression() });
  }
  const place = placeOfTag(name, reader);
  return { kind: 'with', assignments, body: reader.bodyBefore('endwith'), ...place };
}

export function readAutoescape(reader: TagReader, name: Token): AutoescapeNode {
  const value = reader.expressions.expression();
  const place = placeOfTag(name, reader);
  return { kind: 'autoescape', value, body: reader.bodyBefore('endautoescape'), ...place };
}

export function readSet(reader: TagReader, name: Token): SetNode | SetBlockNode {
  const { stream, expressions } = reader;
  const target = readSetTarget(reader);
  if (stream.skip('=')) return { kind: 'set', target, value: expressions.tuple(), ...placeOfTag(name, reader) };
  const filter = expressions.optionalBlockFilter();
  const place = placeOfTag(name, reader);
  return { kind: 'set-block', target, filter, body: reader.bodyBefore('endset'), ...place };
}

export function readPrint(reader: TagReader, name: Token): OutputNode {
  const { stream, expressions } = reader;
  const items: Expression[] = [];
  while (!stream.is('block-end')) {
    if (items.length > 0) stream.expect(',');
    items.push(expressions.expression());
  }
  return { kind: 'output', items, ...placeOfTag(name, reader) };
}

export function readDo(reader: TagReader, name: Token): DoNode {
  return { kind: 'do', value: reader.expressions.tuple(), ...placeOfTag(name, reader) };
}

export function readBreak(reader: TagReader, name: Token): BreakNode {
  return { kind: 'break', ...placeOfTag(name, reader) };
}

export function readContinue(reader: TagReader, name: Token): ContinueNode {
  return { kind: 'continue', ...placeOfTag(name, reader) };
}
