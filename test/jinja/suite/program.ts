/**
 * The engine for the programs beside this file: Python sends what Jinja's own test-suite asks of `jinja2`, and what is
 * asked of objects, functions and loaders of the suite goes back to it.
 */
import type { Source } from '../../../src/engine/diag/index.js';
import { Callable, createEnvironment, type TemplateFailure, type Value } from '../../../src/jinja/index.js';
import type { Host } from '../../../src/jinja/values/host.js';
import { Raised } from '../../../src/jinja/values/raised.js';
import { Unhosted } from '../../../src/jinja/values/unhosted.js';
import { listIn } from './crossing.js';
import { USES } from './held-value.js';
import { Link } from './link.js';
import { settingsOf, UNNAMED, type WireSettings } from './settings.js';
import type { Message, Wire } from './wire.js';

interface Job {
  readonly settings: WireSettings;
  readonly name: string | null;
  readonly source: Source;
  readonly context: readonly Wire[];
}

const link: Link = new Link((request) => {
  try {
    return handle(request);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return { failed: error.kind, message: error.message, python: link.numberOf(error.kind, error.message) };
  }
});

function handle(request: Message): Message {
  const { crossing } = link;
  switch (request['do']) {
    case 'compile':
      return compile(jobOf(request));
    case 'render':
      return render(jobOf(request));
    case 'module':
      return moduleOf(jobOf(request));
    case 'evaluate':
      return captured(jobOf(request));
    case 'use':
      return use(request);
    case 'lookup': {
      const context = crossing.context(Number(request['host']));
      return { answer: crossing.toWire(context?.lookup(String(request['name'])), context ?? new Unhosted()) };
    }
    case 'reset':
      crossing.reset();
      return { answer: null };
    default:
      throw new TypeError(`no such request: ${JSON.stringify(request)}`);
  }
}

/** Python's side sends these fields with each of the requests that are about a template. */
function jobOf(request: Message): Job {
  return request as unknown as Job;
}

function compile({ settings, name, source }: Job): Message {
  const compiled = createEnvironment(settingsOf(settings, link)).compile(source, name ?? undefined);
  return compiled.ok ? { answer: null } : failed(compiled.failures[0]);
}

function render(job: Job): Message {
  const compiled = createEnvironment(settingsOf(job.settings, link)).compile(job.source, job.name ?? undefined);
  if (!compiled.ok) return failed(compiled.failures[0]);
  const rendered = compiled.value.render(link.crossing.byName(job.context));
  return rendered.ok ? { answer: rendered.value.text } : failed(rendered.failures[0]);
}

/** The value that a template gives to `capture`, and the place that it did so. */
function captured(job: Job, own?: readonly [string, Source]): Message {
  let held: { readonly value: Value; readonly host: Host } | undefined;
  const capture = new Callable('capture', ({ positional: [value = null] }, host) => {
    held = { value, host };
    return '';
  });
  const compiled = createEnvironment(settingsOf(job.settings, link, own)).compile(job.source, job.name ?? undefined);
  if (!compiled.ok) return failed(compiled.failures[0]);
  const rendered = compiled.value.render(link.crossing.byName(job.context).set('capture', capture));
  if (!rendered.ok) return failed(rendered.failures[0]);
  if (held === undefined) throw new Error('nothing was captured');
  return { answer: link.crossing.toWire(held.value, held.host) };
}

/** `template.module`: what a template is that imports it. */
function moduleOf(job: Job): Message {
  const { variableStart: open = '{{', variableEnd: close = '}}' } = job.settings.syntax;
  const { blockStart = '{%', blockEnd = '%}' } = job.settings.syntax;
  const name = job.name ?? UNNAMED;
  const how = job.context.length > 0 ? ' with context' : '';
  const quoted = JSON.stringify(name);
  const text = `${blockStart} import ${quoted} as captured_${how} ${blockEnd}${open} capture(captured_) ${close}`;
  return captured({ ...job, name: UNNAMED, source: { path: UNNAMED, text } }, [name, job.source]);
}

function use({ op, of, positional, named }: Message): Message {
  const { crossing } = link;
  const held = crossing.held(Number(of));
  // What Python's side sends with every use.
  const [items, entries] = [positional as Wire, named as Wire];
  const call = {
    positional: listIn(items).map((wire) => crossing.value(wire)),
    named: crossing.byName(listIn(entries)),
  };
  return { answer: crossing.toWire(USES[String(op)]?.(held, call), held.host) };
}

function failed({ kind, message, line, templateName, span }: TemplateFailure): Message {
  const { path, text } = span.source;
  const place = { line, name: templateName ?? null, path, source: text };
  return { failed: kind, message, python: link.numberOf(kind, message), ...place };
}

link.serve();
