import type { ValueLine } from './ast.js';

type Lines = readonly [ValueLine, ...ValueLine[]];

/**
 * The value that stored lines stand for: a block loses its common indentation and the blank lines around it; a value
 * that began on the option line stays as it is. Never empty: no value is one empty line.
 */
export function valueOf(lines: Lines): Lines {
  if (lines[0].text !== '' || lines.length === 1) return lines;
  let to = lines.length;
  while (to > 1 && lines[to - 1]?.text === '') to--;
  const width = marginWidth(lines, to);
  let value: [ValueLine, ...ValueLine[]] | undefined;
  for (let at = 1; at < to; at++) {
    const line = lines[at];
    if (line === undefined || (value === undefined && line.text === '')) continue;
    const dedented = line.text === '' ? line : { text: line.text.slice(width), start: line.start + width };
    if (value === undefined) value = [dedented];
    else value.push(dedented);
  }
  return value ?? [lines[0]];
}

/** Joins the operands of one operator that a file repeats for an option, as the reference stores them. */
export function joinOperands(operands: readonly [Lines, ...Lines[]]): Lines {
  const [first, ...others] = operands;
  const joined: [ValueLine, ...ValueLine[]] = [...first];
  for (const [value, ...more] of others) {
    while (joined.length > 1 && joined.at(-1)?.text === '') joined.pop();
    if (value.text !== '') joined.push(value);
    for (const line of more) joined.push(line);
  }
  return joined;
}

/** Length of the longest start made of spaces and tabs that all lines with text share. */
function marginWidth(lines: Lines, to: number): number {
  let margin: string | undefined;
  for (let at = 1; at < to; at++) {
    const text = lines[at]?.text ?? '';
    if (text === '') continue;
    if (margin === undefined) margin = indentation(text);
    else if (!text.startsWith(margin)) margin = sharedStart(margin, text);
    if (margin === '') return 0;
  }
  return margin?.length ?? 0;
}

function indentation(text: string): string {
  let at = 0;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  return text.slice(0, at);
}

function sharedStart(left: string, right: string): string {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return left.slice(0, at);
}

const SPACE = 0x20;
const TAB = 0x09;
