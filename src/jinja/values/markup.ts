import type { Host } from './host.js';
import { strOf } from './text.js';
import { Undefined } from './undefined.js';
import { Markup, type Value } from './value.js';

/** `markupsafe.escape`: what is safe stays as it is, the `str` of everything else is made safe. */
export function escape(value: Value, host: Host): Markup {
  return value instanceof Markup ? value : new Markup(escapeText(strOf(value, host)));
}

/** Whether a value has the method `__html__`, which says that its text is safe. */
export function isSafe(value: Value): boolean {
  return value instanceof Markup || (value instanceof Undefined && value.policy === 'chainable');
}

const SPECIAL = /[&<>'"]/;

export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(/[&<>'"]/g, entityOf) : text;
}

function entityOf(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case "'":
      return '&#39;';
    default:
      return '&#34;';
  }
}
