import type { ValueLine } from './ast.js';

/**
 * The value that stored lines stand for: a block loses its common indentation and the blank lines around it; a value
 * that began on the option line stays as it is. Never empty: no value is one empty line.
 */
export function valueOf(lines: Lines): Lines {
  const [first, ...others] = lines;
  if (first.text !== '' || others.length === 0) return lines;
  const margin = commonMargin(others);
  const dedented = others.map((line) => removeMargin(line, margin));
  const from = dedented.findIndex(({ text }) => text !== '');
  const to = dedented.findLastIndex(({ text }) => text !== '');
  const [head, ...tail] = dedented.slice(from, to + 1);
  return head === undefined ? [first] : [head, ...tail];
}

/** Joins the operands of one operator that a file repeats for an option, as the reference stores them. */
export function joinOperands(operands: readonly [Lines, ...Lines[]]): Lines {
  const [first, ...others] = operands;
  const joined: [ValueLine, ...ValueLine[]] = [...first];
  for (const [value, ...more] of others) {
    while (joined.length > 1 && joined.at(-1)?.text === '') joined.pop();
    if (value.text !== '') joined.push(value);
    joined.push(...more);
  }
  return joined;
}

type Lines = readonly [ValueLine, ...ValueLine[]];

/** The longest start made of spaces and tabs that all lines with text share. */
function commonMargin(lines: readonly ValueLine[]): string {
  let margin: string | undefined;
  for (const { text } of lines) {
    if (text === '') continue;
    if (margin === undefined) margin = indentation(text);
    else if (!text.startsWith(margin)) margin = text.slice(0, sharedLength(margin, text));
    if (margin === '') break;
  }
  return margin ?? '';
}

function indentation(text: string): string {
  let at = 0;
  while (at < text.length && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  return text.slice(0, at);
}

function sharedLength(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return at;
}

function removeMargin({ text, start }: ValueLine, margin: string): ValueLine {
  if (margin === '' || text === '') return { text, start };
  return { text: text.slice(margin.length), start: start + margin.length };
}
