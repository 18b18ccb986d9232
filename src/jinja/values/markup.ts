import type { Host } from './host.js';
import { HostObject } from './host-object.js';
import { strOf } from './text.js';
import { Undefined } from './undefined.js';
import { Markup, type Value } from './value.js';

/** `markupsafe.escape`: what is safe stays as it is, the `str` of everything else is made safe. */
export function escape(value: Value, host: Host): Markup {
  if (value instanceof Markup) return value;
  if (value instanceof HostObject && value.html !== undefined) return new Markup(value.html(host));
  return new Markup(escapeText(strOf(value, host)));
}

/** Whether a value has the method `__html__`, which says that its text is safe. */
export function isSafe(value: Value): boolean {
  if (value instanceof Undefined) return value.policy === 'chainable';
  return value instanceof Markup || (value instanceof HostObject && value.html !== undefined);
}

const SPECIAL = /[&<>'"]/;

export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;');
}
