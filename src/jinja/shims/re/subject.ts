import { hasPairs, sliceText } from '../../values/code-points.js';
import { raise } from '../../values/raised.js';
import { typeNameOf } from '../../values/type-name.js';
import { Bytes, type Value } from '../../values/value.js';
import { textIn } from '../../values/text-in.js';

/** The text that is searched, by code points. */
export interface Subject {
  readonly text: string;
  readonly codes: ArrayLike<number>;
}

export function subjectOf(value: Value | undefined): Subject {
  const given = value ?? null;
  const text = textIn(given);
  if (text !== undefined) return text === lastSubject.text ? lastSubject : remember(text);
  if (given instanceof Bytes) raise('TypeError', 'cannot use a string pattern on a bytes-like object');
  return raise('TypeError', `expected string or bytes-like object, got '${typeNameOf(given)}'`);
}

/** A text is often searched several times. */
let lastSubject: Subject = { text: '', codes: [] };

function remember(text: string): Subject {
  const codes = hasPairs(text)
    ? Uint32Array.from([...text], (character) => character.codePointAt(0) ?? 0)
    : Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  lastSubject = { text, codes };
  return lastSubject;
}

export function cutOut({ text }: Subject, from: number, to: number): string {
  return sliceText(text, from, to);
}
