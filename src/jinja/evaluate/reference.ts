import { HostObject } from '../values/host-object.js';
import type { Host } from '../values/host.js';
import { raise } from '../values/raised.js';
import { reprOf } from '../values/text.js';
import { Markup, type Value } from '../values/value.js';
import type { Block, Context } from './context.js';
import { Sink } from './sink.js';

/** `self`: has the blocks of the template as it is rendered. */
export class TemplateReference extends HostObject {
  readonly typeName = 'TemplateReference';
  override readonly moduleName = 'jinja2.runtime';
  readonly #context: Context;

  constructor(context: Context) {
    super();
    this.#context = context;
  }

  override item(key: Value, host: Host): Value {
    const stack = typeof key === 'string' ? this.#context.blocks.get(key) : undefined;
    if (typeof key !== 'string' || stack === undefined) return raise('KeyError', reprOf(key, host));
    return new BlockReference(key, { context: this.#context, stack, depth: 0 });
  }

  override names(): Iterable<string> {
    return this.#context.blocks.keys();
  }

  override title(): string {
    return '`self`';
  }

  override repr(host: Host): string {
    return `<TemplateReference ${reprOf(this.#context.templateName ?? null, host)}>`;
  }
}

interface BlockPlace {
  readonly context: Context;
  /** All blocks of the name, the one that overrides the others first. */
  readonly stack: readonly Block[];
  readonly depth: number;
}

/** `self.name`, and what `super` is: a block that can be called. */
class BlockReference extends HostObject {
  readonly typeName = 'BlockReference';
  override readonly moduleName = 'jinja2.runtime';
  readonly #name: string;
  readonly #place: BlockPlace;

  constructor(name: string, place: BlockPlace) {
    super();
    this.#name = name;
    this.#place = place;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'name') return this.#name;
    const { context, stack, depth } = this.#place;
    return name === 'super' ? blockAt(this.#name, { context, stack, depth: depth + 1 }) : undefined;
  }

  override names(): readonly string[] {
    return ['name', 'super'];
  }

  override title(): string {
    return `block \`${this.#name}\``;
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    const [first] = named.keys();
    if (first !== undefined)
      raise('TypeError', `BlockReference.__call__() got an unexpected keyword argument '${first}'`);
    if (positional.length > 0)
      raise(
        'TypeError',
        `BlockReference.__call__() takes 1 positional argument but ${positional.length + 1} were given`,
      );
    const { context, stack, depth } = this.#place;
    const sink = new Sink(context.rendering.meter);
    stack[depth]?.run(context, sink);
    const text = sink.take();
    return context.autoescape ? new Markup(text) : text;
  }
}

/** `super` of a block that runs. */
export function superOf(block: Block, context: Context): Value {
  const stack = context.blocks.get(block.name) ?? [];
  const at = stack.indexOf(block);
  return blockAt(block.name, { context, stack, depth: at < 0 ? stack.length : at + 1 });
}

function blockAt(name: string, place: BlockPlace): Value {
  const { context, stack, depth } = place;
  if (depth < stack.length) return new BlockReference(name, place);
  return context.undefined({ name: 'super', hint: `there is no parent block called ${reprOf(name, context)}.` });
}
