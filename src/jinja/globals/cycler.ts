import { refuseTwice, reading } from '../filters/signature.js';
import { HostObject } from '../values/host-object.js';
import { raise } from '../values/raised.js';
import { BoundMethod } from '../values/bound-method.js';
import { Tuple, Type, type Value } from '../values/value.js';

/** What `cycler(…)` makes: gives its items in turn, again and again. */
class Cycler extends HostObject {
  readonly typeName = 'Cycler';
  override readonly moduleName = 'jinja2.utils';
  readonly #items: Tuple;
  #at = 0;

  constructor(items: readonly Value[]) {
    super();
    this.#items = new Tuple(items);
  }

  override names(): readonly string[] {
    return ['items', 'pos', 'current', 'next', 'reset'];
  }

  override title(): string {
    return 'the cycler';
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'items':
        return this.#items;
      case 'pos':
        return this.#at;
      case 'current':
        return this.#current();
      case 'next':
        return this.#method('next', () => this.#next());
      case 'reset':
        return this.#method('reset', () => this.#reset());
      default:
        return undefined;
    }
  }

  #current(): Value {
    return this.#items.items[this.#at] ?? null;
  }

  #next(): Value {
    const current = this.#current();
    this.#at = (this.#at + 1) % this.#items.items.length;
    return current;
  }

  #reset(): null {
    this.#at = 0;
    return null;
  }

  #method(name: string, run: () => Value): BoundMethod {
    const read = reading({ name: `Cycler.${name}`, passes: 'self', parameters: [] });
    return new BoundMethod(this, name, ({ positional, named }) => {
      read(positional, named);
      return run();
    });
  }
}

const STEPS_OF_CYCLER = 6;
const NAME = 'Cycler.__init__';

export const cycler = new Type('Cycler', {
  moduleName: 'jinja2.utils',
  run({ positional, named }, host) {
    refuseTwice(NAME, ['self'], named);
    for (const key of named.keys()) raise('TypeError', `${NAME}() got an unexpected keyword argument '${key}'`);
    if (positional.length === 0) raise('RuntimeError', 'at least one item has to be provided');
    host.spend(positional.length + STEPS_OF_CYCLER);
    return new Cycler(positional);
  },
  holds: (value) => value instanceof Cycler,
});
