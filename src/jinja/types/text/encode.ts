import { raise } from '../../values/raised.js';
import { Bytes } from '../../values/value.js';
import { named, nameOfArgument, type Definition, type Given } from '../arguments.js';
import { textIn } from '../../values/text-in.js';
import { codecOf } from '../bytes/codec.js';
import { onEncodeError } from '../bytes/on-error.js';

export const encode: Definition<string> = named('encoding?, errors?', (text, given, host) => {
  const [encoding, errors] = codecArguments('encode', given);
  host.reserve(text.length * 3);
  host.spend(1 + text.length / 16);
  return new Bytes(codecOf(encoding).encode(text, onEncodeError(errors)));
});

/** The names of an encoding and of what is done about errors. */
export function codecArguments(name: string, given: readonly Given[]): readonly [encoding: string, errors: string] {
  const [encoding, errors] = given;
  return [
    textArgument(encoding, `${name}() argument 'encoding'`) ?? 'utf-8',
    textArgument(errors, `${name}() argument 'errors'`) ?? 'strict',
  ];
}

function textArgument(value: Given, what: string): string | undefined {
  if (value === undefined) return undefined;
  return textIn(value) ?? raise('TypeError', `${what} must be str, not ${nameOfArgument(value)}`);
}
