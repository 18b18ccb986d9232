/** A value for `jsonText`; maps keep the order of their keys, which objects do not when they look like numbers. */
export type OrderedJson = string | number | boolean | readonly OrderedJson[] | ReadonlyMap<string, OrderedJson>;

/** As `JSON.stringify` with an indent of two, and a line end. */
export function jsonText(value: OrderedJson): string {
  return `${textOf(value, '\n')}\n`;
}

/** An object without the members that have no value. */
export function jsonObject(members: Readonly<Record<string, OrderedJson | undefined>>): OrderedJson {
  return new Map(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

/** `margin`: a line end, and the indentation of the line that the value begins on. */
function textOf(value: OrderedJson, margin: string): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${margin}  `;
  let text = '';
  if ('length' in value) {
    for (const item of value) text += `${text === '' ? '' : ','}${inner}${textOf(item, inner)}`;
    return text === '' ? '[]' : `[${text}${margin}]`;
  }
  for (const [key, item] of value)
    text += `${text === '' ? '' : ','}${inner}${JSON.stringify(key)}: ${textOf(item, inner)}`;
  return text === '' ? '{}' : `{${text}${margin}}`;
}
