/**
 * A text that was put together from many pieces, as one: V8 keeps the pieces, which take many times the room, until
 * somebody reads a character.
 */
export function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
