import type { ValueLine } from './ast.js';

/**
 * The value that stored lines stand for: a block loses its common indentation and the blank lines around it; a value
 * that began on the option line stays as it is. Never empty: no value is one empty line.
 */
export function valueOf(lines: readonly [ValueLine, ...ValueLine[]]): readonly [ValueLine, ...ValueLine[]] {
  const [first, ...others] = lines;
  if (first.text !== '' || others.length === 0) return lines;
  const margin = commonMargin(others);
  const dedented = others.map((line) => removeMargin(line, margin));
  const from = dedented.findIndex(({ text }) => text !== '');
  const to = dedented.findLastIndex(({ text }) => text !== '');
  const [head, ...tail] = dedented.slice(from, to + 1);
  return head === undefined ? [first] : [head, ...tail];
}

/** Appends the text of a further operator of the same kind in the same file, as the reference stores it. */
export function joinOperands(
  [first, ...others]: readonly [ValueLine, ...ValueLine[]],
  [value, ...more]: readonly [ValueLine, ...ValueLine[]],
): readonly [ValueLine, ...ValueLine[]] {
  const to = others.findLastIndex(({ text }) => text !== '');
  return [first, ...others.slice(0, to + 1), ...(value.text === '' ? [] : [value]), ...more];
}

export function valueText(lines: readonly ValueLine[]): string {
  const [first, ...others] = lines;
  if (others.length === 0) return first?.text ?? '';
  return lines.map(({ text }) => text).join('\n');
}

/** The longest start made of spaces and tabs that all lines with text share. */
function commonMargin(lines: readonly ValueLine[]): string {
  let margin: string | undefined;
  for (const { text } of lines) {
    if (text === '') continue;
    margin = margin === undefined ? indentation(text, text.length) : text.slice(0, sharedLength(margin, text));
    if (margin === '') break;
  }
  return margin ?? '';
}

function indentation(text: string, limit: number): string {
  let at = 0;
  while (at < limit && (text[at] === ' ' || text[at] === '\t')) at++;
  return text.slice(0, at);
}

function sharedLength(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

function removeMargin({ text, start }: ValueLine, margin: string): ValueLine {
  if (margin === '' || text === '') return { text, start };
  return { text: text.slice(margin.length), start: start + margin.length };
}
