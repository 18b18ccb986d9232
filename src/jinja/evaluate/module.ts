import { HostObject } from '../values/host-object.js';
import { shownOf } from '../values/shown.js';
import type { Value } from '../values/value.js';
import type { Sink } from './sink.js';

/** An imported template: the names that it exports, and what it printed. */
export class TemplateModule extends HostObject {
  readonly typeName = 'TemplateModule';
  override readonly moduleName = 'jinja2.environment';
  readonly name: string | undefined;
  readonly exported: ReadonlyMap<string, Value>;
  readonly body: Sink;

  constructor(name: string | undefined, exported: ReadonlyMap<string, Value>, body: Sink) {
    super();
    this.name = name;
    this.exported = exported;
    this.body = body;
  }

  override attribute(name: string): Value | undefined {
    if (name === '__name__') return this.name ?? null;
    return this.exported.get(name);
  }

  override names(): Iterable<string> {
    return this.exported.keys();
  }

  override title(): string {
    return this.name === undefined ? 'the template' : `template \`${this.name}\``;
  }

  override str(): string {
    return this.body.take();
  }

  override html(): string {
    return this.body.take();
  }

  override repr(): string {
    return `<TemplateModule ${this.name === undefined ? 'memory' : shownOf(this.name)}>`;
  }
}
