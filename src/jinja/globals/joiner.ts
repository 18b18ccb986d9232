import { reading } from '../filters/signature.js';
import { HostObject } from '../values/host-object.js';
import { Type, type Value } from '../values/value.js';

/** What `joiner(…)` makes: called, it gives nothing the first time, and its separator from then on. */
class Joiner extends HostObject {
  readonly typeName = 'Joiner';
  override readonly moduleName = 'jinja2.utils';
  readonly #separator: Value;
  #isUsed = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'sep') return this.#separator;
    return name === 'used' ? this.#isUsed : undefined;
  }

  override names(): readonly string[] {
    return ['sep', 'used'];
  }

  override title(): string {
    return 'the joiner';
  }

  override call(positional: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    readCall(positional, named);
    if (this.#isUsed) return this.#separator;
    this.#isUsed = true;
    return '';
  }
}

const readCall = reading({ name: 'Joiner.__call__', passes: 'self', parameters: [] });
const read = reading({ name: 'Joiner.__init__', passes: 'self', parameters: [['sep', ', ']] });

export const joiner = new Type('Joiner', {
  moduleName: 'jinja2.utils',
  run({ positional, named }) {
    const [separator] = read(positional, named);
    return new Joiner(separator);
  },
  holds: (value) => value instanceof Joiner,
});
