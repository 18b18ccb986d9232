import { succeed, type RecipeRefusal, type Result } from '../../engine/recipe/index.js';
import { encodingNamed } from './encoding.js';
import { refuse } from './refuse.js';

/** The bytes of a rendered text; refuses a character that the encoding does not have. */
export function encode(text: string, encoding: string): Result<Uint8Array, RecipeRefusal> {
  const encoded = encodingNamed(encoding)?.encode(text) ?? '';
  if (typeof encoded !== 'string') return succeed(encoded);
  const code = (encoded.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /\p{Surrogate}/u.test(encoded) ? '' : `\`${encoded}\` `;
  return refuse(`the rendered text has the character ${shown}(U+${code}), which ${encoding} cannot hold`, {
    option: 'encoding',
  });
}
