import { listOf } from '../values/iterate.js';
import { raise } from '../values/raised.js';
import { isTrue } from '../values/truth.js';
import { typeNameOf } from '../values/type-name.js';
import type { Module, Value } from '../values/value.js';
import { moduleOf, python } from './module.js';
import { textIn } from '../values/text-in.js';

/** A word that a shell reads as it is. */
function quoteWord(value: Value | undefined): string {
  const given = value ?? null;
  if (!isTrue(given)) return "''";
  const text = textIn(given) ?? raise('TypeError', `expected string or bytes-like object, got '${typeNameOf(given)}'`);
  return /^[\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** The functions of `shlex` that make words, and the one that `six.moves` has too. */
export const shlex: Module = moduleOf('shlex', [
  python('quote', 's', ([value]) => quoteWord(value)),
  python('join', 'split_command', ([words = null], host) => listOf(words, host).map(quoteWord).join(' ')),
]);
