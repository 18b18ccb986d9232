import { placeOfTag } from './flow-tags.js';
import type {
  BlockNode,
  Body,
  CallBlockNode,
  ExtendsNode,
  FilterBlockNode,
  FromImportNode,
  ImportNode,
  IncludeNode,
  MacroNode,
  Parameter,
} from './nodes.js';
import type { TagReader } from './tag.js';
import { readName } from './targets.js';
import type { Token } from './token.js';
import { isSpace } from './whitespace.js';

export function readMacro(reader: TagReader, tag: Token): MacroNode {
  const name = readName(reader);
  const parameters = readParameters(reader);
  const place = placeOfTag(tag, reader);
  return { kind: 'macro', name, parameters, body: reader.bodyBefore('endmacro'), ...place };
}

export function readCall(reader: TagReader, tag: Token): CallBlockNode {
  const { stream, expressions } = reader;
  const parameters = stream.is('(') ? readParameters(reader) : [];
  const call = expressions.expression();
  const place = placeOfTag(tag, reader);
  if (call.kind !== 'call') return stream.fail('expected call', { start: call.start, end: call.end, at: tag.at });
  return { kind: 'call-block', parameters, call, body: reader.bodyBefore('endcall'), ...place };
}

function readParameters(reader: TagReader): readonly Parameter[] {
  const { stream, expressions } = reader;
  const parameters: Parameter[] = [];
  let mustDefault = false;
  stream.expect('(');
  while (!stream.is(')')) {
    if (parameters.length > 0) stream.expect(',');
    const name = readName(reader);
    const defaultValue = stream.skip('=') ? expressions.expression() : undefined;
    if (defaultValue !== undefined) mustDefault = true;
    else if (mustDefault) stream.fail('non-default argument follows default argument');
    parameters.push({ name, defaultValue });
  }
  stream.expect(')');
  return parameters;
}

export function readFilter(reader: TagReader, tag: Token): FilterBlockNode {
  const filter = reader.expressions.blockFilter();
  const place = placeOfTag(tag, reader);
  return { kind: 'filter-block', filter, body: reader.bodyBefore('endfilter'), ...place };
}

const HYPHEN_IN_NAME =
  'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.';

export function readBlock(reader: TagReader, tag: Token): BlockNode {
  const { stream } = reader;
  const nameAt = stream.expectName();
  const scoped = stream.skipWord('scoped');
  const required = stream.skipWord('required');
  const place = placeOfTag(tag, reader);
  if (stream.is('-')) stream.fail(HYPHEN_IN_NAME);
  const body = reader.bodyBefore('endblock');
  if (required && !isBlank(body)) stream.fail('Required blocks can only contain comments or whitespace');
  stream.skipWord(nameAt.text);
  return { kind: 'block', name: nameAt.text, nameAt, scoped, required, body, ...place };
}

function isBlank(body: Body): boolean {
  return body.every(
    (statement) =>
      statement.kind === 'output' && statement.items.every((item) => item.kind === 'data' && isAllSpace(item.text)),
  );
}

function isAllSpace(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

export function readExtends(reader: TagReader, tag: Token): ExtendsNode {
  return { kind: 'extends', template: reader.expressions.expression(), ...placeOfTag(tag, reader) };
}

export function readInclude(reader: TagReader, tag: Token): IncludeNode {
  const { stream, expressions } = reader;
  const template = expressions.expression();
  const ignoreMissing = stream.isWord('ignore') && isNextWord(reader, 'missing');
  if (ignoreMissing) takeTwo(reader);
  const withContext = readContext(reader) ?? true;
  return { kind: 'include', template, ignoreMissing, withContext, ...placeOfTag(tag, reader) };
}

export function readImport(reader: TagReader, tag: Token): ImportNode {
  const template = reader.expressions.expression();
  reader.stream.expectWord('as');
  const target = readName(reader);
  const withContext = readContext(reader) ?? false;
  return { kind: 'import', template, target, withContext, ...placeOfTag(tag, reader) };
}

export function readFrom(reader: TagReader, tag: Token): FromImportNode {
  const { stream, expressions } = reader;
  const template = expressions.expression();
  stream.expectWord('import');
  const names: FromImportNode['names'][number][] = [];
  for (;;) {
    if (names.length > 0) stream.expect(',');
    const early = stream.is('name') ? readContext(reader) : undefined;
    if (early !== undefined) return fromImport(early);
    names.push(readImportedName(reader));
    const withContext = readContext(reader);
    if (withContext !== undefined || !stream.is(',')) return fromImport(withContext ?? false);
  }

  function fromImport(withContext: boolean): FromImportNode {
    return { kind: 'from-import', template, names, withContext, ...placeOfTag(tag, reader) };
  }
}

function readImportedName(reader: TagReader): FromImportNode['names'][number] {
  const name = readName(reader);
  if (name.name.startsWith('_')) {
    return reader.stream.refuse('names starting with an underline can not be imported', name);
  }
  return { name, alias: reader.stream.skipWord('as') ? readName(reader) : name };
}

/** `with context` or `without context`, if it is there. */
function readContext(reader: TagReader): boolean | undefined {
  const { stream } = reader;
  const isWith = stream.isWord('with');
  if ((!isWith && !stream.isWord('without')) || !isNextWord(reader, 'context')) return undefined;
  takeTwo(reader);
  return isWith;
}

function isNextWord({ stream }: TagReader, word: string): boolean {
  const next = stream.look();
  return next.type === 'name' && next.text === word;
}

function takeTwo({ stream }: TagReader): void {
  stream.take();
  stream.take();
}
