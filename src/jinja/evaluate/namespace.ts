import type { Printer } from '../values/container.js';
import { Dict } from '../values/dict.js';
import { PrintedObject } from '../values/printed-object.js';
import type { Value } from '../values/value.js';

/** What `namespace(…)` makes: the one value whose attributes a template can set. */
export class Namespace extends PrintedObject {
  readonly typeName = 'Namespace';
  override readonly moduleName = 'jinja2.utils';
  readonly #attributes: Dict;

  /** Takes the dict over: `dict(*args, **kwargs)` of the arguments of the call. */
  constructor(attributes: Dict = new Dict()) {
    super();
    this.#attributes = attributes;
  }

  set(name: string, value: Value): void {
    this.#attributes.set(name, value);
  }

  override attribute(name: string): Value | undefined {
    return this.#attributes.get(name);
  }

  override names(): Iterable<string> {
    return this.#attributes.names();
  }

  override title(): string {
    return 'the namespace';
  }

  override print(printer: Printer): void {
    printer.text('<Namespace ');
    printer.value(this.#attributes);
    printer.text('>');
  }
}
