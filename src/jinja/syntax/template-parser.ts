import { ExpressionParser } from './expression-parser.js';
import {
  readAutoescape,
  readBreak,
  readContinue,
  readDo,
  readFor,
  readIf,
  readPrint,
  readSet,
  readWith,
} from './flow-tags.js';
import { DEEPEST_NESTING } from './limits.js';
import { SyntaxStop } from './failures.js';
import type { Body, OutputNode, Statement } from './nodes.js';
import type { SyntaxSettings } from './settings.js';
import type { ReadTag, TagReader } from './tag.js';
import {
  readBlock,
  readCall,
  readExtends,
  readFilter,
  readFrom,
  readImport,
  readInclude,
  readMacro,
} from './template-tags.js';
import type { TextToken } from './token.js';
import type { TokenStream } from './token-stream.js';

const TAGS: readonly (readonly [string, ReadTag])[] = [
  ['for', readFor],
  ['if', readIf],
  ['block', readBlock],
  ['extends', readExtends],
  ['print', readPrint],
  ['macro', readMacro],
  ['include', readInclude],
  ['from', readFrom],
  ['import', readImport],
  ['set', readSet],
  ['with', readWith],
  ['autoescape', readAutoescape],
  ['call', readCall],
  ['filter', readFilter],
];

const DO_TAG: readonly (readonly [string, ReadTag])[] = [['do', readDo]];

const LOOP_CONTROLS: readonly (readonly [string, ReadTag])[] = [
  ['break', readBreak],
  ['continue', readContinue],
];

type Ends = readonly [string, ...string[]];

/** Reads templates: text, prints and tags. */
export class TemplateParser implements TagReader {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  readonly #tags: ReadonlyMap<string, ReadTag>;
  /** The names of the tags that are open, for messages. */
  readonly #open: string[] = [];
  /** What each body that is open waits for. */
  readonly #awaited: Ends[] = [];

  constructor(stream: TokenStream, { doTag, loopControls }: SyntaxSettings) {
    this.stream = stream;
    this.expressions = new ExpressionParser(stream);
    this.#tags = new Map([...TAGS, ...(doTag ? DO_TAG : []), ...(loopControls ? LOOP_CONTROLS : [])]);
  }

  template(): Body {
    return this.#statements(undefined);
  }

  body(ends: Ends): Body {
    const { stream } = this;
    stream.skip(':');
    stream.expect('block-end');
    if (this.#awaited.length >= DEEPEST_NESTING) {
      stream.limit(`the template has blocks in blocks, more than ${DEEPEST_NESTING} deep`, stream.current);
    }
    this.#awaited.push(ends);
    const body = this.#statements(ends);
    if (stream.is('eof')) this.#failAtTag(undefined);
    this.#awaited.pop();
    return body;
  }

  bodyBefore(end: string): Body {
    const body = this.body([end]);
    this.stream.take();
    return body;
  }

  #statements(ends: Ends | undefined): Body {
    const { stream } = this;
    const body: Statement[] = [];
    for (;;) {
      const output = this.#output();
      if (output !== undefined) body.push(output);
      if (!stream.skip('block-begin')) return body;
      if (ends?.some((end) => stream.isWord(end)) === true) return body;
      body.push(this.#statement());
      stream.expect('block-end');
    }
  }

  /** Text and prints up to the next tag. */
  #output(): OutputNode | undefined {
    const { stream } = this;
    const items: OutputNode['items'][number][] = [];
    for (;;) {
      const { current } = stream;
      if (current.type === 'data') {
        stream.take();
        const { text, start, end, at } = current;
        items.push({ kind: 'data', text, start, end, at });
      } else if (stream.skip('variable-begin')) {
        items.push(this.expressions.tuple());
        stream.expect('variable-end');
      } else break;
    }
    const [first] = items;
    if (first === undefined) return undefined;
    return { kind: 'output', items, start: first.start, end: items.at(-1)?.end ?? first.end, at: first.at };
  }

  #statement(): Statement {
    const { current } = this.stream;
    if (current.type !== 'name') return this.stream.fail('tag name expected');
    const read = this.#tags.get(current.text);
    if (read === undefined) return this.#failAtTag(current);
    this.stream.take();
    this.#open.push(current.text);
    const statement = read(this, current);
    this.#open.pop();
    return statement;
  }

  /** Stops at a tag that cannot stand here, or at the end of the template. */
  #failAtTag(tag: TextToken | undefined): never {
    const looking = this.#awaited
      .at(-1)
      ?.map((name) => `'${name}'`)
      .join(' or ');
    const sentences = [tag === undefined ? 'Unexpected end of template.' : `Encountered unknown tag '${tag.text}'.`];
    if (looking !== undefined) {
      const isMisplaced = tag !== undefined && this.#awaited.flat().includes(tag.text);
      sentences.push(
        isMisplaced
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      );
    }
    const innermost = this.#open.at(-1);
    if (innermost !== undefined) sentences.push(`The innermost block that needs to be closed is '${innermost}'.`);
    const message = sentences.join(' ');
    if (tag === undefined) return this.stream.fail(message);
    const known = (): readonly string[] => [...(this.#awaited.at(-1) ?? []), ...this.#tags.keys()];
    throw new SyntaxStop(message, tag, { mistake: { sought: 'tag', name: tag.text, known } });
  }
}
