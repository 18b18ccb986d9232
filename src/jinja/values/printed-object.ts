import type { Printer } from './container.js';
import { HostObject } from './host-object.js';

/** An object of the engine whose `repr` shows other values: one that stands within itself is told there. */
export abstract class PrintedObject extends HostObject {
  /** Writes the `repr`. */
  abstract print(printer: Printer): void;
}
