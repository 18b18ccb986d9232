import { flat } from './flat.js';
import type { Host } from './host.js';
import { HostObject } from './host-object.js';
import { strOf } from './text.js';
import { Undefined } from './undefined.js';
import { Markup, type Value } from './value.js';

/** `markupsafe.escape`: what is safe stays as it is, the `str` of everything else is made safe. */
export function escape(value: Value, host: Host): Markup {
  if (value instanceof Markup) return value;
  if (value instanceof HostObject && value.html !== undefined) return new Markup(value.html(host));
  const text = strOf(value, host);
  // It is gone over character by character.
  if (text.length > 64) host.spend(text.length / 16);
  const escaped = escapeText(text);
  if (escaped !== text) host.reserve(escaped.length);
  return new Markup(escaped);
}

/** Whether a value has the method `__html__`, which says that its text is safe. */
export function isSafe(value: Value): boolean {
  if (value instanceof Undefined) return value.policy === 'chainable';
  return value instanceof Markup || (value instanceof HostObject && value.html !== undefined);
}

export function escapeText(text: string): string {
  if (text.length <= PORTION) return flat(escapePortion(text));
  const portions: string[] = [];
  for (let at = 0; at < text.length; at += PORTION) {
    portions.push(flat(escapePortion(text.slice(at, at + PORTION))));
  }
  return portions.join('');
}

const PORTION = 8192;

function escapePortion(text: string): string {
  let escaped = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const entity = entityOf(text.charCodeAt(at));
    if (entity === undefined) continue;
    escaped += text.slice(done, at) + entity;
    done = at + 1;
  }
  return done === 0 ? text : escaped + text.slice(done);
}

function entityOf(code: number): string | undefined {
  // Most characters are beyond all that are special.
  if (code > 0x3e) return undefined;
  switch (code) {
    case 0x22:
      return '&#34;';
    case 0x26:
      return '&amp;';
    case 0x27:
      return '&#39;';
    case 0x3c:
      return '&lt;';
    case 0x3e:
      return '&gt;';
    default:
      return undefined;
  }
}
