import { Raised, throwRaised, type RaisedKind } from '../../../src/jinja/values/raised.js';
import type { Host } from '../../../src/jinja/values/host.js';
import { Unhosted } from '../../../src/jinja/values/unhosted.js';
import type { Value } from '../../../src/jinja/values/value.js';
import { Crossing } from './crossing.js';
import type { Python, Question } from './python-object.js';
import { Lines, type Message, type Wire } from './wire.js';

/** An exception of Python's own, which may be of a class that the engine does not know. */
class PythonError extends Raised {
  readonly id: number;

  constructor(kind: RaisedKind, message: string, id: number) {
    super(kind, message);
    this.id = id;
  }
}

/** Does what Python asks, and answers what is to be said. */
export type Handle = (request: Message) => Message;

/**
 * The engine's end of the line. Both sides wait while the other works, and may ask back before they answer, so that the
 * messages nest as calls do.
 */
export class Link implements Python {
  readonly crossing = new Crossing(this);
  readonly #lines = new Lines();
  readonly #handle: Handle;
  #raised: PythonError | undefined;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** The number of the last exception of Python's that went through the engine, if it is as this one. */
  numberOf(kind: string, message: string): number | null {
    return this.#raised?.kind === kind && this.#raised.message === message ? this.#raised.id : null;
  }

  /** Until Python has no more to ask. */
  serve(): void {
    for (let message = this.#lines.next(); message !== undefined; message = this.#lines.next()) this.#reply(message);
  }

  #reply(request: Message): void {
    this.#raised = undefined;
    this.#lines.send(this.#handle(request));
  }

  ask({ op, of, positional = [], named = new Map(), host = new Unhosted() }: Question): Value | undefined {
    const { crossing } = this;
    this.#lines.send({
      ask: op,
      of,
      positional: positional.map((value) => crossing.toWire(value, host)),
      named: Array.from(named, ([name, value]) => [name, crossing.toWire(value, host)]),
      host: crossing.numberOfHost(host),
      autoescape: host.autoescape,
    });
    return crossing.fromWire(this.#answer());
  }

  #answer(): Wire {
    for (let message = this.#lines.next(); message !== undefined; message = this.#lines.next()) {
      // Both sides are programs of the project's own: an answer is a value on the wire.
      if ('answer' in message) return message['answer'] as Wire;
      if ('raised' in message) throwRaised(this.#remember(message));
      this.#reply(message);
    }
    throw new Error('Python has left without an answer');
  }

  #remember({ raised, message, id }: Message): PythonError {
    // Python's side names the nearest class that the engine knows.
    this.#raised = new PythonError(raised as RaisedKind, String(message), Number(id));
    return this.#raised;
  }

  *itemsOf(of: number, host: Host): Iterable<Value> {
    const iterator = Number(this.ask({ op: 'iterate', of, host }));
    for (;;) {
      const item = this.ask({ op: 'next', of: iterator, host });
      if (item === undefined) return;
      yield item;
    }
  }
}
