import type { Value } from '../values/value.js';
import type { Context, Template } from './context.js';
import { TemplateModule } from './module.js';
import { Sink } from './sink.js';

/** Runs a template for what it exports. */
export function makeModule(template: Template, context: Context): TemplateModule {
  const sink = new Sink(context.rendering.meter);
  template.run('import', context, sink);
  const exported = new Map<string, Value>();
  for (const name of context.exported) {
    const value = context.vars.get(name);
    if (value !== undefined) exported.set(name, value);
  }
  return new TemplateModule(template.name, exported, sink);
}
